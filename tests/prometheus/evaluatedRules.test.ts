/** @jest-environment node */
import { type GrafanaSlo, grafanaSloGroups, grafanaSloLabels } from '../../demo/grafana-slo-rules';
import { mixinGroups } from '../../demo/kubernetes-mixin-rules';
import { type PyrraSlo } from '../../demo/pyrra';
import { pyrraGroups } from '../../demo/pyrra-rules';
import { type Matcher } from '../../demo/sli';
import { ruleGroups, type SlothSlo } from '../../demo/sloth-rules';
import { windowLabels } from '../../demo/sloth';
import { askHttp } from './http';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import {
  counterSeries,
  type EventsInStep,
  eventsBetween,
  gaugeSeries,
  gridOfDays,
  type HistorySeries,
} from './seriesHistory';

const day = 86_400;
const stepSeconds = 60;
const grid = gridOfDays(31, stepSeconds);

/** Requests by handler: busy and quiet hours, quiet now; trouble for the last ten hours. */
const total: Record<string, EventsInStep> = {
  '/api': (index) => 200 + (index % 1400 < 600 ? 400 : 0),
  '/web': (index) => 90 + (index % 31),
};
const failed: Record<string, EventsInStep> = {
  '/api': (index) => (index % 50 === 0 ? 3 : 0) + (index > grid.length - 600 ? 25 : 0),
  '/web': (index) => (index % 7 === 0 ? 1 : 0),
};
const handlers = ['/api', '/web'];
const sumOf =
  (events: Record<string, EventsInStep>): EventsInStep =>
  (index) =>
    handlers.reduce((sum, handler) => sum + (events[handler]?.(index) ?? 0), 0);
const slow: EventsInStep = (index) => (index % 4 === 0 ? 2 : 0);

const shop: Matcher = { label: 'job', op: '=', value: 'shop' };
const requests = (...extra: Matcher[]) => ({ metric: 'http_requests_total', matchers: [shop, ...extra] });
const serverErrors: Matcher = { label: 'code', op: '=~', value: '5..' };
const isApi: Matcher = { label: 'handler', op: '=~', value: '/.*' };

const ratio: PyrraSlo = {
  name: 'shop-errors',
  targetPercent: '99',
  windowSeconds: 28 * day,
  indicator: { kind: 'ratio', errors: requests(serverErrors), total: requests() },
};
const grouped: PyrraSlo = {
  name: 'shop-by-handler',
  targetPercent: '99',
  windowSeconds: 28 * day,
  indicator: {
    kind: 'ratio',
    errors: requests(serverErrors, isApi),
    total: requests(isApi),
    grouping: ['handler'],
  },
};
const latency: PyrraSlo = {
  name: 'shop-latency',
  targetPercent: '99.5',
  windowSeconds: 28 * day,
  indicator: {
    kind: 'latency',
    total: { metric: 'http_request_duration_seconds_count', matchers: [shop] },
    success: {
      metric: 'http_request_duration_seconds_bucket',
      matchers: [shop, { label: 'le', op: '=', value: '1' }],
    },
  },
};
const probed: PyrraSlo = {
  name: 'shop-up',
  targetPercent: '99',
  windowSeconds: 28 * day,
  indicator: { kind: 'bool_gauge', gauge: { metric: 'probe_success', matchers: [shop] } },
};
const grafana: GrafanaSlo = {
  uuid: 'k3v9',
  objectiveRatio: 0.99,
  windowText: '28d',
  windowSeconds: 28 * day,
  query: { type: 'ratio', success: requests({ label: 'code', op: '=~', value: '2..' }), total: requests() },
};

const sloth: SlothSlo = {
  id: 'shop-availability',
  service: 'shop',
  name: 'availability',
  description: 'The shop answers.',
  objectivePercent: 99,
  labels: { team: 'till' },
  alertName: 'ShopErrors',
  sli: {
    kind: 'events',
    error: (window) => `sum(rate(http_requests_total{job="shop",code=~"5.."}[${window}]))`,
    total: (window) => `sum(rate(http_requests_total{job="shop"}[${window}]))`,
  },
};
const slothRaw: SlothSlo = {
  ...sloth,
  id: 'shop-probes',
  name: 'probes',
  disableOptimized: true,
  sli: { kind: 'raw', errorRatio: (window) => `1 - avg(avg_over_time(probe_success{job="shop"}[${window}]))` },
};
const slothCorrected: SlothSlo = { ...sloth, id: 'shop-corrected', name: 'corrected', numeratorCorrected: true };

