import React from 'react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NEVER, Observable, of } from 'rxjs';
import type { Answers, Query, Series } from '../../core/query/port';
import { UNION_LABEL } from '../../core/query/union';
import { answersOf, sample } from '../../core/suggest/testing';
import { Suggestions } from './Suggestions';

const mockAsk = jest.fn<Observable<Answers>, [{ uid: string }, readonly Query[]]>();
jest.mock('../delegate/ask', () => ({ ask: (...args: Parameters<typeof mockAsk>) => mockAsk(...args) }));

const upstream = { uid: 'prom', name: 'prom-eu', labels: {} };
const onAccept = jest.fn();

/** Answers both rounds: families as given; to questions about the week by metric and service. */
function answering(
  families: Record<string, Series[]>,
  week: Record<'total' | 'bad' | 'looks', Record<string, number>>
): void {
  mockAsk.mockImplementation((_, queries) => {
    const said = queries.map(({ id, union }): [string, Series[]] => {
      const values = Object.entries(week[id.replace('#0', '') as keyof typeof week] ?? {});
      const tags = union?.parts.map(({ key }) => key) ?? [];
      const series = values.flatMap(([service, value]) =>
        tags.map((tag) => sample({ service, [UNION_LABEL]: tag }, value))
      );
      return [id, families[id] ?? series];
    });
    return of(
      answersOf(
        queries.map(({ id }) => id),
        Object.fromEntries(said)
      )
    );
  });
}

function requests(...services: string[]): Record<string, Series[]> {
  return { requests: services.map((service) => sample({ __name__: 'http_requests_total', service, code: '200' }, 1)) };
}

beforeEach(() => {
  mockAsk.mockReset();
  onAccept.mockReset();
});

