/** @jest-environment node */
import { checkRules } from '../tests/prometheus/promtool';
import { type PyrraSlo, pyrraWindows } from './pyrra';
import { pyrraFiles, pyrraGroups } from './pyrra-rules';
import { type AlertingRule, type RecordingRule, type RuleGroup, rulesFileText } from './rules';
import { type Selector } from './sli';

const day = 86_400;
const requests: Selector = { metric: 'http_requests_total', matchers: [{ label: 'job', op: '=', value: 'shop' }] };
const errors: Selector = {
  metric: 'http_requests_total',
  matchers: [...requests.matchers, { label: 'code', op: '=~', value: '5..' }],
};
const ratio: PyrraSlo = {
  name: 'shop-errors',
  targetPercent: '99',
  windowSeconds: 28 * day,
  indicator: { kind: 'ratio', errors, total: requests },
};
const latency: PyrraSlo = {
  name: 'shop-latency',
  targetPercent: '99.5',
  windowSeconds: 28 * day,
  labels: { team: 'till' },
  indicator: {
    kind: 'latency',
    total: { metric: 'http_request_duration_seconds_count', matchers: requests.matchers },
    success: {
      metric: 'http_request_duration_seconds_bucket',
      matchers: [...requests.matchers, { label: 'le', op: '=', value: '1' }],
    },
  },
};
const grouped: PyrraSlo = {
  ...ratio,
  indicator: {
    kind: 'ratio',
    errors: { ...errors, matchers: [...errors.matchers, { label: 'handler', op: '=~', value: '/api.*' }] },
    total: { ...requests, matchers: [...requests.matchers, { label: 'handler', op: '=~', value: '/api.*' }] },
    grouping: ['job', 'handler'],
  },
};
const native: PyrraSlo = {
  ...ratio,
  name: 'shop-native',
  indicator: {
    kind: 'latencyNative',
    latencySeconds: 0.5,
    total: { metric: 'http_request_duration_seconds', matchers: requests.matchers },
  },
};
const gauge: PyrraSlo = {
  ...ratio,
  name: 'shop-up',
  indicator: { kind: 'bool_gauge', gauge: { metric: 'probe_success', matchers: requests.matchers } },
};

const named = (groups: readonly RuleGroup[], name: string) => groups.find((group) => group.name === name);
const records = (group: RuleGroup | undefined) =>
  (group?.rules ?? []).filter((rule): rule is RecordingRule => 'record' in rule);
const alerts = (group: RuleGroup | undefined) =>
  (group?.rules ?? []).filter((rule): rule is AlertingRule => 'alert' in rule);

test.each([
  [7, '1m/15m/1m 8m/1h30m/4m 30m/6h/15m 1h30m/1d/45m'],
  [14, '3m/30m/1m 15m/3h/8m 1h/12h/30m 3h/2d/1h30m'],
  [28, '5m/1h/2m 30m/6h/15m 2h/1d/1h 6h/4d/3h'],
  [30, '5m/1h4m/2m 32m/6h26m/16m 2h9m/1d1h43m/1h4m 6h26m/4d6h51m/3h13m'],
])('windows of %d days scale and are rounded to the minute', (days, expected) => {
  const minutes = (text: string) =>
    [...text.matchAll(/(\d+)([dhm])/g)].reduce(
      (sum, [, number, unit]) => sum + Number(number) * { d: 1440, h: 60, m: 1 }[unit as 'd' | 'h' | 'm'],
      0
    );
  expect(
    pyrraWindows(days * day).map(({ shortSeconds, longSeconds, forSeconds }) =>
      [shortSeconds, longSeconds, forSeconds].map((seconds) => seconds / 60)
    )
  ).toEqual(expected.split(' ').map((pair) => pair.split('/').map(minutes)));
});