/** Requests to the API server a step, by verb, scope and whether they were in time. */
const apiserver = [
  { verb: 'GET', scope: 'resource', total: 300, slow: 2, failed: 1 },
  { verb: 'LIST', scope: 'namespace', total: 60, slow: 1, failed: 0 },
  { verb: 'LIST', scope: 'cluster', total: 20, slow: 1, failed: 0 },
  { verb: 'POST', scope: 'resource', total: 100, slow: 3, failed: 2 },
] as const;

function shopSeries(): HistorySeries[] {
  const place = { job: 'shop' };
  const counter = (labels: Record<string, string>, events: EventsInStep) =>
    counterSeries(grid, { ...place, ...labels }, events);
  const good =
    (handler: string): EventsInStep =>
    (index) =>
      (total[handler]?.(index) ?? 0) - (failed[handler]?.(index) ?? 0);
  return [
    ...handlers.flatMap((handler) => [
      counter({ __name__: 'http_requests_total', handler, code: '200' }, good(handler)),
      counter({ __name__: 'http_requests_total', handler, code: '500' }, (index) => failed[handler]?.(index) ?? 0),
    ]),
    counter({ __name__: 'http_request_duration_seconds_count' }, sumOf(total)),
    // The text that Prometheus 3 stores; the rules were written for `1`.
    counter(
      { __name__: 'http_request_duration_seconds_bucket', le: '1.0' },
      (index) => sumOf(total)(index) - slow(index)
    ),
    gaugeSeries({ ...place, __name__: 'probe_success' }, (index) => (index % 100 === 0 ? 0 : 1)),
  ];
}

function apiserverSeries(): HistorySeries[] {
  const place = { job: 'kube-apiserver', cluster: 'main' };
  const constant = (labels: Record<string, string>, events: number) =>
    counterSeries(grid, { ...place, ...labels }, () => events);
  const duration = 'apiserver_request_sli_duration_seconds';
  return apiserver.flatMap(({ verb, scope, total: all, slow: late, failed: bad }) => [
    constant({ __name__: 'apiserver_request_total', verb, scope, code: '200' }, all - bad),
    ...(bad > 0 ? [constant({ __name__: 'apiserver_request_total', verb, scope, code: '500' }, bad)] : []),
    constant({ __name__: `${duration}_count`, verb, scope }, all),
    ...['1.0', '5.0', '30.0', '+Inf'].map((le) =>
      constant({ __name__: `${duration}_bucket`, verb, scope, le }, le === '+Inf' ? all : all - late)
    ),
  ]);
}

/** Events of the five steps before a mark. */
const lastFive = (events: EventsInStep, index: number) =>
  [1, 2, 3, 4, 5].reduce((sum, back) => sum + events(index - back), 0);

/** What Sloth's rules recorded every minute: error ratios of five. */
function slothPast(): HistorySeries[] {
  const ratioOfFive = (index: number) => lastFive(sumOf(failed), index) / lastFive(sumOf(total), index);
  return [sloth, slothCorrected].map((slo) =>
    gaugeSeries({ ...windowLabels(slo, '5m'), __name__: 'slo:sli_error:ratio_rate5m' }, ratioOfFive)
  );
}

/** What Grafana's rules recorded every minute: events per second over the last five. */
function grafanaPast(): HistorySeries[] {
  const rate = (events: EventsInStep) => (index: number) => lastFive(events, index) / 300;
  const labels = grafanaSloLabels(grafana);
  return [
    gaugeSeries(
      { ...labels, __name__: 'grafana_slo_success_rate_5m' },
      rate((index) => sumOf(total)(index) - sumOf(failed)(index))
    ),
    gaugeSeries({ ...labels, __name__: 'grafana_slo_total_rate_5m' }, rate(sumOf(total))),
  ];
}

/** What the mixin recorded every three minutes: the events of an hour. */
function mixinPast(): HistorySeries[] {
  const hour = 3600 / stepSeconds;
  const cluster = { cluster: 'main' };
  return ['GET', 'LIST', 'POST'].flatMap((verb) => {
    const own = apiserver.filter((part) => part.verb === verb);
    const sum = (key: 'total' | 'failed') => own.reduce((all, part) => all + part[key], 0) * hour;
    const requestsOf = (code: string, events: number) =>
      gaugeSeries({ ...cluster, __name__: 'code_verb:apiserver_request_total:increase1h', verb, code }, () => events);
    return [
      requestsOf('200', sum('total') - sum('failed')),
      ...(sum('failed') > 0 ? [requestsOf('500', sum('failed'))] : []),
      ...own.flatMap(({ scope, total: all, slow: late }) =>
        ['1.0', '5.0', '30.0', '+Inf'].map((le) =>
          gaugeSeries(
            {
              ...cluster,
              __name__: 'cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase1h',
              verb,
              scope,
              le,
            },
            () => (le === '+Inf' ? all : all - late) * hour
          )
        )
      ),
    ];
  });
}

