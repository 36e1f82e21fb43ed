import type { DataQueryRequest } from '@grafana/data';
import { throwError } from 'rxjs';
import { fakePrometheus, type Store } from './testing';

export const mockGet = jest.fn();
export const mockSettings = jest.fn();
export const mockFetch = jest.fn();

/** What a test puts in the place of the runtime: `jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime)`. */
export const runtime = {
  getDataSourceSrv: () => ({ get: mockGet, getInstanceSettings: mockSettings }),
  getBackendSrv: () => ({ fetch: mockFetch }),
  isFetchError: (error: unknown) => typeof error === 'object' && error !== null && 'status' in error,
  getTemplateSrv: () => undefined,
  DataSourcePicker: () => null,
};

beforeEach(() => {
  mockGet.mockReset();
  mockFetch.mockReset().mockReturnValue(throwError(() => ({ status: 404, data: {}, config: {} })));
  mockSettings.mockReset().mockReturnValue({ uid: 'prom', name: 'Prometheus', type: 'prometheus' });
});

/** Makes the data source behind `prom` a Prometheus over this store; returns the requests it gets. */
export function prometheus(store: Store, refuse?: (expr: string) => string | undefined): DataQueryRequest[] {
  const { delegate, requests } = fakePrometheus(store, refuse);
  mockGet.mockResolvedValue(delegate);
  return requests;
}
