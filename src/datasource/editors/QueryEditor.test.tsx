import React from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Slo } from '../../core/slo/slo';
import type { SloDataSource } from '../datasource';
import type { SloQuery, SloQueryType } from '../types';
import { AnnotationEditor } from './AnnotationEditor';
import { choicesArrive, choose, dataSourceWith, offered } from './editorTesting';
import { QueryEditor } from './QueryEditor';
import { showListsInFull } from '../../shared/testing/lists';

const slos: Array<Partial<Slo>> = [
  { service: 'orders', name: 'eu', owner: 'waiters', labels: { region: 'eu', provider: 'aws' } },
  { service: 'kitchen', name: 'us', labels: { region: 'us' } },
];

async function editor(query: Partial<SloQuery> = {}, datasource = dataSourceWith({ slos }), Editor = QueryEditor) {
  const onChange = jest.fn();
  const onRunQuery = jest.fn();
  render(
    <Editor
      datasource={datasource}
      query={{ refId: 'A', schemaVersion: 1, queryType: 'slos', ...query }}
      onChange={onChange}
      onRunQuery={onRunQuery}
    />
  );
  await choicesArrive();
  return { onChange, onRunQuery, changed: () => onChange.mock.lastCall?.[0] as SloQuery };
}

beforeAll(showListsInFull);

