/** @jest-environment node */
import { checkRules } from '../tests/prometheus/promtool';
import { type GrafanaSlo, grafanaSloGroups } from './grafana-slo-rules';
import { type AlertingRule, rulesFileText } from './rules';

const shop = { label: 'job', op: '=', value: 'shop' } as const;
const ratio: GrafanaSlo = {
  uuid: 'k3v9',
  objectiveRatio: 0.995,
  windowText: '28d',
  windowSeconds: 2_419_200,
  labels: { team: 'till' },
  query: {
    type: 'ratio',
    success: { metric: 'requests_total', matchers: [shop, { label: 'code', op: '=~', value: '2..' }] },
    total: { metric: 'requests_total', matchers: [shop] },
  },
};
const grouped: GrafanaSlo = { ...ratio, query: { ...ratio.query, groupByLabels: ['region'] } as GrafanaSlo['query'] };
const freeform: GrafanaSlo = {
  ...ratio,
  query: { type: 'freeform', query: 'avg(avg_over_time(probe_success[$__rate_interval]))' },
};

const rulesOf = (slo: GrafanaSlo) => grafanaSloGroups(slo).flatMap(({ rules }) => rules);
const expressions = (slo: GrafanaSlo) =>
  Object.fromEntries(rulesOf(slo).map((rule) => ['record' in rule ? rule.record : rule.alert, rule.expr]));
const alertOf = (slo: GrafanaSlo, severity: string) =>
  rulesOf(slo).find((rule): rule is AlertingRule => 'alert' in rule && rule.labels.grafana_slo_severity === severity);

test('a ratio records success ratios, event rates and the ratio of the whole window, every minute', () => {
  expect(grafanaSloGroups(ratio)[0]?.interval).toBe('60s');
  const { 'SLO Burn Rate High': slow, 'SLO Burn Rate Very High': fast, ...recorded } = expressions(ratio);
  expect([slow, fast].every(Boolean)).toBe(true);
  const success = 'sum(rate(requests_total{job="shop",code=~"2.."}[5m]))';
  const total = 'sum(rate(requests_total{job="shop"}[5m]))';
  const over = (window: string) => `${success} / ${total}`.replaceAll('5m', window);
  expect(recorded).toEqual({
    grafana_slo_info: 'vector(1)',
    grafana_slo_objective: 'vector(0.995)',
    grafana_slo_objective_window_seconds: 'vector(2419200)',
    grafana_slo_sli_5m: over('5m'),
    grafana_slo_sli_30m: over('30m'),
    grafana_slo_sli_1h: over('1h'),
    grafana_slo_sli_2h: over('2h'),
    grafana_slo_sli_6h: over('6h'),
    grafana_slo_sli_1d: over('1d'),
    grafana_slo_sli_3d: over('3d'),
    grafana_slo_success_rate_5m: success,
    grafana_slo_total_rate_5m: total,
    grafana_slo_sli_window:
      'clamp_max(sum(sum_over_time((grafana_slo_success_rate_5m{grafana_slo_uuid="k3v9"} < +Inf)[28d:5m])) / ' +
      'sum(sum_over_time((grafana_slo_total_rate_5m{grafana_slo_uuid="k3v9"} < +Inf)[28d:5m])), 1)',
  });
});

test('only the uuid is on every series; the window is on the objective and the alerts', () => {
  for (const rule of rulesOf(ratio)) {
    const isWindowed = 'alert' in rule || rule.record === 'grafana_slo_objective';
    expect(rule.labels).toEqual({
      team: 'till',
      grafana_slo_uuid: 'k3v9',
      ...(isWindowed ? { grafana_slo_window: '28d' } : {}),
      ...('alert' in rule ? { grafana_slo_severity: rule.labels.grafana_slo_severity } : {}),
    });
  }
});

test('a name is on the info series, and elsewhere only with the versions that put it there', () => {
  const named: GrafanaSlo = { ...ratio, nameLabels: { grafana_slo_name: 'Till' } };
  const withName = (slo: GrafanaSlo) => rulesOf(slo).filter(({ labels }) => labels.grafana_slo_name === 'Till').length;
  expect(withName(named)).toBe(1);
  expect(withName({ ...named, isNamedEverywhere: true })).toBe(rulesOf(named).length);
});

test('alerts fire at the factor, not only above it, whatever the window', () => {
  const burn = (window: string) =>
    `(1 - grafana_slo_sli_${window}{grafana_slo_uuid="k3v9"}) / on (grafana_slo_uuid) group_left () ` +
    '(1 - grafana_slo_objective{grafana_slo_uuid="k3v9"})';
  const pair = (short: string, long: string, factor: number) =>
    `(${burn(short)} >= ${factor} and ${burn(long)} >= ${factor})`;
  expect(alertOf(ratio, 'critical')?.expr).toBe(`${pair('5m', '1h', 14.4)}\nor\n${pair('30m', '6h', 6)}`);
  expect(alertOf(ratio, 'warning')?.expr).toBe(`${pair('2h', '1d', 3)}\nor\n${pair('6h', '3d', 1)}`);
  expect(alertOf({ ...ratio, windowText: '7d' }, 'critical')?.expr).toBe(alertOf(ratio, 'critical')?.expr);
});

test('groups stay on the series', () => {
  expect(expressions(grouped)).toMatchObject({
    grafana_slo_total_rate_5m: 'sum by (region) (rate(requests_total{job="shop"}[5m]))',
    grafana_slo_sli_window: expect.stringMatching(/^clamp_max\(sum by \(region\) \(sum_over_time\(/),
  });
});

test('a freeform query has no event rates, and its window is the mean of its five minutes', () => {
  const recorded = expressions(freeform);
  expect(recorded.grafana_slo_sli_6h).toBe('avg(avg_over_time(probe_success[6h]))');
  expect(recorded.grafana_slo_sli_window).toBe(
    'clamp_max(avg(avg_over_time(grafana_slo_sli_5m{grafana_slo_uuid="k3v9"}[28d:5m])), 1)'
  );
  expect(Object.keys(recorded).filter((name) => name.includes('_rate_5m'))).toEqual([]);
});

test.each([
  ['ratio', ratio],
  ['grouped', grouped],
  ['freeform', freeform],
])('Prometheus takes the file of a %s SLO', (_, slo) => {
  expect(checkRules(rulesFileText('Grafana SLO', grafanaSloGroups(slo)))).toMatch(/SUCCESS: \d+ rules found/);
});
