import type { DataSourceInstanceSettings, DataSourcePluginMeta } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import { throwError } from 'rxjs';
import { SloDataSource } from './datasource';
import { fakePrometheus, slothStore, TO } from './testing';
import type { SloDataSourceOptions } from './types';

const mockFetch = jest.fn();
const mockDelegate = fakePrometheus(slothStore(['answered'])).delegate;
jest.mock('@grafana/runtime', () => ({
  getDataSourceSrv: () => ({
    get: () => Promise.resolve(mockDelegate),
    getInstanceSettings: () => ({ uid: 'prom', name: 'Prometheus', type: 'prometheus' }),
  }),
  getBackendSrv: () => ({ fetch: mockFetch }),
  getTemplateSrv: () => undefined,
}));

function health(jsonData: SloDataSourceOptions) {
  const settings: DataSourceInstanceSettings<SloDataSourceOptions> = {
    ...{ id: 1, uid: 'slos', type: 'reliability-slo-datasource', name: 'SLOs', access: 'proxy', readOnly: false },
    jsonData: { upstreams: [{ uid: 'prom' }], ...jsonData },
    meta: {} as DataSourcePluginMeta,
  };
  const replace: TemplateSrv['replace'] = (text = '') => text;
  return new SloDataSource(settings, { replace } as TemplateSrv, () => TO * 1000).testDatasource();
}

const move = { reason: 'Move', from: '2026-11-20T22:00:00Z', to: '2026-11-21T02:00:00Z' };

describe('a test of the settings', () => {
  it('is well with exclusions that are right', async () => {
    expect(await health({ exclusions: [move] })).toMatchObject({ status: 'success' });
  });

  it('tells of exclusions that exclude nothing', async () => {
    expect(await health({ exclusions: [move, { ...move, reason: '' }] })).toEqual({
      status: 'error',
      message: '1 SLO found in Prometheus, by Sloth. Exclusion 2 has no reason, and excludes nothing without one.',
    });
  });

  it('tells how many errors it does not name', async () => {
    const { message } = await health({ exclusions: Array.from({ length: 5 }, () => ({ ...move, reason: '' })) });
    expect(message).toMatch(/Exclusion 3 has no reason.*\. And 2 more errors\.$/);
    expect(message).not.toContain('Exclusion 4');
  });

  it('tells of annotations that cannot be read', async () => {
    mockFetch.mockReturnValue(throwError(() => ({ status: 403, data: { message: 'Access denied' } })));
    expect(await health({ exclusionTag: 'slo-exclusion' })).toMatchObject({
      status: 'error',
      message: expect.stringMatching(/Annotations that exclude times could not be read: .*Access denied/),
    });
  });
});
