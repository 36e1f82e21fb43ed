import { LoadingState, type DataFrame } from '@grafana/data';
import { SLO_TABLE_SCHEMA, type SloDetails } from '../core/frame/sloTable';
import { datasource, last, responses, values } from './testedDataSource';
import { mockSettings, prometheus } from './testedRuntime';
import { FROM, slothStore, TO, type Store } from './testing';
import type { SloDataSourceOptions, SloQuery } from './types';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

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
    expect((values(all[1]!, 'trend')[0] as DataFrame).length).toBe(4);
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

  it('costs one request each for catalogue, numbers, trends, what leaves the windows and alerts, for any number of SLOs', async () => {
    for (const count of [1, 12, 200]) {
      const requests = prometheus(slothStore(Array.from({ length: count }, (_, index) => `slo-${index}`)));
      await last(datasource(), {});
      expect(requests).toHaveLength(5);
      // Grafana would cancel the first of two requests with one id.
      expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(5);
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
      expect(requests).toHaveLength(6);
      expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(6);
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
    expect(requests).toHaveLength(5);
    expect(table!.fields.find(({ name }) => name === 'firingPair')!.values).toEqual(['']);
    expect(table!.fields.find(({ name }) => name === 'burningSince')!.values).toEqual([null]);
  });

  it('reads the catalogue once for all panels that ask at a time', async () => {
    const requests = prometheus(slothStore(['availability']));
    const ds = datasource();
    await Promise.all([last(ds, {}), last(ds, { queryType: 'statusCounts' }), last(ds, { queryType: 'budget' })]);
    expect(requests.filter(({ requestId }) => requestId.includes('catalogue'))).toHaveLength(1);
    // Numbers, trends and past of the table, of which the counts are made too, and its alerts; the budget over time and its
    // end.
    expect(requests).toHaveLength(1 + 4 + 2);
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
    expect(values(await last(datasource(), { services: [] }), 'service')).toEqual(['bar', 'orders']);
    expect(values(await last(datasource(), { slos: ['x'] }), 'name')).toEqual(['x']);
    const labels = [{ label: 'region', values: ['eu'] }];
    expect(values(await last(datasource(), { labels }), 'service')).toEqual(['orders']);
    expect(values(await last(datasource(), { owners: ['nobody'] }), 'service')).toEqual([]);
  });

  it('keeps the other numbers when one query is refused, and is blind', async () => {
    prometheus(slothStore(['availability']), (expr) => (expr.includes('rate1h') ? 'query timed out' : undefined));
    const response = await last(datasource(), {});
    expect(response.state).toBe(LoadingState.Error);
    expect(response.errors).toEqual([
      { message: expect.stringMatching(/^Prometheus: The query timed out\. .*: query timed out$/), refId: 'A' },
    ]);
    expect(values(response, 'status')).toEqual(['blind']);
    expect(values(response, 'statusReason')).toEqual([
      expect.stringMatching(/^The query timed out\. .*: query timed out$/),
    ]);
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
      errors: [{ message: expect.stringMatching(/^Prometheus: .* connection refused$/), refId: 'A' }],
    });
    down = false;
    expect(values(await last(ds, {}), 'status')).toEqual(['healthy']);
  });

  it.each<[string, SloDataSourceOptions, unknown, RegExp]>([
    ['no upstream is chosen', {}, undefined, /No Prometheus data source is chosen/],
    ['the upstream does not exist', { upstreams: [{ uid: 'gone' }] }, undefined, /uid gone does not exist/],
    ['the upstream is a Loki', { upstreams: [{ uid: 'l' }] }, { uid: 'l', name: 'Logs', type: 'loki' }, /type loki/],
    [
      'the upstream is the data source itself',
      { upstreams: [{ uid: 'slos' }] },
      { uid: 'slos', name: 'SLOs', type: 'reliability-slo-datasource' },
      /^SLOs is an SLO data source itself/,
    ],
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

describe('query slos', () => {
  /** Two that are well and one that cannot be seen. */
  const store = () => {
    const made = slothStore(['a', 'b', 'lost']);
    made['slo:sli_error:ratio_rate5m']!.pop();
    return made;
  };

  it('shows the statuses that are chosen', async () => {
    prometheus(store());
    expect(values(await last(datasource(), { statuses: ['blind'] }), 'name')).toEqual(['lost']);
    expect(values(await last(datasource(), { statuses: ['burning'] }), 'name')).toEqual([]);
    expect(values(await last(datasource(), { statuses: [] }), 'name')).toEqual(['lost', 'a', 'b']);
  });

  it('refuses a status that there is not, rather than showing that none has it', async () => {
    prometheus(store());
    const response = await last(datasource(), { statuses: ['blind', 'burnt'] });
    expect(response.data).toEqual([]);
    expect(response.errors?.[0]?.message).toMatch(/no status “burnt”.*burning, blind/);
  });

  it.each([
    ['queryType', 'burnrate', /no queryType “burnrate”.*burnRate/],
    ['order', 'newest', /no order “newest”.*worst/],
    ['unit', 'seconds', /no unit “seconds”.*percent, minutes, events/],
    ['per', 'week', /no per “week”.*day, month/],
    ['latency', 'mean', /no latency “mean”.*share, quantiles, heatmap/],
    ['mark', 'deploys', /no mark “deploys”.*releases/],
  ])('refuses a %s that there is not, rather than answering another question', async (field, text, words) => {
    prometheus(store());
    const response = await last(datasource(), { [field]: text });
    expect(response.data).toEqual([]);
    expect(response.errors?.[0]?.message).toMatch(words);
  });

  it('refuses a range that begins in the future, and answers one that only ends there', async () => {
    prometheus(store());
    const early = datasource(undefined, () => (FROM - 60) * 1000);
    expect((await last(early, {})).errors?.[0]?.message).toMatch(/begins in the future/);
    const between = datasource(undefined, () => (FROM + 60) * 1000);
    expect((await last(between, {})).errors?.some(({ message }) => /future/.test(message ?? ''))).not.toBe(true);
  });

  it('orders the rows as is asked for', async () => {
    prometheus(store());
    expect(values(await last(datasource(), { order: 'name' }), 'name')).toEqual(['a', 'b', 'lost']);
  });

  it('rolls them up by a label, asking for neither trend nor onset', async () => {
    const requests = prometheus(store());
    const response = await last(datasource(), { groupBy: 'region' });
    expect(values(response, 'group')).toEqual(['eu']);
    expect(values(response, 'slos')).toEqual([3]);
    const asked = requests.flatMap(({ targets }) => targets.map(({ refId }) => refId));
    expect(asked.filter((id) => id.startsWith('budgetSeries'))).toEqual([]);
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
    expect(values(response, 'budgetsAtRisk')).toEqual([0]);
  });

  it('counts the budgets at risk whatever else their SLOs are', async () => {
    const store = slothStore(['availability', 'latency']);
    store['slo:period_error_budget_remaining:ratio']![0]!.value = 0.05;
    store['slo:sli_error:ratio_rate5m']!.shift();
    prometheus(store);
    const response = await last(datasource(), { queryType: 'statusCounts' });
    expect(values(response, 'blind')).toEqual([1]);
    expect(values(response, 'atRisk')).toEqual([0]);
    expect(values(response, 'budgetsAtRisk')).toEqual([1]);
  });

  it('counts nothing where there is nothing, which is not zero', async () => {
    prometheus({});
    const response = await last(datasource(), { queryType: 'statusCounts' });
    expect(values(response, 'burning')).toEqual([null]);
    expect(values(response, 'blind')).toEqual([null]);
    expect(values(response, 'budgetsAtRisk')).toEqual([null]);
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
    // Two samples an hour apart where one every minute was asked for, and the end a week later.
    expect(first!.fields[1]!.values).toEqual([expect.closeTo(0.5, 9), null, expect.closeTo(0.5, 9), null, 0.5]);
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
      policy: '',
      version: '',
      baseline: '',
      start: '',
      attempt: '',
      services: [],
      slos: [],
      owners: ['orders', 'kitchen'],
      labels: [{ label: 'region', values: ['orders', 'kitchen'] }],
      statuses: [],
      window: '7d',
      groupBy: '',
    });
  });

  it.each<[boolean, Partial<SloQuery>]>([
    [true, { window: '$window' }],
    [true, { statuses: ['$status'] }],
    [true, { labels: [{ label: 'region', values: ['$region'] }] }],
    [false, { services: ['orders'], labels: [{ label: 'region', values: ['eu'] }], window: '7d' }],
  ])('is known as one: %s for %j', (expected, query) => {
    expect(datasource().targetContainsTemplate({ refId: 'A', schemaVersion: 1, queryType: 'slos', ...query })).toBe(
      expected
    );
  });
});
