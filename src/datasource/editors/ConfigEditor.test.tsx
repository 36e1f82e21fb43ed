import React, { useState } from 'react';
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

/** The editor as the page of a data source shows it: changes come back. */
function LiveConfig({ initial, saved }: { initial: SloDataSourceOptions; saved: (now: SloDataSourceOptions) => void }) {
  const [jsonData, setJsonData] = useState(initial);
  saved(jsonData);
  const options = { jsonData } as DataSourceSettings<SloDataSourceOptions>;
  return <ConfigEditor options={options} onOptionsChange={(next) => setJsonData(next.jsonData)} />;
}

function liveConfig(initial: SloDataSourceOptions) {
  const saved = jest.fn();
  render(<LiveConfig initial={initial} saved={saved} />);
  return () => (saved.mock.lastCall[0] as SloDataSourceOptions).upstreams;
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

  it('stores the labels of an upstream as they are typed', async () => {
    const upstreams = liveConfig({ upstreams: [{ uid: 'eu' }, { uid: 'us', labels: { region: 'us' } }] });
    expect(screen.getByLabelText('Labels of data source 2')).toHaveValue('region=us');
    await userEvent.type(screen.getByLabelText('Labels of data source 1'), 'region=eu, place="a, b"');
    expect(upstreams()).toEqual([
      { uid: 'eu', labels: { region: 'eu', place: 'a, b' } },
      { uid: 'us', labels: { region: 'us' } },
    ]);
    await userEvent.clear(screen.getByLabelText('Labels of data source 1'));
    expect(upstreams()?.[0]).toEqual({ uid: 'eu' });
  });

  it('says what is wrong with labels once they are typed, and keeps those before', async () => {
    const upstreams = liveConfig({ upstreams: [{ uid: 'eu', labels: { region: 'eu' } }] });
    const field = screen.getByLabelText('Labels of data source 1');
    await userEvent.type(field, ', __name__=x');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await userEvent.tab();
    expect(screen.getByRole('alert')).toHaveTextContent('Prometheus keeps names like “__name__” to itself');
    expect(field).toHaveValue('region=eu, __name__=x');
    expect(upstreams()).toEqual([{ uid: 'eu', labels: { region: 'eu' } }]);
  });

  it('does not carry what is typed over to another row', async () => {
    liveConfig({ upstreams: [{ uid: 'eu' }, { uid: 'us', labels: { region: 'us' } }] });
    await userEvent.type(screen.getByLabelText('Labels of data source 1'), 'half');
    await userEvent.click(screen.getByRole('button', { name: 'Remove data source 1' }));
    expect(screen.getByLabelText('Labels of data source 1')).toHaveValue('region=us');
  });

  it('says what the data source cannot do', () => {
    config({});
    expect(screen.getByText(/cannot evaluate alert rules/)).toBeInTheDocument();
  });
});
