import type { TypedVariableModel } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { datasource, request, values } from './testedDataSource';
import { mockSettings, prometheus } from './testedRuntime';
import { slothStore } from './testing';
import type { SloDataSourceOptions, SloVariableQuery } from './types';
import type { SloDataSource } from './datasource';
import { SloVariableSupport } from './variables';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

describe('variables', () => {
  const ask = async (ds: SloDataSource, target: Partial<SloVariableQuery> | string) => {
    const query = typeof target === 'string' ? target : { refId: 'V', values: 'services', ...target };
    const targets = [query as SloVariableQuery];
    return values(await lastValueFrom(new SloVariableSupport(ds).query({ ...request(), targets })), 'value');
  };

  it('lists services and names of SLOs once each', async () => {
    prometheus(slothStore(['availability', 'latency']));
    const ds = datasource();
    expect(await ask(ds, { values: 'services' })).toEqual(['orders']);
    expect(await ask(ds, { values: 'slos', services: ['$service'] })).toEqual(['availability', 'latency']);
    expect(await ask(ds, { values: 'slos', services: ['bar'] })).toEqual([]);
  });

  it('lists owners and labels', async () => {
    const store = slothStore(['availability']);
    store.sloth_slo_info!.push({
      labels: { sloth_id: 'bar-x', sloth_service: 'bar', sloth_slo: 'x', sloth_objective: '99', team: 'barkeepers' },
      value: 1,
    });
    prometheus(store);
    const ds = datasource();
    expect(await ask(ds, { values: 'owners' })).toEqual(['barkeepers']);
    expect(await ask(ds, { values: 'labelNames' })).toEqual(['region', 'team']);
    expect(await ask(ds, { values: 'labelNames', services: ['$service'] })).toEqual(['region']);
    expect(await ask(ds, { values: 'labelValues', label: 'region' })).toEqual(['eu']);
    expect(await ask(ds, 'label_values(team)')).toEqual(['barkeepers']);
  });

  it('lists the statuses with their words, whatever answers', async () => {
    prometheus({}, () => 'connection refused');
    const targets = [{ refId: 'V', values: 'statuses' } as SloVariableQuery];
    const listed = await lastValueFrom(new SloVariableSupport(datasource()).query({ ...request(), targets }));
    expect(values(listed, 'value')).toEqual([
      'burning',
      'blind',
      'breached',
      'smouldering',
      'atRisk',
      'noTraffic',
      'healthy',
    ]);
    expect(values(listed, 'text').slice(3, 6)).toEqual(['Smouldering', 'At risk', 'No traffic']);
  });

  it.each<[string, Partial<SloVariableQuery>, SloDataSourceOptions, RegExp]>([
    ['a query it does not know', { values: 'teams' as 'slos' }, { upstreams: [{ uid: 'prom' }] }, /asks for “teams”/],
    ['no label', { values: 'labelValues' }, { upstreams: [{ uid: 'prom' }] }, /no label is chosen/],
    ['no upstream', {}, {}, /No Prometheus data source is chosen/],
  ])('fails aloud with %s', async (_, query, options, message) => {
    prometheus(slothStore(['availability']));
    await expect(ask(datasource(options), query)).rejects.toThrow(message);
  });

  it('are offered where texts stand, by the types that hold some', () => {
    const variables = [
      ['query', 'service'],
      ['custom', 'window'],
      ['datasource', 'prom'],
      ['adhoc', 'filters'],
      ['textbox', 'text'],
    ].map(([type, name]) => ({ type, name }) as TypedVariableModel);
    expect(datasource(undefined, undefined, variables).variableTexts()).toEqual(['$service', '$window', '$text']);
  });

  it('fails aloud when none of the upstreams may be asked', async () => {
    mockSettings.mockReturnValue(undefined);
    await expect(ask(datasource(), {})).rejects.toThrow(/uid prom does not exist/);
  });

  it('fails aloud instead of listing nothing', async () => {
    prometheus({}, () => 'connection refused');
    await expect(ask(datasource(), { values: 'services' })).rejects.toThrow('connection refused');
  });
});