let server: EvaluatedRules;
let at: number;

beforeAll(async () => {
  server = await startEvaluatedRules({
    files: {
      ratio: pyrraGroups(ratio, { genericRules: true }),
      latency: pyrraGroups(latency, { genericRules: true }),
      grouped: pyrraGroups(grouped),
      probed: pyrraGroups(probed, { genericRules: true }),
      grafana: grafanaSloGroups(grafana),
      mixin: mixinGroups(),
      sloth: [sloth, slothRaw, slothCorrected].flatMap(ruleGroups),
    },
    grid,
    history: [...shopSeries(), ...apiserverSeries()],
    recordedPast: [...slothPast(), ...grafanaPast(), ...mixinPast()],
  });
  at = server.settledAtSeconds;
}, 120_000);

afterAll(() => server.stop(), 30_000);

async function value(promql: string): Promise<number> {
  const answer = (await askHttp(server.url, [{ kind: 'instant', id: 'q', promql, atSeconds: at }])).get('q');
  const series = answer?.state === 'ok' ? answer.series : [];
  expect([promql, series.length]).toEqual([promql, 1]);
  return series[0]?.values[0] ?? NaN;
}

const events = (part: EventsInStep, seconds: number) => eventsBetween(grid, part, at - seconds, at);

/** A recorded number beside the generator's, to half a percent: `increase` extrapolates and evaluations take their time. */
async function expectClose(promql: string, expected: number): Promise<void> {
  expect([promql, (await value(promql)) / expected]).toEqual([promql, expect.closeTo(1, 2)]);
}

test('a Pyrra ratio: increases are the events, burn rates the error ratios', async () => {
  const own = '{slo="shop-errors"}';
  await expectClose(`sum(http_requests:increase4w${own})`, events(sumOf(total), 28 * day));
  await expectClose('http_requests:increase4w{slo="shop-errors",code="500"}', events(sumOf(failed), 28 * day));
  for (const [window, seconds] of [
    ['1h', 3600],
    ['6h', 21_600],
    ['1d', day],
    ['4d', 4 * day],
  ] as const) {
    const bad = events(sumOf(failed), seconds) / events(sumOf(total), seconds);
    await expectClose(`http_requests:burnrate${window}${own}`, bad);
  }
  const availability = 1 - events(sumOf(failed), 28 * day) / events(sumOf(total), 28 * day);
  expect(await value(`pyrra_availability${own}`)).toBeCloseTo(availability, 4);
  expect(await value(`pyrra_objective${own}`)).toBe(0.99);
  expect(await value(`pyrra_window${own}`)).toBe(28 * day);
});

test('a Pyrra latency finds the bucket of Prometheus 3', async () => {
  const own = 'slo="shop-latency"';
  await expectClose(`http_request_duration_seconds:increase4w{${own},le=""}`, events(sumOf(total), 28 * day));
  const late = events(slow, 28 * day);
  await expectClose(
    `http_request_duration_seconds:increase4w{${own},le=""} - ignoring(le) http_request_duration_seconds:increase4w{${own},le="1"}`,
    late
  );
  await expectClose(`http_request_duration_seconds:burnrate1d{${own}}`, events(slow, day) / events(sumOf(total), day));
  // The generic availability looks for `le` in both forms too, where the recorded one is that of the document.
  expect(await value(`pyrra_availability{${own}}`)).toBeCloseTo(1 - late / events(sumOf(total), 28 * day), 4);
});

test('a grouped Pyrra SLO has a series for each group, and no generic ones', async () => {
  for (const handler of handlers) {
    const bad = events((index) => failed[handler]?.(index) ?? 0, day);
    const all = events((index) => total[handler]?.(index) ?? 0, day);
    await expectClose(`http_requests:burnrate1d{slo="shop-by-handler",handler="${handler}"}`, bad / all);
  }
  expect(await value('count({__name__=~"pyrra_.*",slo="shop-by-handler"}) or vector(0)')).toBe(0);
});

test('a Pyrra gauge counts its samples', async () => {
  expect(await value('pyrra_availability{slo="shop-up"}')).toBeCloseTo(0.99, 3);
  await expectClose('probe_success:count4w{slo="shop-up"}', (28 * day) / stepSeconds);
});

