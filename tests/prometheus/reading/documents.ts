import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../repoRoot';

// Documents of every tool, each saying what its name says.

const example = (name: string) => readFileSync(join(repoRoot, 'examples', `${name}.yaml`), 'utf8');

/** The document with some of its text replaced, which must be there. */
export function changed(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length < 2) {
    throw new Error(`The document says nothing of ${from}`);
  }
  return parts.join(to);
}

const requests = 'http_requests_total{job="shop"}';
const failed = 'http_requests_total{job="shop", code=~"5.."}';
const rate = (selector: string, window: string, by = '') => `sum ${by}(rate(${selector}[${window}]))`;
const up = (window: string) => `avg(avg_over_time(probe_success[${window}]))`;

const slothWith = (sli: string) => `version: prometheus/v1
service: shop
slos:
  - name: availability
    objective: 99
    sli:
${sli}    alerting:
      name: ShopErrors
      annotations: { runbook: https://runbooks.example.com/shop }
`;
const slothEvents = (error: string, total: string) =>
  slothWith(`      events:
        error_query: ${error}
        total_query: ${total}
`);
const slothRaw = (query: string) => slothWith(`      raw: { error_ratio_query: '${query}' }\n`);
const window = '{{.window}}';
const histogram = 'http_request_duration_seconds';

/** @param factorPercent of the budget that the first pair lets be spent */
const alertWindows = (period: string, factorPercent: number) => `---
apiVersion: sloth.slok.dev/v1
kind: AlertWindows
spec:
  sloPeriod: ${period}
  page:
    quick: { errorBudgetPercent: ${factorPercent}, shortWindow: 5m, longWindow: 1h }
    slow: { errorBudgetPercent: 12.5, shortWindow: 30m, longWindow: 6h }
  ticket:
    quick: { errorBudgetPercent: 20, shortWindow: 2h, longWindow: 1d }
    slow: { errorBudgetPercent: 42, shortWindow: 6h, longWindow: 3d }
`;

const slothFile = slothEvents(rate(failed, window), rate(requests, window));
export const slothDocuments = {
  file: example('sloth-availability'),
  kubernetes: `apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata: { name: shop }
spec:
  service: shop
  slos:
    - name: availability
      objective: 99
      sli:
        events:
          errorQuery: ${rate(failed, window)}
          totalQuery: ${rate(requests, window)}
      alerting: { name: ShopErrors }
`,
  ratio: slothFile,
  rawOfEvents: slothRaw(`${rate(failed, window)} / ${rate(requests, window)}`),
  raw: slothRaw(`1 - ${up(window)}`),
  latency: slothEvents(
    `${rate(`${histogram}_count`, window)} - ${rate(`${histogram}_bucket{le="1"}`, window)}`,
    rate(`${histogram}_count`, window)
  ),
  native: slothRaw(`1 - histogram_fraction(0, 1, ${rate(histogram, window)})`),
  grouped: slothEvents(rate(failed, window, 'by (handler) '), rate(requests, window, 'by (handler) ')),
  week: slothFile + alertWindows('7d', 8),
  fortnight: slothFile + alertWindows('2w', 4),
};

const pyrraWith = (indicator: string) => `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: shop
  annotations: { pyrra.dev/runbook: https://runbooks.example.com/shop }
spec:
  target: '99'
  window: 4w
  indicator:
    ${indicator}
`;
const pyrraRatio = pyrraWith(`ratio: { errors: { metric: '${failed}' }, total: { metric: '${requests}' } }`);
export const pyrraDocuments = {
  file: example('pyrra-availability'),
  ratio: pyrraRatio,
  latency: pyrraWith(
    `latency: { success: { metric: '${histogram}_bucket{le="1"}' }, total: { metric: ${histogram}_count } }`
  ),
  native: pyrraWith(`latencyNative: { latency: 1s, total: { metric: ${histogram} } }`),
  bool: pyrraWith('bool_gauge: { metric: probe_success }'),
  grouped: changed(pyrraRatio, ' } }', ' }, grouping: [handler] }'),
  month: changed(pyrraRatio, 'window: 4w', 'window: 30d'),
};

/** As Grafana's command line keeps it. */
export const grafanaDocument = `apiVersion: slo.ext.grafana.app/v1alpha1
kind: SLO
metadata: { name: shop }
spec:
  name: Shop
  query: { type: ratio, ratio: { successMetric: { prometheusMetric: http_requests_total } } }
  objectives: [{ value: 0.99, window: 28d }]
  alerting: { advancedOptions: { minFailures: 5 } }
`;

