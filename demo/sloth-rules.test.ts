/** @jest-environment node */
import { parse } from 'yaml';

import { checkRules } from '../tests/prometheus/promtool';
import { type RuleGroup } from './rules';
import {
  googleCatalogue,
  metadataRules,
  ruleGroups,
  rulesFile,
  sliRules,
  type SlothSlo,
  slothSlo,
} from './sloth-rules';
import { sloById, slos } from './slos';

const orders = slothSlo(sloById('orders-availability-eu'));
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
  expect(sliRules(slothSlo(sloById('orders-latency-us')))[0]?.expr).toBe(
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
  const read = parse(rulesFile(slos.map(slothSlo))) as { groups: RuleGroup[] };
  const trimmed = (groups: readonly RuleGroup[]) =>
    groups.map(({ name, rules }) => ({ name, rules: rules.map((rule) => ({ ...rule, expr: rule.expr.trimEnd() })) }));
  expect(trimmed(read.groups)).toEqual(trimmed(slos.map(slothSlo).flatMap(ruleGroups)));
});

const raw: SlothSlo = {
  ...orders,
  sli: { kind: 'raw', errorRatio: (window) => `avg(avg_over_time(lost[${window}]))` },
};

test('a raw ratio is recorded as it is written', () => {
  expect(sliRules(raw)[2]).toMatchObject({ expr: '(avg(avg_over_time(lost[1h])))\n' });
});

test('without the optimised period rule the period is asked like every other window', () => {
  const rules = sliRules({ ...orders, disableOptimized: true });
  expect(rules.map(({ record }) => record.slice('slo:sli_error:ratio_rate'.length)).join(' ')).toBe(
    '5m 30m 1h 2h 6h 1d 3d 30d'
  );
  expect(rules[7]?.expr).toBe(`(sum(rate(${selector},code=~"5.."}[30d])))\n/\n(sum(rate(${selector}}[30d])))\n`);
});

test('28 days are recorded as 4w, with factors of their own', () => {
  const slo: SlothSlo = { ...orders, catalogue: googleCatalogue(28 * 86_400) };
  expect(sliRules(slo).at(-1)?.record).toBe('slo:sli_error:ratio_rate4w');
  expect(metadataRules(slo).find(({ record }) => record === 'slo:time_period:days')?.expr).toBe('vector(28)');
  const factors = [
    ...ruleGroups(slo)
      .flatMap(({ rules }) => rules.map(({ expr }) => expr))
      .join('')
      .matchAll(/> \((\S+) \*/g),
  ];
  expect(factors.map(([, factor]) => Number(Number(factor).toFixed(4)))).toEqual([
    13.44, 13.44, 5.6, 5.6, 2.8, 2.8, 0.9333, 0.9333,
  ]);
});

test('other alert windows: the shortest of the page is what the period averages', () => {
  const pair = (budgetPercent: number, shortMinutes: number, longMinutes: number) => ({
    budgetPercent,
    shortSeconds: 60 * shortMinutes,
    longSeconds: 60 * longMinutes,
  });
  const slo: SlothSlo = {
    ...orders,
    catalogue: {
      periodSeconds: 30 * 86_400,
      page: { quick: pair(1, 2, 30), slow: pair(2, 15, 180) },
      ticket: { quick: pair(5, 60, 720), slow: pair(5, 180, 2160) },
    },
  };
  expect(sliRules(slo).map(({ labels }) => labels.sloth_window)).toEqual('2m 15m 30m 1h 3h 12h 1d12h 30d'.split(' '));
  expect(sliRules(slo).at(-1)?.expr).toContain(`sum_over_time(slo:sli_error:ratio_rate2m${id}[30d])`);
  expect(metadataRules(slo).find(({ record }) => record === 'slo:current_burn_rate:ratio')?.expr).toContain(
    'ratio_rate2m{'
  );
  expect(ruleGroups(slo)[2]?.rules[0]?.expr).toContain(
    `max(slo:sli_error:ratio_rate3h${id} > (4.8 * 0.0009999999999999432))`
  );
});

test('a corrected numerator is a ratio of rates that the errors are multiplied by', () => {
  const rules = sliRules({ ...orders, numeratorCorrected: true });
  expect(rules[0]).toMatchObject({
    record: 'slo:numerator_correction:ratio5m',
    expr: `(sum(rate(${selector}}[5m])))\n/\n(sum(rate(${selector}}[30d])))\n`,
  });
  expect(rules.find(({ record }) => record === 'slo:sli_error:ratio_rate1h')?.expr).toBe(
    `(slo:numerator_correction:ratio1h${id} * on() sum(rate(${selector},code=~"5.."}[1h])))\n/\n` +
      `(sum(rate(${selector}}[1h])))\n`
  );
});

test.each([
  ['events', slos.map(slothSlo)],
  ['raw', [raw]],
  ['not optimised', [{ ...orders, disableOptimized: true }]],
  ['28 days', [{ ...orders, catalogue: googleCatalogue(28 * 86_400) }]],
  ['corrected', [{ ...orders, numeratorCorrected: true }]],
])('Prometheus takes the file: %s', (_, fileSlos) => {
  expect(checkRules(rulesFile(fileSlos))).toMatch(/SUCCESS: \d+ rules found/);
});
