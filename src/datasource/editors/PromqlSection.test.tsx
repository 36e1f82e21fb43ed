import React from 'react';
import {
  createDataFrame,
  dateTime,
  LoadingState,
  type DataFrame,
  type DataQueryRequest,
  type PanelData,
} from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { request } from '../testedDataSource';
import type { SloQuery } from '../types';
import { dataSourceWith } from './editorTesting';
import { PromqlSection } from './PromqlSection';

const query: SloQuery = { refId: 'A', schemaVersion: 1, queryType: 'budget', services: ['orders'] };

const SENT = `# Prom EU, instant at 2026-09-21T14:13:20Z
a_total{x="1"}

sum(b)

# Prom EU, range 2026-09-21T13:13:20Z to 2026-09-21T14:13:20Z, step 5m
rate(c[5m])

# Prom US, instant at 2026-09-21T14:13:20Z
a_total

# Prom Gone, nothing sent: connection refused`;

function answer(part: Partial<PanelData>, promql?: string): PanelData {
  const time = dateTime(0);
  const frame: DataFrame = createDataFrame({ refId: 'A', fields: [], meta: { executedQueryString: promql } });
  return {
    state: LoadingState.Done,
    series: promql === undefined ? [] : [createDataFrame({ fields: [] }), frame],
    timeRange: { from: time, to: time, raw: { from: time, to: time } },
    ...part,
  };
}

async function section(data?: PanelData, upstreams = ['Prom EU', 'Prom US']) {
  render(<PromqlSection datasource={dataSourceWith({ upstreams })} query={query} data={data} />);
  await userEvent.click(screen.getByRole('button', { name: /^PromQL/ }));
}

const ran = (part: Partial<SloQuery>): DataQueryRequest => ({
  ...request({ ...query, datasource: { uid: 'slos' }, hide: false, ...part }),
  timezone: 'utc',
});

describe('PromQL of a query', () => {
  it('is folded away, with the number of queries to be seen', () => {
    render(<PromqlSection datasource={dataSourceWith({})} query={query} data={answer({}, SENT)} />);
    expect(screen.getByRole('button', { name: 'PromQL: 4 queries' })).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText('sum(b)')).not.toBeInTheDocument();
  });

  it('can be unfolded by keyboard', async () => {
    render(<PromqlSection datasource={dataSourceWith({})} query={query} data={answer({}, SENT)} />);
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByText('sum(b)')).toBeVisible();
  });

  it('stands below the data source that got it and the time that it was for', async () => {
    await section(answer({ request: ran({}) }, SENT));
    const eu = screen.getByRole('region', { name: 'Prom EU' });
    expect(
      within(eu)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent)
    ).toEqual(['a_total{x="1"}', 'sum(b)', 'rate(c[5m])']);
    expect(eu).toHaveTextContent('Instant, at 2026-09-21 14:13:20');
    expect(eu).toHaveTextContent('Range, 2026-09-21 13:13:20 to 2026-09-21 14:13:20, step 5m');
    const us = screen.getByRole('region', { name: 'Prom US' });
    expect(within(us).getAllByRole('listitem')).toHaveLength(1);
  });

  it('says why a data source got nothing', async () => {
    await section(answer({}, SENT));
    expect(screen.getByRole('region', { name: 'Prom Gone' })).toHaveTextContent('Nothing was sent. connection refused');
  });

  it('leads to Explore on the data source that got it, for the same time', async () => {
    await section(answer({}, SENT));
    const links = screen.getAllByRole('link', { name: 'Open in Explore on Prom EU' });
    const panes = links.map((link) => {
      const [path, parameters] = link.getAttribute('href')!.split('?');
      expect(path).toBe('/explore');
      return (JSON.parse(new URLSearchParams(parameters).get('panes')!) as Record<string, unknown>).slo;
    });
    expect(panes[0]).toEqual({
      datasource: 'prom eu',
      queries: [{ refId: 'A', datasource: { uid: 'prom eu' }, expr: 'a_total{x="1"}', instant: true, range: false }],
      range: { from: '1789996400000', to: '1790000000000' },
    });
    expect(panes[2]).toMatchObject({
      queries: [{ expr: 'rate(c[5m])', range: true, interval: '5m' }],
      range: { from: '1789996400000', to: '1790000000000' },
    });
  });

  it('leads nowhere from a data source that is gone since', async () => {
    await section(answer({}, SENT), ['Prom EU']);
    expect(screen.queryByRole('link', { name: /Prom US/ })).not.toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Prom US' })).toHaveTextContent('a_total');
  });

  it('is copied as it was sent', async () => {
    const user = userEvent.setup();
    render(<PromqlSection datasource={dataSourceWith({})} query={query} data={answer({}, SENT)} />);
    await user.click(screen.getByRole('button', { name: /^PromQL/ }));
    Object.defineProperty(window, 'isSecureContext', { configurable: true, value: true });
    await user.click(screen.getByRole('button', { name: 'Copy all' }));
    expect(await navigator.clipboard.readText()).toBe(SENT);
  });

  it.each<[string, Partial<SloQuery>, boolean]>([
    ['is the same', {}, false],
    ['says the same otherwise', { window: '', slos: [] }, false],
    ['was of another type', { queryType: 'sli' }, true],
    ['was about other services', { services: [] }, true],
  ])('tells what was changed since, where the query that ran %s', async (_, part, isOutdated) => {
    await section(answer({ request: ran(part) }, SENT));
    expect(screen.queryByText(/before the query was changed/) !== null).toBe(isOutdated);
  });

  it.each<[string, PanelData | undefined, RegExp]>([
    ['before the first run', undefined, /^Not run yet\..* each to Prom EU, Prom US,/],
    ['before the first run in Explore', answer({ state: LoadingState.NotStarted }), /^Not run yet\./],
    ['while it runs', answer({ state: LoadingState.Loading }), /^Waiting for the first answer/],
    [
      'after a failure',
      answer({
        state: LoadingState.Error,
        error: { message: 'Prom EU: refused' },
        errors: [{ message: 'Prom EU: refused' }, { message: 'Prom US: denied' }],
      }),
      /^No answer tells what was sent\. Prom EU: refused Prom US: denied$/,
    ],
    ['after an answer without data', answer({}), /^The last answer has no data/],
  ])('says %s what there is to say', async (_, data, expected) => {
    await section(data);
    expect(screen.getByText(expected)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Copy all' })).not.toBeInTheDocument();
  });

  it('says before the first run that nobody can be asked', async () => {
    await section(undefined, []);
    expect(screen.getByText(/^No Prometheus data source is chosen/)).toBeVisible();
  });
});
