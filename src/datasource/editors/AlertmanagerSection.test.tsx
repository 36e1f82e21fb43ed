import React, { useState } from 'react';
import type { DataSourceInstanceSettings, DataSourceSettings } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SloDataSourceOptions } from '../types';
import { AlertmanagerSection } from './AlertmanagerSection';
import { showListsInFull } from '../../shared/testing/lists';

const KNOWN = [
  { uid: 'prom', name: 'Prometheus', type: 'prometheus' },
  { uid: 'am', name: 'Our Alertmanager', type: 'alertmanager' },
];

/** As Grafana lists them: one that answers no queries is listed where all are asked for only. */
function mockList({ all, filter }: { all?: boolean; filter: (settings: DataSourceInstanceSettings) => boolean }) {
  return (KNOWN as DataSourceInstanceSettings[]).filter((one) => (all || one.type !== 'alertmanager') && filter(one));
}

jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ getList: mockList }) }));

beforeAll(showListsInFull);

function live(initial: SloDataSourceOptions) {
  const saved = jest.fn<void, [SloDataSourceOptions]>();
  function Live() {
    const [jsonData, setJsonData] = useState(initial);
    saved(jsonData);
    const options = { jsonData } as DataSourceSettings<SloDataSourceOptions>;
    return <AlertmanagerSection options={options} onOptionsChange={(next) => setJsonData(next.jsonData)} />;
  }
  render(<Live />);
  return () => saved.mock.lastCall![0].alertmanagerUid;
}

it('offers data sources that are an Alertmanager, and stores the uid of the one that is chosen', async () => {
  const uid = live({});
  expect(screen.queryByLabelText('Alertmanager data source')).toBeNull();
  await userEvent.click(screen.getByLabelText('A data source'));
  await userEvent.click(screen.getByLabelText('Alertmanager data source'));
  const offered = await screen.findAllByRole('option');
  expect(offered.map(({ textContent }) => textContent)).toEqual(['Our Alertmanager']);
  await userEvent.click(offered[0]!);
  expect(uid()).toBe('am');
});

it('can be Grafana’s own, or none again', async () => {
  const uid = live({ alertmanagerUid: 'am' });
  expect(screen.getByLabelText('Alertmanager data source')).toHaveValue('Our Alertmanager');
  await userEvent.click(screen.getByLabelText('Grafana’s own'));
  expect(uid()).toBe('grafana');
  await userEvent.click(screen.getByLabelText('None'));
  expect(uid()).toBeUndefined();
  expect(screen.queryByLabelText('Alertmanager data source')).toBeNull();
});
