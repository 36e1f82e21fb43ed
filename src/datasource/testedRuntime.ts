import { DataQueryErrorType, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { Observable, throwError } from 'rxjs';
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

export type Ask = (request: DataQueryRequest) => Observable<DataQueryResponse>;

/** Whether a request looks for the SLOs themselves, for all panels. */
export function isCatalogue({ requestId }: Pick<DataQueryRequest, 'requestId'>): boolean {
  return requestId.includes('-catalogue-');
}

/** Puts another way of answering behind a data source. */
export function answering(uid: string, change: (ask: Ask) => Ask): void {
  const get = mockGet.getMockImplementation() as (ref: { uid: string }) => Promise<{ query: Ask }>;
  mockGet.mockImplementation(async (ref: { uid: string }) => {
    const delegate = await get(ref);
    return ref.uid === uid ? { ...delegate, query: change(delegate.query) } : delegate;
  });
}

/** Holds answers of a data source back until they are let go; a second request of one id cancels the first, as in Grafana. */
export function held(uid: string, holds: (request: DataQueryRequest) => boolean = () => true) {
  const running = new Map<string, { go: () => void; cancel: () => void }>();
  const counts = { cancelled: 0, unsubscribed: 0 };
  const hold = (ask: Ask, asked: DataQueryRequest) =>
    new Observable<DataQueryResponse>((subscriber) => {
      running.get(asked.requestId)?.cancel();
      const one = {
        go: () => ask(asked).subscribe(subscriber),
        cancel: () => {
          counts.cancelled += 1;
          subscriber.next({ data: [], error: { type: DataQueryErrorType.Cancelled } });
          subscriber.complete();
        },
      };
      running.set(asked.requestId, one);
      return () => {
        if (running.get(asked.requestId) === one) {
          counts.unsubscribed += 1;
          running.delete(asked.requestId);
        }
      };
    });
  answering(uid, (ask) => (asked) => (holds(asked) ? hold(ask, asked) : ask(asked)));
  const release = () => {
    const all = [...running.values()];
    running.clear();
    all.forEach(({ go }) => go());
  };
  return { ids: () => [...running.keys()], release, counts };
}
