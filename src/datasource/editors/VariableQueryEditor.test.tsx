import React from 'react';
import { render, screen } from '@testing-library/react';
import type { Slo } from '../../core/slo/slo';
import type { SloVariableQuery } from '../types';
import { showListsInFull } from '../../shared/testing/lists';
import { choicesArrive, choose, dataSourceWith, offered } from './editorTesting';
import { VariableQueryEditor } from './VariableQueryEditor';

const slos: Array<Partial<Slo>> = [
  { service: 'orders', name: 'eu', labels: { region: 'eu' } },
  { service: 'kitchen', name: 'oven', labels: { floor: '1' } },
];

async function editor(query: unknown, datasource = dataSourceWith({ slos })) {
  const onChange = jest.fn();
  render(
    <VariableQueryEditor
      datasource={datasource}
      query={query as SloVariableQuery}
      onChange={onChange}
      onRunQuery={jest.fn()}
    />
  );
  await choicesArrive();
  return () => onChange.mock.lastCall?.[0] as SloVariableQuery;
}

beforeAll(showListsInFull);

describe('variable editor', () => {
  it('begins with services', async () => {
    const changed = await editor('');
    expect(screen.getByLabelText('Values')).toHaveValue('Services');
    expect(screen.queryByLabelText('Label')).not.toBeInTheDocument();
    await choose('Values', /^Owners/);
    expect(changed()).toEqual({ refId: 'variable', values: 'owners' });
  });

  it('asks which label, and offers those that SLOs have', async () => {
    const changed = await editor({ refId: 'V', values: 'labelValues' });
    await choose('Label', 'region');
    expect(changed()).toEqual({ refId: 'V', values: 'labelValues', label: 'region' });
  });

  it('restricts to services', async () => {
    const changed = await editor({ refId: 'V', values: 'slos' });
    await choose('Of the services', 'orders');
    expect(changed()).toEqual({ refId: 'V', values: 'slos', services: ['orders'] });
  });

  it('asks for no services of statuses', async () => {
    const changed = await editor({ refId: 'V', values: 'services' });
    await choose('Values', /^Statuses/);
    expect(changed()).toEqual({ refId: 'V', values: 'statuses' });
    await editor({ refId: 'V', values: 'statuses' });
    expect(screen.getAllByLabelText('Of the services')).toHaveLength(1);
  });

  it('shows what was written in code', async () => {
    await editor('label_values(region)');
    expect(screen.getByLabelText('Values')).toHaveValue('Values of a label');
    expect(screen.getByLabelText('Label')).toHaveValue('region');
  });

  it('offers the labels of the services that are chosen', async () => {
    await editor({ refId: 'V', values: 'labelValues', services: ['orders'] });
    expect(await offered('Label')).toEqual(['region']);
  });

  it('offers other variables to restrict by', async () => {
    await editor({ refId: 'V', values: 'slos' }, dataSourceWith({ slos, variables: ['$service'] }));
    expect(await offered('Of the services')).toEqual(['$service', 'kitchen', 'orders']);
  });

  it('says why suggestions are missing', async () => {
    await editor('', dataSourceWith({ problems: ['Prometheus US: connection refused'] }));
    expect(screen.getByRole('status')).toHaveTextContent('Prometheus US: connection refused');
  });
});
