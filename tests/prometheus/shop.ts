import { type GrafanaSlo, grafanaSloLabels } from '../../demo/grafana-slo-rules';
import { type PyrraSlo } from '../../demo/pyrra';
import { type Matcher } from '../../demo/sli';
import { type SlothSlo } from '../../demo/sloth-rules';
import { windowLabels } from '../../demo/sloth';
import { counterSeries, type EventsInStep, gaugeSeries, gridOfDays, type HistorySeries } from './seriesHistory';

// A shop and an API server of known events, and an SLO of every tool on them.

export const day = 86_400;
const stepSeconds = 60;
export const grid = gridOfDays(31, stepSeconds);

/** Requests by handler: busy and quiet hours, quiet now; trouble for the last ten hours. */
export const total: Record<string, EventsInStep> = {
  '/api': (index) => 200 + (index % 1400 < 600 ? 400 : 0),
  '/web': (index) => 90 + (index % 31),
};
export const failed: Record<string, EventsInStep> = {
  '/api': (index) => (index % 50 === 0 ? 3 : 0) + (index > grid.length - 600 ? 25 : 0),
  '/web': (index) => (index % 7 === 0 ? 1 : 0),
};
export const handlers = ['/api', '/web'];
export const sumOf =
  (events: Record<string, EventsInStep>): EventsInStep =>
  (index) =>
    handlers.reduce((sum, handler) => sum + (events[handler]?.(index) ?? 0), 0);
export const slow: EventsInStep = (index) => (index % 4 === 0 ? 2 : 0);

const shop: Matcher = { label: 'job', op: '=', value: 'shop' };
const requests = (...extra: Matcher[]) => ({ metric: 'http_requests_total', matchers: [shop, ...extra] });
const serverErrors: Matcher = { label: 'code', op: '=~', value: '5..' };
const anyHandler: Matcher = { label: 'handler', op: '=~', value: '/.*' };

export const ratio: PyrraSlo = {
  name: 'shop-errors',
  targetPercent: '99',
  windowSeconds: 28 * day,
  indicator: { kind: 'ratio', errors: requests(serverErrors), total: requests() },
};
export const grouped: PyrraSlo = {
  name: 'shop-by-handler',
  targetPercent: '99',
  windowSeconds: 28 * day,
  indicator: {
    kind: 'ratio',
    errors: requests(serverErrors, anyHandler),
    total: requests(anyHandler),
    grouping: ['handler'],
  },
};
export const latency: PyrraSlo = {
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
export const quick: PyrraSlo = { ...ratio, name: 'shop-quick', performanceOverAccuracy: true };
export const probed: PyrraSlo = {
  name: 'shop-up',
  targetPercent: '99',
  windowSeconds: 28 * day,
  indicator: { kind: 'bool_gauge', gauge: { metric: 'probe_success', matchers: [shop] } },
};
export const grafana: GrafanaSlo = {
  uuid: 'k3v9',
  objectiveRatio: 0.99,
  windowText: '28d',
  windowSeconds: 28 * day,
  query: { type: 'ratio', success: requests({ label: 'code', op: '=~', value: '2..' }), total: requests() },
};

export const sloth: SlothSlo = {
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
export const slothRaw: SlothSlo = {
  ...sloth,
  id: 'shop-probes',
  name: 'probes',
  disableOptimized: true,
  sli: { kind: 'raw', errorRatio: (window) => `1 - avg(avg_over_time(probe_success{job="shop"}[${window}]))` },
};
export const slothCorrected: SlothSlo = { ...sloth, id: 'shop-corrected', name: 'corrected', numeratorCorrected: true };

/** Requests to the API server a step, by verb, scope and whether they were in time. */
export const apiserver = [
  { verb: 'GET', scope: 'resource', total: 300, slow: 2, failed: 1 },
  { verb: 'LIST', scope: 'namespace', total: 60, slow: 1, failed: 0 },
  { verb: 'LIST', scope: 'cluster', total: 20, slow: 1, failed: 0 },
  { verb: 'POST', scope: 'resource', total: 100, slow: 3, failed: 2 },
] as const;

export function shopSeries(): HistorySeries[] {
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

export function apiserverSeries(): HistorySeries[] {
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
export const lastFive = (events: EventsInStep, index: number) =>
  [1, 2, 3, 4, 5].reduce((sum, back) => sum + events(index - back), 0);

/** What Sloth's rules recorded every minute: error ratios of five. */
export function slothPast(): HistorySeries[] {
  const ratioOfFive = (index: number) => lastFive(sumOf(failed), index) / lastFive(sumOf(total), index);
  return [sloth, slothCorrected].map((slo) =>
    gaugeSeries({ ...windowLabels(slo, '5m'), __name__: 'slo:sli_error:ratio_rate5m' }, ratioOfFive)
  );
}

/** What Pyrra's short rules recorded in performance mode: the events of five minutes, by code. */
export function quickPast(): HistorySeries[] {
  const good: EventsInStep = (index) => sumOf(total)(index) - sumOf(failed)(index);
  const increase = (code: string, events: EventsInStep) =>
    gaugeSeries({ __name__: 'http_requests:increase5m', slo: quick.name, job: 'shop', code }, (index) =>
      lastFive(events, index)
    );
  return [increase('200', good), increase('500', sumOf(failed))];
}

/** What Grafana's rules recorded every minute: events per second over the last five. */
export function grafanaPast(): HistorySeries[] {
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
export function mixinPast(): HistorySeries[] {
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
