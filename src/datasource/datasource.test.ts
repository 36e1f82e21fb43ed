import {
  dateTime,
  LoadingState,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type DataSourcePluginMeta,
} from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import { lastValueFrom, Observable, throwError, toArray } from 'rxjs';
import { SLO_TABLE_SCHEMA, type SloDetails } from '../core/frame/sloTable';
import { SloDataSource } from './datasource';
import { fakePrometheus, FROM, slothStore, TO, type Store } from './testing';
import type { SloDataSourceOptions, SloQuery, SloVariableQuery } from './types';
import { SloVariableSupport } from './variables';

const mockGet = jest.fn();
const mockSettings = jest.fn();
jest.mock('@grafana/runtime', () => ({
  getDataSourceSrv: () => ({ get: mockGet, getInstanceSettings: mockSettings }),
  getTemplateSrv: () => undefined,
  DataSourcePicker: () => null,
}));

/** Makes the data source behind `prom` a Prometheus over this store; returns the requests it gets. */
function prometheus(store: Store, refuse?: (expr: string) => string | undefined): DataQueryRequest[] {
  const { delegate, requests } = fakePrometheus(store, refuse);
  mockGet.mockResolvedValue(delegate);
  return requests;
}

function datasource(
  jsonData: SloDataSourceOptions = { upstreams: [{ uid: 'prom' }] },
  now: () => number = () => TO * 1000
): SloDataSource {
  const replace: TemplateSrv['replace'] = (text = '', _vars, format) =>
    text === '$service' && typeof format === 'function' ? format(['orders', 'kitchen'], {}) : text;
  const settings: DataSourceInstanceSettings<SloDataSourceOptions> = {
    id: 1,
    uid: 'slos',
    type: 'reliability-slo-datasource',
    name: 'SLOs',
    access: 'proxy',
    readOnly: false,
    jsonData,
    meta: {} as DataSourcePluginMeta,
  };
  const containsTemplate: TemplateSrv['containsTemplate'] = (text = '') => text.startsWith('$');
  return new SloDataSource(settings, { replace, containsTemplate } as TemplateSrv, now);
}

function request(...targets: Array<Partial<SloQuery>>): DataQueryRequest<SloQuery> {
  const range = { from: dateTime(FROM * 1000), to: dateTime(TO * 1000) };
  return {
    requestId: 'Q1',
    app: 'dashboard',
    interval: '10m',
    intervalMs: 600_000,
    maxDataPoints: 1000,
    range: { ...range, raw: range },
    scopedVars: {},
    startTime: 0,
    timezone: 'browser',
    targets: targets.map((target, index) => ({
      refId: String.fromCharCode(65 + index),
      schemaVersion: 1,
      queryType: 'slos',
      ...target,
    })),
  };
}

function responses(ds: SloDataSource, ...targets: Array<Partial<SloQuery>>): Promise<DataQueryResponse[]> {
  return lastValueFrom(ds.query(request(...targets)).pipe(toArray()));
}

async function last(ds: SloDataSource, ...targets: Array<Partial<SloQuery>>): Promise<DataQueryResponse> {
  return (await responses(ds, ...targets)).at(-1)!;
}

function values(response: DataQueryResponse, name: string): unknown[] {
  const [first] = response.data as DataFrame[];
  return first?.fields.find((field) => field.name === name)?.values ?? [];
}

beforeEach(() => {
  mockGet.mockReset();
  mockSettings.mockReset().mockReturnValue({ uid: 'prom', name: 'Prometheus', type: 'prometheus' });
});