test('a ratio on default flags: one increase with the code, error ratios called burn rates, four alerts', () => {
  const groups = pyrraGroups(ratio);
  expect(groups.map(({ name, interval }) => [name, interval])).toEqual([
    ['shop-errors-increase', '2m30s'],
    ['shop-errors', '30s'],
  ]);
  expect(groups[0]?.rules).toEqual([
    {
      record: 'http_requests:increase4w',
      expr: 'sum by (code) (increase(http_requests_total{job="shop"}[4w]))',
      labels: { job: 'shop', slo: 'shop-errors' },
    },
    {
      alert: 'SLOMetricAbsent',
      expr: 'absent(http_requests_total{job="shop"}) == 1',
      for: '10m',
      labels: { job: 'shop', slo: 'shop-errors', severity: 'critical' },
      annotations: {},
    },
  ]);
  expect(records(groups[1]).map(({ record }) => record.slice('http_requests:burnrate'.length))).toEqual(
    '5m 30m 1h 2h 6h 1d 4d'.split(' ')
  );
  expect(records(groups[1])[0]).toEqual({
    record: 'http_requests:burnrate5m',
    expr:
      'sum(rate(http_requests_total{code=~"5..",job="shop"}[5m])) / ' +
      'sum(rate(http_requests_total{job="shop"}[5m]))',
    labels: { job: 'shop', slo: 'shop-errors' },
  });
  expect(
    alerts(groups[1]).map(({ labels }) => [labels.short, labels.long, labels.severity, labels.exhaustion])
  ).toEqual([
    ['5m', '1h', 'critical', '2d'],
    ['30m', '6h', 'critical', '4d'],
    ['2h', '1d', 'warning', '2w'],
    ['6h', '4d', 'warning', '4w'],
  ]);
  expect(alerts(groups[1])[0]).toMatchObject({
    alert: 'ErrorBudgetBurn',
    expr:
      'http_requests:burnrate5m{job="shop",slo="shop-errors"} > (14 * (1-0.99)) and ' +
      'http_requests:burnrate1h{job="shop",slo="shop-errors"} > (14 * (1-0.99))',
    for: '2m',
  });
});

test('a latency on default flags: two increases told apart by le, which is looked for in both forms', () => {
  const [increase, burn] = pyrraGroups(latency);
  const labels = { job: 'shop', slo: 'shop-latency', team: 'till' };
  expect(records(increase)).toEqual([
    {
      record: 'http_request_duration_seconds:increase4w',
      expr: 'sum(increase(http_request_duration_seconds_count{job="shop"}[4w]))',
      labels,
    },
    {
      record: 'http_request_duration_seconds:increase4w',
      expr: String.raw`sum(increase(http_request_duration_seconds_bucket{job="shop",le=~"1(\\.0)?"}[4w]))`,
      labels: { ...labels, le: '1' },
    },
  ]);
  expect(alerts(increase).map((rule) => [rule.expr, rule.for, rule.labels.le])).toEqual([
    ['absent(http_request_duration_seconds_count{job="shop"}) == 1', '6m', undefined],
    [String.raw`absent(http_request_duration_seconds_bucket{job="shop",le=~"1(\\.0)?"}) == 1`, '6m', '1'],
  ]);
  const total = 'sum(rate(http_request_duration_seconds_count{job="shop"}[5m]))';
  const fast = String.raw`sum(rate(http_request_duration_seconds_bucket{job="shop",le=~"1(\\.0)?"}[5m]))`;
  expect(records(burn)[0]).toMatchObject({
    record: 'http_request_duration_seconds:burnrate5m',
    expr: `(${total} - ${fast}) / ${total}`,
  });
  expect(records(pyrraGroups(latency, { prometheus3Migration: false })[0])[1]?.expr).toBe(
    'sum(increase(http_request_duration_seconds_bucket{job="shop",le="1"}[4w]))'
  );
});

