/** @jest-environment node */
import { checkRules } from '../tests/prometheus/promtool';
import { mixinDefaults, mixinGroups } from './kubernetes-mixin-rules';
import { type AlertingRule, type RecordingRule, rulesFileText } from './rules';

const groups = mixinGroups();
const flat = (expr: string) => expr.replace(/\s+/g, ' ').trim();
const records = groups.flatMap(({ rules }) => rules).filter((rule): rule is RecordingRule => 'record' in rule);
const alerts = groups.flatMap(({ rules }) => rules).filter((rule): rule is AlertingRule => 'alert' in rule);
const exprOf = (name: string, verb?: string) =>
  flat(records.find(({ record, labels }) => record === name && labels.verb === verb)?.expr ?? '');

test('groups have the names and intervals of the mixin', () => {
  expect(groups.map(({ name, interval }) => [name, interval])).toEqual([
    ['kube-apiserver-burnrate.rules', undefined],
    ['kube-apiserver-availability.rules', '3m'],
    ['kube-apiserver-slos', undefined],
  ]);
});

test('error ratios of writing: what was slow and what failed, over all requests', () => {
  const own = 'job="kube-apiserver",verb=~"POST|PUT|PATCH|DELETE"';
  const steady = `${own},subresource!~"proxy|attach|log|exec|portforward"`;
  const rate = (metric: string, matchers: string) => `sum by (cluster) (rate(${metric}{${matchers}}[1h]))`;
  const slow =
    `(${rate('apiserver_request_sli_duration_seconds_count', steady)}` +
    ` - ${rate('apiserver_request_sli_duration_seconds_bucket', String.raw`${steady},le=~"1(\\.0)?"`)})`;
  const failed = rate('apiserver_request_total', `${own},code=~"5.."`);
  expect(exprOf('apiserver_request:burnrate1h', 'write')).toBe(
    `( ${slow} + ${failed} ) / ${rate('apiserver_request_total', own)}`
  );
});

test('reading may take longer the wider its scope', () => {
  const expr = exprOf('apiserver_request:burnrate5m', 'read');
  expect([...expr.matchAll(/scope=?~?"[^"]*",le=~"[^"]*"/g)].map(([text]) => text)).toEqual([
    String.raw`scope=~"resource|",le=~"1(\\.0)?"`,
    String.raw`scope="namespace",le=~"5(\\.0)?"`,
    String.raw`scope="cluster",le=~"30(\\.0)?"`,
  ]);
});

test('sums of the period are the mean of the hours', () => {
  expect(exprOf('code_verb:apiserver_request_total:increase30d')).toBe(
    'avg_over_time(code_verb:apiserver_request_total:increase1h[30d]) * 24 * 30'
  );
  expect(exprOf('code:apiserver_request_total:increase30d', 'read')).toBe(
    'sum by (cluster, code) (code_verb:apiserver_request_total:increase30d{verb=~"LIST|GET"})'
  );
  expect(
    records.filter(({ record }) => record === 'apiserver_request:availability30d').map(({ labels }) => labels)
  ).toEqual([{ verb: 'all' }, { verb: 'read' }, { verb: 'write' }]);
  expect(exprOf('apiserver_request:availability30d', 'write')).toMatch(
    /^1 - \(.*\) \/ sum by \(cluster\) \(code:apiserver_request_total:increase30d\{verb="write"\}\)$/
  );
});

test('alerts compare the sum of both verbs, the long window first', () => {
  expect(alerts.map(({ alert, for: pending, labels }) => [alert, pending, labels])).toEqual([
    ['KubeAPIErrorBudgetBurn', '2m', { severity: 'critical', short: '5m', long: '1h' }],
    ['KubeAPIErrorBudgetBurn', '15m', { severity: 'critical', short: '30m', long: '6h' }],
    ['KubeAPIErrorBudgetBurn', '1h', { severity: 'warning', short: '2h', long: '1d' }],
    ['KubeAPIErrorBudgetBurn', '3h', { severity: 'warning', short: '6h', long: '3d' }],
  ]);
  expect(flat(alerts[0]?.expr ?? '')).toBe(
    'sum by(cluster) (apiserver_request:burnrate1h) > (14.40 * 0.01000) and on(cluster) ' +
      'sum by(cluster) (apiserver_request:burnrate5m) > (14.40 * 0.01000)'
  );
});

test('other days change the sums and not the alerts', () => {
  const other = mixinGroups({ ...mixinDefaults, days: 28 });
  const text = rulesFileText('mixin', other);
  expect(text).toContain('apiserver_request:availability28d');
  expect(text).not.toContain('30d');
  expect(other[2]).toEqual(groups[2]);
});

test('Prometheus takes the file', () => {
  expect(checkRules(rulesFileText('kubernetes-mixin', groups))).toMatch(/SUCCESS: 32 rules found/);
});