describe('query slos', () => {
  it('answers with one row per SLO, the table first and its trends after', async () => {
    prometheus(slothStore(['availability', 'latency']));
    const all = await responses(datasource(), {});
    expect(all.map(({ state }) => state)).toEqual([LoadingState.Loading, LoadingState.Done]);
    expect(all.map((response) => values(response, 'budgetRemaining'))).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
    expect(values(all[0]!, 'trend')).toEqual([null, null]);
    expect((values(all[1]!, 'trend')[0] as DataFrame).length).toBe(3);
    expect(values(all[1]!, 'status')).toEqual(['healthy', 'healthy']);
    expect(values(all[1]!, 'sli')[0]).toBeCloseTo(0.9995, 12);
  });

  it('follows the frame contract', async () => {
    prometheus(slothStore(['availability']));
    const { data } = await last(datasource(), {});
    const [table] = data as DataFrame[];
    expect(table!.meta?.custom).toEqual({ schema: SLO_TABLE_SCHEMA, version: 1 });
    expect(table!.meta?.executedQueryString).toContain(
      'slo:period_error_budget_remaining:ratio{sloth_id="orders-availability"}'
    );
    const rates = table!.fields.filter(({ config }) => config.custom?.role === 'burnRate');
    expect(rates.map(({ labels }) => labels?.window)).toEqual(['5m', '30m', '1h', '2h', '6h', '1d', '3d']);
    expect(rates[0]!.values[0]).toBeCloseTo(0.1, 9);
    const details = table!.fields.at(-1)!.values[0] as SloDetails;
    expect(details.pairs[0]).toEqual({
      severity: 'page',
      short: '5m',
      long: '1h',
      factor: 14.4,
      comparison: '>',
      state: 'quiet',
    });
    expect(details.evidence.map(({ role }) => role)).toContain('budgetRemaining');
  });

  it('costs one request each for catalogue, numbers, trends and what leaves the windows, for any number of SLOs', async () => {
    for (const count of [1, 12, 200]) {
      const requests = prometheus(slothStore(Array.from({ length: count }, (_, index) => `slo-${index}`)));
      await last(datasource(), {});
      expect(requests).toHaveLength(4);
      // Grafana would cancel the first of two requests with one id.
      expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(4);
    }
  });

  it('asks since when it burns of what fires only, in one request for any number of SLOs', async () => {
    for (const count of [1, 12]) {
      const store = slothStore(Array.from({ length: count }, (_, index) => `slo-${index}`));
      for (const window of ['5m', '1h']) {
        store[`slo:sli_error:ratio_rate${window}`]!.forEach((sample) => (sample.value = 0.02));
      }
      const requests = prometheus(store);
      const { data } = await last(datasource(), {});
      expect(requests).toHaveLength(5);
      expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(5);
      const [table] = data as DataFrame[];
      const first = (name: string): unknown => table!.fields.find((field) => field.name === name)?.values[0];
      expect(first('status')).toBe('burning');
      expect(first('firingPair')).toBe('page 5m/1h');
      // This upstream holds nothing of the last day.
      expect(first('burningSince')).toBeNull();
      expect(requests.at(-1)!.targets).toMatchObject([
        { expr: expect.stringMatching(/^slo:sli_error:ratio_rate5m\{sloth_id/), range: true, interval: '60s' },
      ]);
    }
    const requests = prometheus(slothStore(['availability']));
    const [table] = (await last(datasource(), {})).data as DataFrame[];
    expect(requests).toHaveLength(4);
    expect(table!.fields.find(({ name }) => name === 'firingPair')!.values).toEqual(['']);
    expect(table!.fields.find(({ name }) => name === 'burningSince')!.values).toEqual([null]);
  });

  it('reads the catalogue once for all panels that ask at a time', async () => {
    const requests = prometheus(slothStore(['availability']));
    const ds = datasource();
    await Promise.all([last(ds, {}), last(ds, { queryType: 'statusCounts' }), last(ds, { queryType: 'budget' })]);
    expect(requests.filter(({ requestId }) => requestId.includes('catalogue'))).toHaveLength(1);
    // Numbers, trends and past of the table; the counts are made of its numbers and ask for the past; the budget over time
    // and its end.
    expect(requests).toHaveLength(1 + 3 + 1 + 2);
  });

  it('reads it again after a minute, and for another time', async () => {
    const requests = prometheus(slothStore(['availability']));
    const catalogues = () => requests.filter(({ requestId }) => requestId.includes('catalogue')).length;
    let now = TO * 1000;
    const ds = datasource(undefined, () => now);
    await ds.readCatalogue({ uid: 'prom', name: 'Prometheus', labels: {} }, TO);
    now += 59_000;
    await ds.readCatalogue({ uid: 'prom', name: 'Prometheus', labels: {} }, TO + 59);
    expect(catalogues()).toBe(1);
    await ds.readCatalogue({ uid: 'prom', name: 'Prometheus', labels: {} }, TO - 86_400);
    expect(catalogues()).toBe(2);
    now += 2000;
    await ds.readCatalogue({ uid: 'prom', name: 'Prometheus', labels: {} }, TO);
    expect(catalogues()).toBe(3);
  });

  it('does not keep an empty catalogue', async () => {
    const store: Store = {};
    prometheus(store);
    const ds = datasource();
    expect(values(await last(ds, {}), 'status')).toEqual([]);
    Object.assign(store, slothStore(['availability']));
    expect(values(await last(ds, {}), 'status')).toEqual(['healthy']);
  });

  it('is evaluated now where the range ends in the future, as "today" does', async () => {
    const requests = prometheus(slothStore(['availability']));
    await last(
      datasource(undefined, () => (TO - 7200) * 1000),
      {}
    );
    expect(new Set(requests.map(({ range }) => range.to.valueOf()))).toEqual(new Set([(TO - 7200) * 1000]));
  });

  it('filters by service, through variables with several values', async () => {
    const store = slothStore(['availability']);
    store.sloth_slo_info!.push({
      labels: { sloth_id: 'bar-x', sloth_service: 'bar', sloth_slo: 'x', sloth_objective: '99' },
      value: 1,
    });
    prometheus(store);
    expect(values(await last(datasource(), { services: ['$service'] }), 'service')).toEqual(['orders']);
    expect(values(await last(datasource(), { services: ['bar'] }), 'service')).toEqual(['bar']);
    expect(values(await last(datasource(), { services: [] }), 'service')).toEqual(['orders', 'bar']);
    expect(values(await last(datasource(), { slos: ['x'] }), 'name')).toEqual(['x']);
    const labels = [{ label: 'region', values: ['eu'] }];
    expect(values(await last(datasource(), { labels }), 'service')).toEqual(['orders']);
    expect(values(await last(datasource(), { owners: ['nobody'] }), 'service')).toEqual([]);
  });

  it('keeps the other numbers when one query is refused, and is blind', async () => {
    prometheus(slothStore(['availability']), (expr) => (expr.includes('rate1h') ? 'query timed out' : undefined));
    const response = await last(datasource(), {});
    expect(response.state).toBe(LoadingState.Error);
    expect(response.errors).toEqual([{ message: 'Prometheus: query timed out', refId: 'A' }]);
    expect(values(response, 'status')).toEqual(['blind']);
    expect(values(response, 'statusReason')).toEqual(['query timed out']);
    expect(values(response, 'budgetRemaining')).toEqual([0.5]);
  });

  it('has no rows but says why when the catalogue cannot be read, and asks again next time', async () => {
    let down = true;
    prometheus(slothStore(['availability']), () => (down ? 'connection refused' : undefined));
    const ds = datasource();
    const failed = await last(ds, {});
    expect(failed).toMatchObject({
      data: [],
      state: LoadingState.Error,
      errors: [{ message: 'Prometheus: connection refused', refId: 'A' }],
    });
    down = false;
    expect(values(await last(ds, {}), 'status')).toEqual(['healthy']);
  });

  it.each<[string, SloDataSourceOptions, unknown, RegExp]>([
    ['no upstream is chosen', {}, undefined, /No Prometheus data source is chosen/],
    ['the upstream does not exist', { upstreams: [{ uid: 'gone' }] }, undefined, /uid gone does not exist/],
    ['the upstream is a Loki', { upstreams: [{ uid: 'l' }] }, { uid: 'l', name: 'Logs', type: 'loki' }, /type loki/],
  ])('says so when %s', async (_, options, settings, message) => {
    mockSettings.mockReturnValue(settings);
    const response = await last(datasource(options), {});
    expect(response.data).toEqual([]);
    expect(response.errors?.[0]?.message).toMatch(message);
  });

  it('answers each target under its own key', async () => {
    prometheus(slothStore(['availability']));
    const all = await responses(datasource(), {}, { queryType: 'statusCounts' });
    expect(new Set(all.map(({ key }) => key))).toEqual(new Set(['A', 'B']));
    expect(all.every(({ key, data }) => (data as DataFrame[]).every(({ refId }) => refId === key))).toBe(true);
  });
});

describe('several upstreams', () => {
  const two = { upstreams: [{ uid: 'eu' }, { uid: 'us' }] };
  const never = new Observable<DataQueryResponse>(() => undefined);
  const denied = throwError(() => ({ status: 403, statusText: 'Forbidden', data: { message: 'Access denied' } }));

  /** One data source for each uid; what it answers is up to the test. */
  function upstreams(answers: Record<string, 'well' | 'down' | 'silent' | 'forbidden'>): void {
    mockSettings.mockImplementation(({ uid }: { uid: string }) => ({
      uid,
      name: `Prometheus ${uid}`,
      type: 'prometheus',
    }));
    const delegates = new Map(
      Object.entries(answers).map(([uid, how]) => {
        prometheus(slothStore([`availability-${uid}`]), () => (how === 'down' ? 'connection refused' : undefined));
        const delegate = mockGet() as Promise<{ query: (request: DataQueryRequest) => Observable<DataQueryResponse> }>;
        const query = { silent: () => never, forbidden: () => denied }[how as string];
        return [uid, query ? delegate.then((one) => ({ ...one, query })) : delegate];
      })
    );
    mockGet.mockImplementation(({ uid }: { uid: string }) => delegates.get(uid));
  }

  it('give their rows side by side, each with its name', async () => {
    upstreams({ eu: 'well', us: 'well' });
    const response = await last(datasource(two), {});
    expect(values(response, 'name')).toEqual(['availability-eu', 'availability-us']);
    expect(values(response, 'upstream')).toEqual(['Prometheus eu', 'Prometheus us']);
  });

  /** An SLO that `upstreams` has recorded in eu, as a document defines it. */
  const shared = (source = '') => `apiVersion: openslo/v1
kind: SLO
metadata: { name: availability-eu }
spec:
  service: orders
  indicator:
    metadata: { name: answered }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { ${source} spec: { query: 'orders_total{code=~"5.."}' } } }
        total: { metricSource: { ${source} spec: { query: orders_total } } }
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.999 }]
`;

  it('give one row for an SLO of a document that one of them has recorded and the others know nothing of', async () => {
    const documents = [shared()];
    upstreams({ eu: 'well', us: 'well' });
    const both = await last(datasource({ ...two, documents }), {});
    expect(values(both, 'upstream')).toEqual(['Prometheus eu', 'Prometheus us']);
    expect(values(both, 'name')).toEqual(['availability-eu', 'availability-us']);
    const counts = await last(datasource({ ...two, documents }), { queryType: 'statusCounts' });
    expect(values(counts, 'blind')).toEqual([0]);
    // Nothing is lost where it is recorded nowhere, or nobody knows.
    upstreams({ eu: 'down', us: 'well' });
    const one = await last(datasource({ ...two, documents }), {});
    expect(values(one, 'name')).toEqual(['availability-us', 'availability-eu']);
    expect(values(one, 'status')).toEqual(['healthy', 'blind']);
  });

  it.each<Partial<SloQuery>>([
    { queryType: 'slos' },
    { queryType: 'statusCounts' },
    { queryType: 'budget' },
    { queryType: 'burnRate' },
    { queryType: 'episodes' },
    { queryType: 'sli' },
    { queryType: 'events' },
    { queryType: 'spent' },
    { queryType: 'spent', per: 'month' },
  ])('answer %j as if the document had named the one that has recorded its SLO', async (query) => {
    upstreams({ eu: 'well', us: 'well' });
    const told = async (source: string) => {
      const { data } = await last(datasource({ ...two, documents: [shared(source)] }), query);
      return (data as DataFrame[]).map(({ name, fields, meta }) => ({
        name,
        notices: meta?.notices,
        fields: fields.map((field) => [field.name, field.values.filter((value) => typeof value !== 'object')]),
      }));
    };
    const named = await told('metricSourceRef: eu,');
    expect(JSON.stringify(named)).toMatch(/availability-us|"healthy",\[2\]/);
    expect(await told('')).toEqual(named);
  });

  it('cost each other nothing when one is down', async () => {
    upstreams({ eu: 'down', us: 'well' });
    const response = await last(datasource(two), {});
    expect(values(response, 'status')).toEqual(['healthy']);
    expect(response).toMatchObject({
      state: LoadingState.Error,
      errors: [{ message: 'Prometheus eu: connection refused', refId: 'A' }],
    });
  });

  it('cost each other nothing when one may not be queried', async () => {
    upstreams({ eu: 'forbidden', us: 'well' });
    const response = await last(datasource(two), {});
    expect(values(response, 'status')).toEqual(['healthy']);
    expect(response.errors).toEqual([{ message: 'Prometheus eu: Access denied', refId: 'A' }]);
  });

  it('name the one that does not exist for this user, and show the rows of the others', async () => {
    upstreams({ us: 'well' });
    mockSettings.mockImplementation(({ uid }: { uid: string }) =>
      uid === 'us' ? { uid, name: 'Prometheus us', type: 'prometheus' } : undefined
    );
    const response = await last(datasource(two), {});
    expect(values(response, 'name')).toEqual(['availability-us']);
    expect(response.errors![0]!.message).toMatch(/uid eu does not exist, or you may not query it/);
  });

  it('are asked once each, however often they are listed', async () => {
    const requests = prometheus(slothStore(['availability']));
    const twice = { upstreams: [{ uid: 'prom' }, { uid: 'prom' }] };
    expect(values(await last(datasource(twice), {}), 'name')).toEqual(['availability']);
    expect(requests).toHaveLength(4);
  });

  it('do not wait for one that never answers', async () => {
    upstreams({ eu: 'silent', us: 'well' });
    const response = await new Promise<DataQueryResponse>((resolve) => {
      const subscription = datasource(two)
        .query(request({}))
        .subscribe((packet) => {
          if ((values(packet, 'trend')[0] as DataFrame | null) !== null) {
            resolve(packet);
            setImmediate(() => subscription.unsubscribe());
          }
        });
    });
    expect(values(response, 'status')).toEqual(['healthy']);
    expect(response.state).toBe(LoadingState.Loading);
  });
});

describe('query statusCounts', () => {
  it('counts every status, and counts the blind when numbers are missing', async () => {
    const store = slothStore(['availability', 'latency']);
    store['slo:sli_error:ratio_rate5m']!.pop();
    prometheus(store);
    const response = await last(datasource(), { queryType: 'statusCounts' });
    expect(values(response, 'healthy')).toEqual([1]);
    expect(values(response, 'blind')).toEqual([1]);
    expect(values(response, 'burning')).toEqual([0]);
  });

  it('counts nothing where there is nothing, which is not zero', async () => {
    prometheus({});
    const response = await last(datasource(), { queryType: 'statusCounts' });
    expect(values(response, 'burning')).toEqual([null]);
    expect(values(response, 'blind')).toEqual([null]);
  });

  it('does not say that nothing burns where nothing can be seen', async () => {
    prometheus(slothStore(['availability']), (expr) => (expr.includes('ratio_rate5m{') ? 'timeout' : undefined));
    const response = await last(datasource(), { queryType: 'statusCounts' });
    expect(values(response, 'blind')).toEqual([1]);
    expect(values(response, 'burning')).toEqual([null]);
    expect(values(response, 'healthy')).toEqual([null]);
  });

  it('asks for no trend', async () => {
    const requests = prometheus(slothStore(['availability']));
    await last(datasource(), { queryType: 'statusCounts' });
    const asked = requests.flatMap(({ targets }) => targets.map(({ refId }) => refId));
    expect(asked.filter((id) => id.startsWith('budgetSeries'))).toEqual([]);
    // The catalogue, the numbers, and the past, by which the table tells what is at risk.
    expect(requests).toHaveLength(3);
  });
});

describe('query episodes', () => {
  it('costs one request for the catalogue, one for the budgets and one for the slots, for any number of SLOs', async () => {
    for (const count of [1, 12]) {
      const requests = prometheus(slothStore(Array.from({ length: count }, (_, index) => `slo-${index}`)));
      const { data, state } = await last(datasource(), { queryType: 'episodes' });
      expect(requests).toHaveLength(3);
      expect(state).toBe(LoadingState.Done);
      expect((data as DataFrame[]).map(({ name, length }) => [name, length])).toEqual([['episodes', 0]]);
    }
  });

  it('says of how many SLOs it has no episodes, and why', async () => {
    prometheus(slothStore(Array.from({ length: 120 }, (_, index) => `slo-${index}`)));
    const { data } = await last(datasource(), { queryType: 'episodes' });
    const [leftOut, first] = (data as DataFrame[])[0]!.meta!.notices!;
    // 9504 slots each, of 1,000,000 points.
    expect(leftOut!.text).toMatch(/^15 SLOs are left out/);
    // This Prometheus answers at none of the times of the slots.
    expect(first!.text).toMatch(/^orders \/ slo-\d+: The series slo:sli_error:ratio_rate5m has no sample/);
  });
});

describe('query budget', () => {
  it('gives one frame per SLO and a notice for one without numbers', async () => {
    const store = slothStore(['availability', 'latency']);
    store['slo:period_error_budget_remaining:ratio']!.pop();
    store['slo:sli_error:ratio_rate30d']!.pop();
    prometheus(store);
    const { data } = await last(datasource(), { queryType: 'budget' });
    const [first, second] = data as DataFrame[];
    expect(first!.fields[1]!.values).toEqual([expect.closeTo(0.5, 9), expect.closeTo(0.5, 9), 0.5]);
    expect(first!.fields[0]!.values.at(-1)).toBe(TO * 1000);
    expect(first!.fields[1]!.labels).toMatchObject({ service: 'orders', slo: 'availability', region: 'eu' });
    expect(second!.meta?.notices?.[0]?.text).toMatch(/orders \/ latency: no budget is recorded/);
  });
});

describe('a query with variables', () => {
  it('is handed to Explore with its values', () => {
    const labels = [{ label: 'region', values: ['$service'] }];
    const [query] = datasource().interpolateVariablesInQueries(
      [{ refId: 'A', schemaVersion: 1, queryType: 'slos', owners: ['$service'], labels, window: '7d' }],
      {}
    );
    expect(query).toEqual({
      refId: 'A',
      schemaVersion: 1,
      queryType: 'slos',
      services: [],
      slos: [],
      owners: ['orders', 'kitchen'],
      labels: [{ label: 'region', values: ['orders', 'kitchen'] }],
      window: '7d',
      groupBy: '',
    });
  });

  it.each<[boolean, Partial<SloQuery>]>([
    [true, { window: '$window' }],
    [true, { labels: [{ label: 'region', values: ['$region'] }] }],
    [false, { services: ['orders'], labels: [{ label: 'region', values: ['eu'] }], window: '7d' }],
  ])('is known as one: %s for %j', (expected, query) => {
    expect(datasource().targetContainsTemplate({ refId: 'A', schemaVersion: 1, queryType: 'slos', ...query })).toBe(
      expected
    );
  });
});

describe('health', () => {
  it('counts SLOs and names the one with a problem', async () => {
    const store = slothStore(['availability']);
    store.sloth_slo_info!.push({
      labels: { sloth_id: 'kitchen-x', sloth_service: 'kitchen', sloth_slo: 'x', sloth_objective: '99' },
      value: 1,
    });
    store['slo:time_period:days']!.push({
      labels: { sloth_id: 'kitchen-x', sloth_service: 'kitchen', sloth_slo: 'x' },
      value: 30,
    });
    prometheus(store);
    expect(await datasource().testDatasource()).toEqual({
      status: 'success',
      // The data source of the test serves no rules.
      message: expect.stringMatching(
        /^2 SLOs found in Prometheus, by Sloth; 1 has a problem: kitchen \/ x: no SLI series is recorded, its rules, .*cannot be read here/
      ),
    });
  });

  it('is not well without SLOs, without an answer and without an upstream', async () => {
    prometheus({});
    expect(await datasource().testDatasource()).toMatchObject({
      status: 'error',
      message: expect.stringContaining('holds no SLOs'),
    });
    prometheus({}, () => 'connection refused');
    expect(await datasource().testDatasource()).toMatchObject({
      status: 'error',
      message: 'Prometheus does not answer: connection refused.',
    });
    expect(await datasource({}).testDatasource()).toMatchObject({ status: 'error' });
  });
});

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

  it.each<[string, Partial<SloVariableQuery>, SloDataSourceOptions, RegExp]>([
    ['a query it does not know', { values: 'teams' as 'slos' }, { upstreams: [{ uid: 'prom' }] }, /asks for “teams”/],
    ['no label', { values: 'labelValues' }, { upstreams: [{ uid: 'prom' }] }, /no label is chosen/],
    ['no upstream', {}, {}, /No Prometheus data source is chosen/],
  ])('fails aloud with %s', async (_, query, options, message) => {
    prometheus(slothStore(['availability']));
    await expect(ask(datasource(options), query)).rejects.toThrow(message);
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