test('generic rules: objective, window, availability and rates', () => {
  const numbers = (slo: PyrraSlo) =>
    Object.fromEntries(
      records(named(pyrraGroups(slo, { genericRules: true }), `${slo.name}-generic`)).map(({ record, expr }) => [
        record,
        expr,
      ])
    );
  expect(numbers(ratio)).toEqual({
    pyrra_objective: '0.99',
    pyrra_window: '2419200',
    pyrra_availability:
      '1 - sum(http_requests:increase4w{code=~"5..",job="shop",slo="shop-errors"} or vector(0)) / ' +
      'sum(http_requests:increase4w{job="shop",slo="shop-errors"})',
    'pyrra_requests:rate5m': 'sum(rate(http_requests_total{job="shop"}[5m]))',
    'pyrra_errors:rate5m': 'sum(rate(http_requests_total{code=~"5..",job="shop"}[5m])) or vector(0)',
  });
  expect(numbers(latency).pyrra_availability).toBe(
    String.raw`sum(http_request_duration_seconds:increase4w{job="shop",le=~"1(\\.0)?",slo="shop-latency"} or vector(0)) / ` +
      'sum(http_request_duration_seconds:increase4w{job="shop",le="",slo="shop-latency"})'
  );
  expect(numbers(gauge)).toMatchObject({
    pyrra_availability:
      'sum(probe_success:sum4w{job="shop",slo="shop-up"}) / sum(probe_success:count4w{job="shop",slo="shop-up"})',
    'pyrra_requests:rate5m': 'sum(probe_success:count4w{job="shop",slo="shop-up"})',
  });
  expect(Object.keys(numbers(native))).toEqual(['pyrra_objective', 'pyrra_window', 'pyrra_availability']);
  expect(numbers(grouped)).toEqual({});
});

test('generic series carry the description when asked to', () => {
  const described = pyrraGroups(
    { ...ratio, description: 'It sells.', descriptionAsLabel: true },
    { genericRules: true }
  );
  expect(records(named(described, 'shop-errors-generic'))[0]?.labels).toEqual({
    slo: 'shop-errors',
    description: 'It sells.',
  });
  expect(records(named(described, 'shop-errors'))[0]?.labels).not.toHaveProperty('description');
});

test('a grouped objective keeps its groups as labels of the series, never of the rules', () => {
  const [increase, burn] = pyrraGroups(grouped);
  expect(records(increase)[0]).toEqual({
    record: 'http_requests:increase4w',
    expr: 'sum by (code, handler, job) (increase(http_requests_total{handler=~"/api.*",job="shop"}[4w]))',
    labels: { slo: 'shop-errors' },
  });
  expect(records(burn)[0]).toEqual({
    record: 'http_requests:burnrate5m',
    expr:
      'sum by (handler, job) (rate(http_requests_total{code=~"5..",handler=~"/api.*",job="shop"}[5m])) / ' +
      'sum by (handler, job) (rate(http_requests_total{handler=~"/api.*",job="shop"}[5m]))',
    labels: { slo: 'shop-errors' },
  });
  expect(alerts(burn)[0]).toMatchObject({
    expr:
      'http_requests:burnrate5m{handler=~"/api.*",job="shop",slo="shop-errors"} > (14 * (1-0.99)) and ' +
      'http_requests:burnrate1h{handler=~"/api.*",job="shop",slo="shop-errors"} > (14 * (1-0.99))',
    labels: { slo: 'shop-errors', short: '5m', long: '1h', severity: 'critical', exhaustion: '2d' },
  });
});

test('errors of another metric are a second increase', () => {
  const two: PyrraSlo = {
    ...ratio,
    windowSeconds: 14 * day,
    indicator: {
      kind: 'ratio',
      errors: { metric: 'failures_total', matchers: [] },
      total: { metric: 'runs_total', matchers: [] },
    },
  };
  expect(records(pyrraGroups(two)[0]).map(({ record, expr }) => [record, expr])).toEqual([
    ['runs:increase2w', 'sum(increase(runs_total[2w]))'],
    ['failures:increase2w', 'sum(increase(failures_total[2w]))'],
  ]);
  expect(pyrraGroups(two)[0]?.interval).toBe('1m30s');
});

test('a native histogram counts and takes a fraction', () => {
  const [increase, burn] = pyrraGroups(native);
  const sum = 'sum(increase(http_request_duration_seconds{job="shop"}[4w]))';
  expect(increase?.rules).toEqual([
    {
      record: 'http_request_duration_seconds:increase4w',
      expr: `histogram_count(${sum})`,
      labels: { job: 'shop', slo: 'shop-native' },
    },
    {
      record: 'http_request_duration_seconds:increase4w',
      expr: `histogram_fraction(0, 0.5, ${sum}) * histogram_count(${sum})`,
      labels: { job: 'shop', slo: 'shop-native', le: '0.5' },
    },
  ]);
  expect(records(burn)[0]?.expr).toBe(
    '1 - histogram_fraction(0, 0.5, sum(rate(http_request_duration_seconds{job="shop"}[5m])))'
  );
});

