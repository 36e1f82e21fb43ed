import React from 'react';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Slo } from '../../core/slo/slo';
import type { SloDataSource } from '../datasource';
import type { SloVariableQuery } from '../types';
import { showListsInFull } from './testing';
import { VariableQueryEditor } from './VariableQueryEditor';

const slos = [{ service: 'orders', name: 'eu', labels: { region: 'eu' } }] as Array<Partial<Slo>>;
const datasource = { listSlos: () => Promise.resolve(slos), endSeconds: () => 0 } as unknown as SloDataSource;

async function editor(query: unknown) {
  const onChange = jest.fn();
  render(
    <VariableQueryEditor
      datasource={datasource}
      query={query as SloVariableQuery}
      onChange={onChange}
      onRunQuery={jest.fn()}
    />
  );
  // The choices arrive a moment after the editor.
  await act(() => Promise.resolve());
  return () => onChange.mock.lastCall?.[0] as SloVariableQuery;
}

async function choose(label: string, option: string) {
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

beforeAll(showListsInFull);

describe('variable editor', () => {
  it('begins with services', async () => {
    const changed = await editor('');
    expect(screen.getByLabelText('Values')).toHaveValue('Services');
    expect(screen.queryByLabelText('Label')).not.toBeInTheDocument();
    await choose('Values', 'Owners');
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

  it('shows what was written in code', async () => {
    await editor('label_values(region)');
    expect(screen.getByLabelText('Values')).toHaveValue('Values of a label');
    expect(screen.getByLabelText('Label')).toHaveValue('region');
  });
});
