/** @jest-environment node */
import { parse } from 'yaml';

import { type RuleGroup } from './rules';
import { metadataRules, ruleGroups, rulesFile, sliRules } from './sloth-rules';
import { sloById, slos } from './slos';

const orders = sloById('orders-availability-eu');
const id = '{sloth_id="orders-availability-eu", sloth_service="orders", sloth_slo="availability-eu"}';
const selector = 'http_requests_total{service="orders",region="eu",provider="aws"';

test('error ratios are recorded as Sloth words them', () => {
  const rules = sliRules(orders);
  expect(rules.map(({ labels }) => labels.sloth_window)).toEqual(['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d']);
  expect(rules[0]).toEqual({
    record: 'slo:sli_error:ratio_rate5m',
    expr: `(sum(rate(${selector},code=~"5.."}[5m])))\n/\n(sum(rate(${selector}}[5m])))\n`,
    labels: {
      owner: 'waiters',
      team: 'front-of-house',
      region: 'eu',
      provider: 'aws',
      sloth_id: 'orders-availability-eu',
      sloth_service: 'orders',
      sloth_slo: 'availability-eu',
      sloth_window: '5m',
    },
  });
  const short = `slo:sli_error:ratio_rate5m${id}[30d]`;
  expect(rules[7]?.expr).toBe(`sum_over_time(${short})\n/ ignoring (sloth_window)\ncount_over_time(${short})\n`);
});

test('a latency SLI counts the slow as all minus the fast', () => {
  const place = '{service="orders",region="us",provider="gcp"';
  expect(sliRules(sloById('orders-latency-us'))[0]?.expr).toBe(
    `(sum(rate(http_request_duration_seconds_count${place}}[5m])) - ` +
      `sum(rate(http_request_duration_seconds_bucket${place},le="0.3"}[5m])))\n/\n` +
      `(sum(rate(http_request_duration_seconds_count${place}}[5m])))\n`
  );
});

test('objective and budget are printed with the float errors of Sloth', () => {
  const byName = Object.fromEntries(metadataRules(orders).map((rule) => [rule.record, rule]));
  expect(byName['slo:objective:ratio']?.expr).toBe('vector(0.9990000000000001)');
  expect(byName['slo:error_budget:ratio']?.expr).toBe('vector(1-0.9990000000000001)');
  expect(byName['slo:time_period:days']?.expr).toBe('vector(30)');
  expect(byName['sloth_slo_info']?.labels).toMatchObject({
    sloth_objective: '99.9',
    sloth_mode: 'cli-gen-prom',
    sloth_spec: 'prometheus/v1',
  });
});

test('page and ticket are two rules of one name with two window pairs each', () => {
  const [, , alerts] = ruleGroups(orders);
  expect(alerts?.name).toBe('sloth-slo-alerts-orders-availability-eu');
  const [page, ticket] = alerts?.rules ?? [];
  const over = (window: string, factor: number) =>
    `    max(slo:sli_error:ratio_rate${window}${id} > (${factor} * 0.0009999999999999432)) without (sloth_window)\n`;
  const pair = (short: string, long: string, factor: number) =>
    `(\n${over(short, factor)}    and\n${over(long, factor)})\n`;
  expect(page?.expr).toBe(`${pair('5m', '1h', 14.4)}or\n${pair('30m', '6h', 6)}`);
  expect(ticket?.expr).toBe(`${pair('2h', '1d', 3)}or\n${pair('6h', '3d', 1)}`);
  expect([page, ticket].map((rule) => rule?.labels.sloth_severity)).toEqual(['page', 'ticket']);
});

test('the rules file is YAML that reads back as the groups', () => {
  const read = parse(rulesFile(slos)) as { groups: RuleGroup[] };
  const trimmed = (groups: readonly RuleGroup[]) =>
    groups.map(({ name, rules }) => ({ name, rules: rules.map((rule) => ({ ...rule, expr: rule.expr.trimEnd() })) }));
  expect(trimmed(read.groups)).toEqual(trimmed(slos.flatMap(ruleGroups)));
});