test('a gauge of zeros and ones is counted and summed', () => {
  const [increase, burn] = pyrraGroups(gauge);
  expect(records(increase)).toEqual([
    {
      record: 'probe_success:count4w',
      expr: 'sum by (job) (count_over_time(probe_success{job="shop"}[4w]))',
      labels: { slo: 'shop-up' },
    },
    {
      record: 'probe_success:sum4w',
      expr: 'sum by (job) (sum_over_time(probe_success{job="shop"}[4w]))',
      labels: { slo: 'shop-up' },
    },
  ]);
  const count = 'sum(count_over_time(probe_success{job="shop"}[5m]))';
  expect(records(burn)[0]).toEqual({
    record: 'probe_success:burnrate5m',
    expr: `(${count} - sum(sum_over_time(probe_success{job="shop"}[5m]))) / ${count}`,
    labels: { job: 'shop', slo: 'shop-up' },
  });
});

test('performance mode adds up increases over five minutes, in two files', () => {
  const [short, long] = pyrraFiles({ ...latency, performanceOverAccuracy: true });
  expect([short?.name, long?.name]).toEqual(['shop-latency-short', 'shop-latency-long']);
  expect(short?.groups.map(({ name, interval }) => [name, interval])).toEqual([
    ['shop-latency-increase', '30s'],
    ['shop-latency', '30s'],
  ]);
  expect(long?.groups.map(({ name, interval }) => [name, interval])).toEqual([['shop-latency-increase', '2m30s']]);
  expect(records(long?.groups[0]).map(({ record, expr }) => [record, expr])).toEqual([
    [
      'http_request_duration_seconds:increase4w',
      'sum(sum_over_time(http_request_duration_seconds:increase5m{job="shop",le=""}[4w:5m]))',
    ],
    [
      'http_request_duration_seconds:increase4w',
      String.raw`sum(sum_over_time(http_request_duration_seconds:increase5m{job="shop",le=~"1(\\.0)?"}[4w:5m]))`,
    ],
  ]);
});

test('names, severities and links can be chosen', () => {
  const chosen: PyrraSlo = {
    ...grouped,
    annotations: { runbook: 'https://wiki/shop' },
    alerting: { name: 'ShopBurns', absent: false, severities: { fastBurn: 'page' } },
  };
  const [increase, burn] = pyrraGroups(chosen, { externalUrl: 'https://pyrra.example' });
  expect(alerts(increase)).toEqual([]);
  expect(alerts(burn)[0]).toMatchObject({ alert: 'ShopBurns', labels: { severity: 'page' } });
  expect(alerts(burn)[0]?.annotations).toEqual({
    runbook: 'https://wiki/shop',
    pyrra_url:
      'https://pyrra.example/objectives?expr=%7B__name__%3D%22shop-errors%22%7D&from=now-1h&to=now' +
      '&grouping=%7Bhandler%3D%22{{$labels.handler}}%22%2Cjob%3D%22{{$labels.job}}%22%7D',
  });
  expect(alerts(pyrraGroups({ ...ratio, alerting: { burnrates: false } })[1])).toEqual([]);
});

test('99.9 percent is printed with the float error of a division', () => {
  const [, burn] = pyrraGroups({ ...ratio, targetPercent: '99.9' });
  expect(alerts(burn)[0]?.expr).toContain('> (14 * (1-0.9990000000000001)) and');
});

test.each([ratio, latency, grouped, native, gauge].flatMap((slo) => [[slo.name, slo.indicator.kind, slo] as const]))(
  'Prometheus takes the file of %s (%s)',
  (_, __, slo) => {
    for (const flags of [{ genericRules: true }, { externalUrl: 'https://pyrra.example' }]) {
      expect(checkRules(rulesFileText('Pyrra', pyrraGroups(slo, flags)))).toMatch(/SUCCESS: \d+ rules found/);
    }
    for (const { groups } of pyrraFiles({ ...slo, performanceOverAccuracy: true })) {
      expect(checkRules(rulesFileText('Pyrra', groups))).toMatch(/SUCCESS: \d+ rules found/);
    }
  }
);