const generatorWith = (method: string, indicator: string) => `apiVersion: sre.google.com/v2
kind: ServiceLevelObjective
metadata:
  name: shop
  labels: { service_name: shop, feature_name: cart, slo_name: availability }
spec:
  backend: prometheus
  method: ${method}
  exporters: []
  service_level_indicator:
    ${indicator}
  goal: 0.99
`;
const generatorRatio = generatorWith(
  'good_bad_ratio',
  `{ filter_bad: '${failed}', filter_good: 'http_requests_total' }`
);
export const generatorDocuments = {
  file: example('slo-generator-availability'),
  ratio: generatorRatio,
  rawOfEvents: generatorWith(
    'query_sli',
    `{ expression: '1 - ${rate(failed, 'window')} / ${rate(requests, 'window')}' }`
  ),
  raw: generatorWith('query_sli', `{ expression: '${up('window')}' }`),
  latency: generatorWith('distribution_cut', `{ expression: ${histogram}_bucket, threshold_bucket: 1 }`),
  /** The policy is a part of slo-generator's own configuration. */
  policy: `${generatorRatio}---
error_budget_policies:
  default:
    steps:
      - { name: 2 hours, burn_rate_threshold: 5, alert: true, window: 7200 }
      - { name: 14 days, burn_rate_threshold: 1.2, alert: false, window: 1209600 }
`,
};

const source = (query: string) => `{ metricSource: { type: Prometheus, spec: { query: '${query}' } } }`;
const openSloWith = (spec: string, objective = '{ target: 0.99 }') => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: availability
  annotations: { runbook: https://runbooks.example.com/shop }
spec:
  service: shop
  indicator:
    metadata: { name: shop }
    spec:
      ${spec}
  timeWindow: [{ duration: 4w, isRolling: true }]
  budgetingMethod: Occurrences
  objectives:
    - ${objective}
`;
const openSloRaw = (query: string) =>
  openSloWith(`ratioMetric: { counter: true, rawType: success, raw: ${source(query)} }`);
const openSloRatio = openSloWith(
  `ratioMetric: { counter: true, bad: ${source(`sum(${failed})`)}, total: ${source(`sum(${requests})`)} }`
);
const member = (name: string) =>
  `{ displayName: ${name}, target: 0.99, compositeWeight: 2, indicator: { metadata: { name: shop }, spec: { ratioMetric: { counter: true, bad: ${source(`sum(${failed})`)}, total: ${source(`sum(${requests})`)} } } } }`;
export const openSloDocuments = {
  file: example('availability-good-total'),
  alpha: `apiVersion: openslo/v1alpha
kind: SLO
metadata: { name: availability }
spec:
  service: shop
  timeWindows: [{ unit: Day, count: 30, isRolling: true }]
  budgetingMethod: Occurrences
  objectives:
    - target: 0.99
      ratioMetrics:
        good: { source: prometheus, queryType: promql, query: 'sum(http_requests_total{job="shop", code!~"5.."})' }
        total: { source: prometheus, queryType: promql, query: 'sum(${requests})' }
`,
  alpha2: changed(openSloRatio, 'openslo/v1', 'openslo.com/v2alpha'),
  ratio: openSloRatio,
  rawOfEvents: openSloRaw(`1 - sum(rate(${failed}[5m])) / sum(rate(${requests}[5m]))`),
  raw: openSloRaw(up('5m')),
  latency: example('latency-threshold'),
  bool: openSloWith(`thresholdMetric: ${source('probe_success')}`, '{ target: 0.99, op: gte, value: 1 }'),
  month: changed(openSloRatio, 'duration: 4w', 'duration: 30d'),
  calendar: example('calendar-month'),
  alertPolicy: `${openSloRatio}  alertPolicies:
    - kind: AlertPolicy
      metadata: { name: fast }
      spec:
        alertWhenBreaching: true
        conditions:
          - kind: AlertCondition
            metadata: { name: fast }
            spec:
              severity: page
              condition: { kind: burnrate, op: gt, threshold: 10, lookbackWindow: 1h, alertAfter: 5m }
        notificationTargets:
          - targetRef: pager
`,
  slices: changed(
    changed(openSloRatio, 'Occurrences', 'Timeslices'),
    '{ target: 0.99 }',
    '{ target: 0.99, timeSliceTarget: 0.95, timeSliceWindow: 1m }'
  ),
  composite: changed(
    openSloRatio.replace(/ {2}indicator:[^]*? {2}timeWindow/, '  timeWindow'),
    '{ target: 0.99 }',
    `${member('cart')}\n    - ${member('search')}`
  ),
};
