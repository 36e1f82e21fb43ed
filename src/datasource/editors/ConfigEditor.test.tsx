import React from 'react';
import type { DataSourceSettings } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SloDataSourceOptions } from '../types';
import { ConfigEditor } from './ConfigEditor';

jest.mock('@grafana/runtime', () => ({
  getDataSourceSrv: () => ({ getInstanceSettings: () => undefined }),
  DataSourcePicker: ({ inputId, onChange }: { inputId: string; onChange: (chosen: { uid: string }) => void }) => (
    <input id={inputId} onChange={({ currentTarget }) => onChange({ uid: currentTarget.value })} />
  ),
}));

function config(jsonData: SloDataSourceOptions) {
  const onOptionsChange = jest.fn();
  const options = { jsonData } as DataSourceSettings<SloDataSourceOptions>;
  render(<ConfigEditor options={options} onOptionsChange={onOptionsChange} />);
  return onOptionsChange;
}

describe('config editor', () => {
  it('offers a first upstream and stores what is chosen with the schema version', async () => {
    const changed = config({});
    await userEvent.click(screen.getByLabelText('Data source 1'));
    await userEvent.paste('prom');
    expect(changed).toHaveBeenLastCalledWith({ jsonData: { schemaVersion: 1, upstreams: [{ uid: 'prom' }] } });
  });

  it('adds and removes upstreams', async () => {
    const changed = config({ upstreams: [{ uid: 'eu' }, { uid: 'us' }] });
    await userEvent.click(screen.getByRole('button', { name: 'Add data source' }));
    expect(changed.mock.lastCall[0].jsonData.upstreams).toEqual([{ uid: 'eu' }, { uid: 'us' }, { uid: '' }]);
    await userEvent.click(screen.getByRole('button', { name: 'Remove data source 1' }));
    expect(changed.mock.lastCall[0].jsonData.upstreams).toEqual([{ uid: 'us' }]);
  });

  it('offers one empty row at a time', () => {
    config({ upstreams: [{ uid: 'eu' }, { uid: '' }] });
    expect(screen.getByRole('button', { name: 'Add data source' })).toBeDisabled();
  });

  it('says what the data source cannot do', () => {
    config({});
    expect(screen.getByText(/cannot evaluate alert rules/)).toBeInTheDocument();
  });
});