describe('query editor', () => {
  it.each([
    ['Services', 'kitchen', { services: ['kitchen'] }],
    ['SLOs', 'eu', { slos: ['eu'] }],
    ['Owners', 'waiters', { owners: ['waiters'] }],
    ['Window', '14d', { window: '14d' }],
  ])('filters by what is chosen under %s', async (label, option, expected) => {
    const { changed, onRunQuery } = await editor();
    await choose(label, option);
    expect(changed()).toMatchObject(expected);
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('offers the labels that SLOs have, with their values', async () => {
    const { changed, onRunQuery } = await editor({ labels: [{ label: 'region', values: [] }] });
    await choose('is one of', 'us');
    expect(changed().labels).toEqual([{ label: 'region', values: ['us'] }]);
    expect(onRunQuery).toHaveBeenCalledTimes(1);
    await choose('Label 1', 'provider');
    expect(changed().labels).toEqual([{ label: 'provider', values: [] }]);
  });

  it('does not ask again for a filter that has only been begun', async () => {
    const { changed, onRunQuery } = await editor();
    await userEvent.click(screen.getByRole('button', { name: 'Filter by label' }));
    expect(changed().labels).toEqual([{ label: '', values: [] }]);
    expect(onRunQuery).not.toHaveBeenCalled();
  });

  it('offers one empty label filter at a time, and drops the one that is removed', async () => {
    const labels = [
      { label: 'region', values: ['eu'] },
      { label: '', values: [] },
    ];
    const { changed, onRunQuery } = await editor({ labels });
    expect(screen.getByRole('button', { name: 'Filter by label' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Remove label filter 1' }));
    expect(changed().labels).toEqual([{ label: '', values: [] }]);
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('takes a template variable, and asks once it is entered rather than at every key', async () => {
    const { changed, onRunQuery } = await editor();
    await userEvent.type(screen.getByLabelText('Window'), '$window');
    expect(onRunQuery).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByRole('option', { name: /\$window/ }));
    expect(changed().window).toBe('$window');
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('goes back to the windows that the SLOs define', async () => {
    const { changed } = await editor({ window: '7d' });
    await choose('Window', 'As defined');
    expect(changed().window).toBe('');
  });

  it.each([
    ['7 days', /No duration such as 7d/],
    ['45d', null],
    ['$window', null],
    ['own', null],
  ])('judges the window %j', async (window, problem) => {
    await editor({ window });
    const alerts = await waitFor(() => screen.queryAllByRole('alert').map(({ textContent }) => textContent));
    expect(alerts).toEqual(problem === null ? [] : [expect.stringMatching(problem)]);
    expect(screen.getByLabelText('Window')).toHaveValue(window === 'own' ? 'As defined' : window);
  });

  it('chooses the statuses of SLOs by their words, their order and what they are grouped by', async () => {
    const { changed } = await editor({ statuses: ['blind'] });
    await choose('Statuses', 'At risk');
    expect(changed().statuses).toEqual(['blind', 'atRisk']);
    await choose('Order', 'Least budget first');
    expect(changed().order).toBe('budget');
    await choose('Group by', 'upstream');
    expect(changed().groupBy).toBe('upstream');
    await choose('Group by', 'region');
    expect(changed().groupBy).toBe('region');
  });

  it('offers the episodes', async () => {
    const { changed } = await editor();
    await choose('Show', /^Episodes/);
    expect(changed().queryType).toBe('episodes');
  });

  it('asks for the unit of a budget only', async () => {
    const { changed } = await editor({ queryType: 'budget' });
    expect(screen.getByRole('radio', { name: 'Percent' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'Minutes' }));
    expect(changed().unit).toBe('minutes');
  });

  it('asks what annotations mark', async () => {
    const { changed } = await editor({ queryType: 'annotations' });
    expect(screen.getByRole('radio', { name: 'Episodes' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'Exclusions' }));
    expect(changed().mark).toBe('exclusions');
  });

  it('asks how latency is told, and by which label', async () => {
    const { changed } = await editor({ queryType: 'latency' });
    expect(screen.getByRole('radio', { name: 'Share' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'Quantiles' }));
    expect(changed().latency).toBe('quantiles');
    await choose('Group by', 'region');
    expect(changed().groupBy).toBe('region');
  });

  it('stops grouping', async () => {
    const { changed } = await editor({ queryType: 'latency', groupBy: 'zone' });
    expect(screen.getByLabelText('Group by')).toHaveValue('zone');
    await choose('Group by', 'Nothing');
    expect(changed().groupBy).toBe('');
  });

  it('groups no heatmap', async () => {
    await editor({ queryType: 'latency', latency: 'heatmap' });
    expect(screen.queryByLabelText('Group by')).not.toBeInTheDocument();
  });

  it.each<[SloQueryType, string[]]>([
    ['slos', ['Group by', 'Statuses', 'Order', 'Window']],
    ['statusCounts', ['Window']],
    ['budget', ['Unit of the error budget', 'Window']],
    ['sli', ['Group by']],
    ['events', []],
    ['burnRate', ['Window']],
    ['spent', ['What is told at a time', 'Window']],
    ['episodes', ['Window']],
    ['incident', ['Window']],
    ['incidentGraph', ['Group by', 'Window']],
    ['breakdown', ['Group by']],
    ['latency', ['How latency is told', 'Group by']],
    ['alerts', ['Window']],
    ['annotations', ['What is marked on graphs', 'Window']],
  ])('has for %s the fields that it goes by', async (queryType, expected) => {
    await editor({ queryType });
    const fields = [
      'Unit of the error budget',
      'What is told at a time',
      'How latency is told',
      'What is marked on graphs',
      'Group by',
      'Statuses',
      'Order',
      'Window',
    ];
    const shown = fields.filter((name) => screen.queryByLabelText(name) !== null);
    expect(shown).toEqual(expected);
    for (const always of ['Show', 'Services', 'SLOs', 'Owners']) {
      expect(screen.getByLabelText(always)).toBeEnabled();
    }
  });

  it('says what the answer will be', async () => {
    await editor({ queryType: 'statusCounts' });
    expect(screen.getByText('One row of numbers at the end of the range')).toBeVisible();
  });

  it('asks no window of what marks exclusions', async () => {
    await editor({ queryType: 'annotations', mark: 'exclusions' });
    expect(screen.queryByLabelText('Window')).not.toBeInTheDocument();
  });

  it('keeps annotations what they are', async () => {
    const { changed } = await editor({ queryType: 'slos' }, undefined, AnnotationEditor);
    expect(screen.queryByLabelText('Show')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Budget exhausted' }));
    expect(changed()).toMatchObject({ queryType: 'annotations', mark: 'exhausted' });
  });
});

describe('what a query editor offers', () => {
  it('is narrowed by the other filters, not by the field itself', async () => {
    await editor({ services: ['orders'], labels: [{ label: 'region', values: ['eu'] }] });
    expect(await offered('SLOs')).toEqual(['eu']);
    expect(await offered('is one of')).toEqual(['eu']);
    expect(await offered('Owners')).toEqual(['waiters']);
    // Of the label eu, not of the service that is chosen here already.
    expect(await offered('Services')).toEqual(['orders']);
  });

  it('is every value of the field that alone is filtered by', async () => {
    await editor({ services: ['orders'] });
    expect(await offered('Services')).toEqual(['kitchen', 'orders']);
  });

  it('is narrowed by the values of a template variable', async () => {
    // The variable holds orders and kitchen.
    const more = [...slos, { service: 'bar', name: 'asia', labels: {} }];
    await editor({ services: ['$service'] }, dataSourceWith({ slos: more }));
    expect(await offered('SLOs')).toEqual(['eu', 'us']);
  });

  it.each(['Services', 'SLOs', 'Owners', 'Group by', 'Window', 'is one of'])(
    'has template variables under %s',
    async (label) => {
      await editor(
        { queryType: 'incidentGraph', labels: [{ label: 'region', values: [] }] },
        dataSourceWith({ slos, variables: ['$zone'] })
      );
      expect(await offered(label)).toContain('$zone');
    }
  );

  it('has no template variable for the name of a label, which is taken as it stands', async () => {
    await editor({ labels: [{ label: '', values: [] }] }, dataSourceWith({ slos, variables: ['$zone'] }));
    expect(await offered('Label 1')).toEqual(['provider', 'region']);
  });

  it('keeps what somebody has typed', async () => {
    await editor({ services: ['unheard-of'] });
    expect(await offered('Services')).toContain('unheard-of');
  });

  it('is missing in words where a data source does not answer', async () => {
    await editor({}, dataSourceWith({ slos, problems: ['Prometheus US: connection refused'] }));
    expect(screen.getByRole('status')).toHaveTextContent(
      'Suggestions are missing; typed values work. Prometheus US: connection refused'
    );
    expect(await offered('Services')).toEqual(['kitchen', 'orders']);
  });

  it('is missing in words where it cannot be read at all', async () => {
    const datasource = dataSourceWith({ slos });
    jest.spyOn(datasource, 'readSlos').mockRejectedValue(new Error('no chunk'));
    await editor({}, datasource);
    expect(screen.getByRole('status')).toHaveTextContent('no chunk');
  });

  it('is awaited visibly', async () => {
    const datasource: SloDataSource = dataSourceWith({ slos });
    jest.spyOn(datasource, 'readSlos').mockReturnValue(new Promise(() => undefined));
    await editor({}, datasource);
    await userEvent.click(screen.getByLabelText('Services'));
    expect(await screen.findByText(/Loading/)).toBeInTheDocument();
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('says that filters contradict one another', async () => {
    await editor({ services: ['orders'], slos: ['us'] });
    expect(screen.getByRole('status')).toHaveTextContent('No known SLO passes all of these filters.');
  });

  it('does not call filters empty before it knows an SLO', async () => {
    await editor({ services: ['orders'] }, dataSourceWith({}));
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('is of the time at which the range ends', async () => {
    const datasource = dataSourceWith({ slos });
    await editor({}, datasource);
    // The clock of the data source stands at 1 790 000 000 s.
    expect(datasource.readSlos).toHaveBeenCalledWith(1_789_999_980);
  });
});
