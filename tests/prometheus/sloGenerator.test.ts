import { defaultPolicy, sloGeneratorGauges, sloGeneratorLabels, type SloGeneratorSlo } from '../../demo/slo-generator';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import { askHttp } from './http';
import { gaugeSeries, gridOfDays, type HistorySeries } from './seriesHistory';

const HOUR = 3600;
const grid = gridOfDays(0.25, 60);
const startedSeconds = Math.floor(Date.now() / 1000);

const cart: SloGeneratorSlo = { serviceName: 'shop', featureName: 'cart', sloName: 'availability', goal: 0.99 };

interface Measurement {
  slo: SloGeneratorSlo;
  /** Bad ones of 100,000 events in the last hour, 12 hours, 7 days and 28 days. */
  bad: readonly [number, number, number, number];
  pushedSeconds: number;
}

const measurements: readonly Measurement[] = [
  // 9.04 is rounded to 9.0, which is not above 9; 3.06 to 3.1, which is above 3.
  { slo: cart, bad: [9040, 3060, 700, 300], pushedSeconds: startedSeconds },
  {
    slo: { ...cart, featureName: '', labels: { team: 'till' } },
    bad: [9060, 2000, 1600, 1200],
    pushedSeconds: startedSeconds - 600,
  },
  { slo: { ...cart, featureName: 'search' }, bad: [0, 0, 0, 0], pushedSeconds: startedSeconds - 2 * HOUR },
];

/** What a Pushgateway shows of the last run, however long ago that was. */
function pushed({ slo, bad, pushedSeconds }: Measurement): HistorySeries[] {
  return defaultPolicy.flatMap((step, index) => [
    ...sloGeneratorGauges(slo, step, { good: 100_000 - (bad[index] ?? 0), bad: bad[index] ?? 0 }).map(
      ({ labels, value }) => gaugeSeries(labels, () => value)
    ),
    gaugeSeries({ ...sloGeneratorLabels(slo, step), __name__: 'push_time_seconds' }, () => pushedSeconds),
  ]);
}

let server: EvaluatedRules;
let at: number;
let rows: SloRow[];

beforeAll(async () => {
  server = await startEvaluatedRules({
    // slo-generator has no rules; a group of any kind tells when the history is there.
    files: { clock: [{ name: 'clock', rules: [{ record: 'clock', expr: 'time()', labels: {} }] }] },
    grid,
    history: measurements.flatMap(pushed),
  });
  at = server.settledAtSeconds;
  const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
  const catalogue = readCatalogue(upstream, at, await askHttp(server.url, planCatalogue(at)));
  if (catalogue.state === 'failed' || catalogue.failures.length > 0) {
    throw new Error(JSON.stringify(catalogue));
  }
  const request = { fromSeconds: at - HOUR, toSeconds: at, trend: true };
  rows = judgeSlos(request, catalogue.slos, await askHttp(server.url, planSlos(request, catalogue.slos)));
}, 120_000);

afterAll(() => server.stop(), 30_000);

const row = (name: string) => rows.find(({ slo }) => slo.name === name)!;

async function value(promql: string): Promise<number> {
  const answer = (await askHttp(server.url, [{ kind: 'instant', id: 'q', promql, atSeconds: at }])).get('q');
  const series = answer?.state === 'ok' ? answer.series : [];
  expect([promql, series.length]).toEqual([promql, 1]);
  return series[0]?.values[0] ?? NaN;
}

test('every SLO is one row, whatever the number of its steps', () => {
  expect(rows.map(({ slo }) => [slo.service, slo.name, slo.labels, slo.window]).sort()).toEqual(
    [
      ['shop', 'availability', { team: 'till' }],
      ['shop', 'cart-availability', {}],
      ['shop', 'search-availability', {}],
    ].map((one) => [...one, { kind: 'rolling', seconds: 28 * 86_400 }])
  );
});

test('SLI, budget and burn rates are those of its events', () => {
  for (const [name, { bad }] of [
    ['cart-availability', measurements[0]!],
    ['availability', measurements[1]!],
  ] as const) {
    const { sli, budgetRemaining, burnRates, problems } = row(name);
    expect(sli.value).toBeCloseTo(1 - bad[3] / 100_000, 6);
    expect(budgetRemaining).toMatchObject({ state: 'measured', value: expect.closeTo(1 - bad[3] / 1000, 3) });
    expect([...burnRates].map(([seconds, rate]) => [seconds, rate.value])).toEqual(
      defaultPolicy.map(({ windowSeconds }, index) => [windowSeconds, expect.closeTo((bad[index] ?? 0) / 1000, 3)])
    );
    expect(problems).toEqual([]);
  }
});

test('a step fires where its rounded burn rate exceeds its threshold, and nowhere else', async () => {
  for (const [name, own] of [
    ['cart-availability', 'feature_name="cart"'],
    ['availability', 'feature_name=""'],
  ] as const) {
    const { slo, pairStates, burnRates } = row(name);
    for (const [index, { name: step, windowSeconds }] of defaultPolicy.entries()) {
      const gauges = `{error_budget_policy_step_name="${step}",${own}}`;
      const fires = await value(`error_budget_burn_rate${gauges} > bool alerting_burn_rate_threshold${gauges}`);
      expect([step, slo.pairs[index]?.longSeconds]).toEqual([step, windowSeconds]);
      expect([name, step, pairStates[index]]).toEqual([name, step, fires === 1 ? 'firing' : 'quiet']);
      expect(burnRates.get(windowSeconds)?.value?.toFixed(1)).toBe(
        (await value(`error_budget_burn_rate${gauges}`)).toFixed(1)
      );
    }
  }
  // Raw, the first of them is above 9 as well.
  expect(row('cart-availability').pairStates).toEqual(['quiet', 'firing', 'quiet', 'quiet']);
  expect(row('availability').pairStates).toEqual(['firing', 'quiet', 'firing', 'firing']);
});

test('an SLO that nothing has been pushed of for longer than its shortest step is blind', () => {
  const { verdict, sli, budgetRemaining, problems, trend } = row('search-availability');
  const reason = { kind: 'pushStopped', sinceSeconds: startedSeconds - 2 * HOUR };
  expect(problems).toEqual([reason]);
  expect(sli).toEqual({ state: 'noData', value: null, reason });
  expect(budgetRemaining.value).toBeNull();
  expect(verdict.status).toBe('blind');
  expect(trend).toEqual([]);
});
