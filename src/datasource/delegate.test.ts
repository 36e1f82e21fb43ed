import { LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { throwError } from 'rxjs';
import { datasource, last, OF_EVERY_TYPE, panel, settled, values } from './testedDataSource';
import { answering, held, isCatalogue, mockGet, mockSettings, prometheus } from './testedRuntime';
import { fakePrometheus, slothStore } from './testing';
import type { SloDataSourceOptions } from './types';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

const names = (response: DataQueryResponse | undefined) => (response ? values(response, 'name') : []);
const trends = (response: DataQueryResponse | undefined) =>
  (response ? values(response, 'trend') : []).map((trend) => (trend as DataFrame | null)?.length ?? null);

/** Prometheus data sources eu and us, each with an SLO of its own. */
const two: SloDataSourceOptions = { upstreams: [{ uid: 'eu' }, { uid: 'us' }] };
function twoUpstreams(): void {
  const each = Object.fromEntries(
    ['eu', 'us'].map((uid) => [uid, fakePrometheus(slothStore([`availability-${uid}`])).delegate])
  );
  mockSettings.mockImplementation(({ uid }: { uid: string }) => ({ uid, name: uid.toUpperCase(), type: 'prometheus' }));
  mockGet.mockImplementation(({ uid }: { uid: string }) => Promise.resolve(each[uid]));
}

const LATENCY = `apiVersion: openslo/v1
kind: SLO
metadata: { name: fast }
spec:
  service: orders
  indicator:
    metadata: { name: fast }
    spec:
      ratioMetric:
        counter: true
        good: { metricSource: { spec: { query: 'seconds_bucket{le="0.3"}' } } }
        total: { metricSource: { spec: { query: 'seconds_count' } } }
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.99 }]
`;

describe('what goes wrong', () => {
  it.each(OF_EVERY_TYPE)('is said of %j when nothing but the list of SLOs is answered', async (target) => {
    prometheus(slothStore(['availability', 'latency']));
    answering(
      'prom',
      (ask) => (asked) =>
        isCatalogue(asked) ? ask(asked) : throwError(() => ({ status: 502, statusText: 'Bad Gateway' }))
    );
    // Groups and latency are told of events, which only a document gives.
    const documents = [LATENCY];
    const { state, errors, data } = await last(datasource({ upstreams: [{ uid: 'prom' }], documents }), target);
    expect(state).toBe(LoadingState.Error);
    expect(errors).toEqual([{ message: expect.stringMatching(/^Prometheus: .*Bad Gateway$/), refId: 'A' }]);
    // No number stands where none was had.
    const numbers = (data as DataFrame[]).flatMap(({ fields }) => fields).filter(({ name }) => name === 'sli');
    expect(numbers.flatMap((field) => field.values).filter((value) => value !== null)).toEqual([]);
  });

  it('costs the other lines of a graph nothing', async () => {
    prometheus(slothStore(['availability']), (expr) => (expr.includes('rate1h{') ? 'query timed out' : undefined));
    const { data, errors } = await last(datasource(), { queryType: 'burnRate' });
    expect(errors).toEqual([{ message: expect.stringMatching(/^Prometheus: .*query timed out$/), refId: 'A' }]);
    const drawn = (data as DataFrame[]).flatMap(({ fields }) => fields).filter(({ name }) => name === 'burnRate');
    expect(drawn.map(({ labels }) => labels?.window)).toEqual(['5m', '30m', '2h', '6h', '1d', '3d']);
    expect(drawn.every((field) => field.values.length > 0)).toBe(true);
  });

  it('is said where the data source goes while the page is open', async () => {
    prometheus(slothStore(['availability']));
    mockGet.mockRejectedValue({ message: 'Data source prom was not found' });
    const { errors } = await last(datasource(), {});
    expect(errors).toEqual([{ message: 'Prometheus: Data source prom was not found', refId: 'A' }]);
  });
});

describe('a panel that goes away', () => {
  it('takes all its requests with it, and hears nothing more', async () => {
    prometheus(slothStore(['availability']));
    const { ids, release, counts } = held('prom', (asked) => !isCatalogue(asked));
    const ds = datasource();
    await ds.listSlos(ds.endSeconds());
    const { packets, subscription } = panel(ds, {});
    await settled();
    // Numbers, lines, what leaves the windows and alerts.
    expect(ids()).toHaveLength(4);
    subscription.unsubscribe();
    expect(ids()).toEqual([]);
    expect(counts.unsubscribed).toBe(4);
    release();
    await settled();
    expect(packets).toEqual([]);
  });

  it('does not take the list of SLOs from another that waits for it', async () => {
    const requests = prometheus(slothStore(['availability']));
    const { ids, release } = held('prom', isCatalogue);
    const ds = datasource();
    const first = panel(ds, {});
    const second = panel(ds, {}, 'Q2');
    await settled();
    expect(ids()).toHaveLength(1);
    first.subscription.unsubscribe();
    expect(ids()).toHaveLength(1);
    release();
    await settled();
    await settled();
    expect(first.packets).toEqual([]);
    expect(names(second.packets.at(-1))).toEqual(['availability']);
    expect(requests.filter(isCatalogue)).toHaveLength(1);
  });
});

describe('a slow answer', () => {
  it('comes into the frame of the one before it, at a refresh as at first', async () => {
    prometheus(slothStore(['availability', 'latency']));
    const { release } = held('prom', ({ targets }) =>
      (targets as Array<{ range?: boolean }>).some(({ range }) => range)
    );
    const ds = datasource();
    for (const requestId of ['Q1', 'Q2']) {
      const { packets } = panel(ds, {}, requestId);
      await settled();
      expect(packets.map(({ state }) => state)).toEqual([LoadingState.Loading]);
      expect(trends(packets[0])).toEqual([null, null]);
      release();
      await settled();
      // Two samples, the gap after them, and the number of the row.
      expect(trends(packets.at(-1))).toEqual([4, 4]);
      expect(packets.at(-1)!.state).toBe(LoadingState.Done);
      // Grafana puts packets of one key in the place of each other: none may lack what was there.
      expect(new Set(packets.map(({ key }) => key))).toEqual(new Set(['A']));
      expect(packets.map((packet) => (packet.data as DataFrame[]).map(({ refId }) => refId))).toEqual(
        packets.map(() => ['A'])
      );
      expect(packets.map(names)).toEqual(packets.map(() => ['availability', 'latency']));
    }
  });

  it('of one of two data sources holds back neither the rows of the other nor its error', async () => {
    twoUpstreams();
    answering('us', () => () => throwError(() => ({ message: 'connection refused' })));
    const { release } = held('eu');
    const { packets } = panel(datasource(two), {});
    await settled();
    expect(packets.at(-1)).toMatchObject({
      state: LoadingState.Loading,
      errors: [{ message: expect.stringMatching(/^US: .*connection refused$/), refId: 'A' }],
    });
    for (const _ of ['catalogue', 'numbers']) {
      release();
      await settled();
    }
    expect(names(packets.at(-1))).toEqual(['availability-eu']);
    release();
    await settled();
    expect(packets.at(-1)).toMatchObject({
      state: LoadingState.Error,
      errors: [{ message: expect.stringMatching(/^US: .*connection refused$/), refId: 'A' }],
    });
    expect(trends(packets.at(-1))).toEqual([4]);
  });
});

describe('an upstream', () => {
  it('that is this data source is not asked, as it would ask itself without end', async () => {
    prometheus(slothStore(['availability']));
    mockSettings.mockReturnValue({ uid: 'slos', name: 'SLOs', type: 'reliability-slo-datasource' });
    const { data, errors } = await last(datasource({ upstreams: [{ uid: 'slos' }] }), {});
    expect(data).toEqual([]);
    expect(errors).toEqual([{ refId: 'A', message: expect.stringContaining('an SLO data source itself') }]);
    expect(mockGet).not.toHaveBeenCalled();
  });

  it.each([
    ['prometheus', true],
    ['grafana-amazonprometheus-datasource', true],
    ['grafana-azureprometheus-datasource', true],
    ['victoriametrics-metrics-datasource', true],
    ['victoriametrics-logs-datasource', false],
    ['loki', false],
    ['mixed', false],
    ['__expr__', false],
  ])('of type %s is asked: %s', async (type, isAsked) => {
    const requests = prometheus(slothStore(['availability']));
    mockSettings.mockReturnValue({ uid: 'prom', name: 'Metrics', type });
    const response = await last(datasource(), {});
    expect(names(response)).toEqual(isAsked ? ['availability'] : []);
    expect(requests.length > 0).toBe(isAsked);
    expect((response.errors ?? []).some(({ message = '' }) => message.includes(type))).toBe(!isAsked);
  });
});