test('Grafana SLO: success ratios, event rates, the whole window by events', async () => {
  const own = '{grafana_slo_uuid="k3v9"}';
  for (const [window, seconds] of [
    ['1h', 3600],
    ['1d', day],
    ['3d', 3 * day],
  ] as const) {
    const bad = events(sumOf(failed), seconds) / events(sumOf(total), seconds);
    await expectClose(`1 - grafana_slo_sli_${window}${own}`, bad);
  }
  const bad = events(sumOf(failed), 28 * day) / events(sumOf(total), 28 * day);
  await expectClose(`1 - grafana_slo_sli_window${own}`, bad);
  await expectClose(
    `300 * sum(sum_over_time(grafana_slo_total_rate_5m${own}[28d:5m]))`,
    events(sumOf(total), 28 * day)
  );
});

test('Sloth: error ratios, and the period as the mean of the five minutes', async () => {
  const own = '{sloth_id="shop-availability"}';
  const bad = events(sumOf(failed), day) / events(sumOf(total), day);
  await expectClose(`slo:sli_error:ratio_rate1d${own}`, bad);
  const minutes = Array.from({ length: 30 * 1440 }, (_, back) => Math.floor((at - grid.startSeconds) / 60) - back);
  const mean = minutes.reduce((sum, index) => sum + lastFive(sumOf(failed), index) / lastFive(sumOf(total), index), 0);
  await expectClose(`slo:sli_error:ratio_rate30d${own}`, mean / minutes.length);
  await expectClose(`slo:period_burn_rate:ratio${own}`, mean / minutes.length / 0.01);
  // The quiet hours failed: the mean of ratios is not the ratio of events.
  const byEvents = events(sumOf(failed), 30 * day) / events(sumOf(total), 30 * day);
  expect(mean / minutes.length / byEvents).toBeGreaterThan(1.1);
});

test('Sloth without its optimisation asks the raw metric for the period', async () => {
  expect(await value('slo:sli_error:ratio_rate30d{sloth_id="shop-probes"}')).toBeCloseTo(0.01, 4);
});

test('Sloth with a corrected numerator weighs errors by traffic', async () => {
  const own = '{sloth_id="shop-corrected"}';
  const traffic = events(sumOf(total), 3600) / 3600 / (events(sumOf(total), 30 * day) / (30 * day));
  await expectClose(`slo:numerator_correction:ratio1h${own}`, traffic);
  const bad = events(sumOf(failed), 3600) / events(sumOf(total), 3600);
  await expectClose(`slo:sli_error:ratio_rate1h${own}`, traffic * bad);
});

test('kubernetes-mixin: error ratios and availability by verb', async () => {
  const share = (verbs: readonly string[]) => {
    const own = apiserver.filter(({ verb }) => verbs.includes(verb));
    return own.reduce((sum, part) => sum + part.slow + part.failed, 0) / own.reduce((sum, part) => sum + part.total, 0);
  };
  const read = share(['GET', 'LIST']);
  const write = share(['POST']);
  await expectClose('apiserver_request:burnrate1h{verb="read"}', read);
  await expectClose('apiserver_request:burnrate3d{verb="write"}', write);
  await expectClose('1 - apiserver_request:availability30d{verb="read"}', read);
  await expectClose('1 - apiserver_request:availability30d{verb="write"}', write);
  await expectClose('1 - apiserver_request:availability30d{verb="all"}', share(['GET', 'LIST', 'POST']));
});

test('alerts are those of the pairs whose windows both burn fast enough', async () => {
  // 25 of about 300 requests fail, eight times what the budget allows: below 14 and 14.4, above 7 and 6.
  const count = (labels: string) => value(`count(ALERTS{${labels}}) or vector(0)`);
  const pyrra = 'alertname="ErrorBudgetBurn",slo="shop-errors"';
  expect(await count(`${pyrra},short="5m"`)).toBe(0);
  expect(await count(`${pyrra},short="30m",alertstate="pending"`)).toBe(1);
  expect(await count('alertname="SLO Burn Rate Very High",grafana_slo_uuid="k3v9",alertstate="firing"')).toBe(1);
  expect(await count('alertname="ShopErrors",sloth_id="shop-availability",sloth_severity="page"')).toBe(1);
  expect(await count('alertname="KubeAPIErrorBudgetBurn",short="5m"')).toBe(0);
  expect(await count('alertname="KubeAPIErrorBudgetBurn",short="2h",alertstate="pending"')).toBe(1);
});