describe('suggestions', () => {
  it('say what they are doing', () => {
    mockAsk.mockReturnValue(NEVER);
    render(<Suggestions upstream={upstream} onAccept={onAccept} />);
    expect(screen.getByRole('status')).toHaveTextContent('Counting last week’s events in prom-eu');
  });

  it('show what last week was and what it would have met, in two requests', () => {
    answering(requests('orders'), { total: { orders: 1e6 }, bad: { orders: 300 }, looks: { orders: 42 } });
    render(<Suggestions upstream={upstream} onAccept={onAccept} />);
    expect(mockAsk).toHaveBeenCalledTimes(2);
    const row = within(screen.getByRole('list', { name: 'SLOs suggested from metrics' })).getByRole('listitem');
    expect(row).toHaveTextContent('orders: availability');
    expect(row).toHaveTextContent('99.97% of 1,000,000 events');
    expect(row).toHaveTextContent(/Objective99\.95%/);
    expect(row).toHaveTextContent('The metric was there for 25% of the week only.');
  });

  it('hand out what is chosen, once', async () => {
    const week = { orders: 1e6, payments: 1e6 };
    answering(requests('orders', 'payments'), { total: week, bad: {}, looks: { orders: 168, payments: 168 } });
    render(<Suggestions upstream={upstream} onAccept={onAccept} />);
    expect(screen.getByRole('button', { name: 'Add the chosen SLOs' })).toBeDisabled();
    await userEvent.click(screen.getByLabelText(/^payments: availability/));
    await userEvent.click(screen.getByRole('button', { name: 'Add 1 SLO' }));
    expect(onAccept).toHaveBeenCalledTimes(1);
    expect(onAccept.mock.lastCall[0]).toMatch(/^apiVersion: openslo\/v1\n/);
    expect(onAccept.mock.lastCall[0]).toContain('service="payments"');
    expect(onAccept.mock.lastCall[0]).not.toContain('service="orders"');
    expect(screen.getByLabelText(/^payments: availability/)).toBeDisabled();

    await userEvent.click(screen.getByLabelText('All'));
    await userEvent.click(screen.getByRole('button', { name: 'Add 1 SLO' }));
    expect(onAccept.mock.lastCall[0]).toContain('service="orders"');
    expect(onAccept.mock.lastCall[0]).not.toContain('service="payments"');
    expect(screen.getByLabelText('All')).toBeDisabled();
  });

  it('name the metric where two would be called the same', () => {
    const { requests: some = [] } = requests('orders');
    const mails = sample({ __name__: 'mails_total', service: 'orders', result: 'failed' }, 1);
    answering({ requests: some, outcomes: [mails] }, { total: { orders: 1e6 }, bad: {}, looks: { orders: 168 } });
    render(<Suggestions upstream={upstream} onAccept={onAccept} />);
    expect(screen.getByLabelText(/^orders: availability \(http_requests\)/)).toBeInTheDocument();
    expect(screen.getByLabelText(/^orders: availability \(mails\)/)).toBeInTheDocument();
  });

  it('say that nothing was found, and why something was not suggested', () => {
    answering({ requests: [sample({ __name__: 'probe_success', job: 'web' }, 1)] }, { total: {}, bad: {}, looks: {} });
    render(<Suggestions upstream={upstream} onAccept={onAccept} />);
    expect(screen.getByText(/Nothing in prom-eu can be suggested/)).toBeInTheDocument();
    expect(screen.getByText('probe_success of web')).toBeInTheDocument();
    expect(screen.getByText(/It is a gauge of 0 and 1/)).toBeInTheDocument();
  });

  it('never suggest what could not be counted', () => {
    answering(requests('orders'), { total: {}, bad: { orders: 1 }, looks: { orders: 168 } });
    render(<Suggestions upstream={upstream} onAccept={onAccept} />);
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
    expect(screen.getByText(/too few samples in the last week/)).toBeInTheDocument();
  });

  it('say what the upstream said when it fails, and not that there is nothing', () => {
    mockAsk.mockImplementation((_, queries) =>
      of(
        new Map(
          queries.map(({ id }) => [
            id,
            { state: 'failed' as const, message: 'bad gateway', cause: 'unavailable' as const },
          ])
        )
      )
    );
    render(<Suggestions upstream={upstream} onAccept={onAccept} />);
    expect(screen.getByText('prom-eu did not answer what was asked of it')).toBeInTheDocument();
    expect(screen.getByText('bad gateway')).toBeInTheDocument();
    expect(screen.queryByText(/Nothing in/)).not.toBeInTheDocument();
  });

  it('do not take what could not be counted for nothing', () => {
    answering(requests('orders'), { total: {}, bad: {}, looks: {} });
    const families = mockAsk.getMockImplementation();
    mockAsk.mockImplementation((asked, queries) =>
      queries.some(({ id }) => id === 'total#0')
        ? of(
            new Map(
              queries.map(({ id }) => [
                id,
                { state: 'failed' as const, message: 'query timed out', cause: 'timeout' as const },
              ])
            )
          )
        : families!(asked, queries)
    );
    render(<Suggestions upstream={upstream} onAccept={onAccept} />);
    expect(screen.getByRole('alert')).toHaveTextContent('query timed out');
    expect(
      screen.getByText(/^Its events could not be counted\. The query timed out\..* query timed out$/)
    ).toBeInTheDocument();
    expect(screen.queryByText(/Nothing in/)).not.toBeInTheDocument();
  });

  it('say that a request without an answer failed', () => {
    mockAsk.mockReturnValue(new Observable<Answers>((subscriber) => subscriber.complete()));
    render(<Suggestions upstream={upstream} onAccept={onAccept} />);
    expect(screen.getByText('The query was not answered.')).toBeInTheDocument();
  });

  it('cancel what is under way when they are closed', () => {
    let cancelled = 0;
    mockAsk.mockReturnValue(new Observable<Answers>(() => () => void cancelled++));
    render(<Suggestions upstream={upstream} onAccept={onAccept} />).unmount();
    expect(cancelled).toBe(1);
  });
});
