import { parser } from '@prometheus-io/lezer-promql';
import { absent } from '../../demo/series';
import { judgeBudget } from '../../src/core/query/budget/judge';
import { planBudget } from '../../src/core/query/budget/plan';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import type { Query } from '../../src/core/query/port';
import { judgeSpent } from '../../src/core/query/spent/judge';
import { planSpent } from '../../src/core/query/spent/plan';
import { withinCost } from '../../src/core/slo/countedBeside';
import type { Slo } from '../../src/core/slo/slo';
import { askHttp } from './http';
import {
  ago,
  AT,
  DAY,
  grid,
  HOUR,
  lately,
  MINUTE,
  named,
  openSlo,
  openSloOfJob,
  pairRatios,
  type PitfallHistory,
  recordedBySloth,
  requests,
  startPitfalls,
} from './pitfallHistory';
import { gaugeSeries, type HistorySeries } from './seriesHistory';

/*
 * What is known to go wrong where SLOs are recorded, found and drawn; how they are computed is in pitfalls.test.ts. Proved
 * elsewhere as well:
 * - windows in the names of metrics: slothRules (1w, 4w, 30d), pyrra (increase4w)
 * - several SLOs on one metric, two clusters of one name: pyrra, kubernetesMixin
 * - a month of 31 days and an hour, a day of 25 hours, which denominator a running month has: calendar
 * - names and label values of any text: hostile, src/core/promql/print.test.ts
 * - which alerts fire: slothRules, pyrra, grafanaSlo, kubernetesMixin, sloGenerator
 */

/** Bad for a day, three weeks ago. */
const rollingSlot = (index: number) => (index >= ago(21 * DAY) && index < ago(20 * DAY) ? 0.05 : 0.0005);
/** Their mean as Sloth records it at each mark, over 30 days or what there is of them. */
const rollingMeans = (() => {
  const sums = [0];
  for (let index = 0; index < grid.length; index++) {
    sums.push(sums[index]! + rollingSlot(index));
  }
  return (index: number) => {
    const from = Math.max(0, index - 30 * 1440 + 1);
    return (sums[index + 1]! - sums[from]!) / (index + 1 - from);
  };
})();

const periods = [
  [7, '1w', 0.001],
  [14, '2w', 0.002],
  [28, '4w', 0.003],
  [90, '90d', 0.004],
  [365, '1y', 0.005],
] as const;

const slow = { '5m': 0.07, '30m': 0.07, '1h': 0.08, '2h': 0.07, '6h': 0.065, '1d': 0.02, '3d': 0.015, '30d': 0.003 };

/** An SLO of constant ratios, seen as long as the window. */
function constant(id: string, ratio: number, labels: Record<string, string> = {}, firstMark = 0): HistorySeries[] {
  return recordedBySloth({
    id,
    objectivePercent: 99,
    labels,
    ratios: {
      '5m': (index) => (index < firstMark ? absent : ratio),
      ...pairRatios(ratio),
      '30d': lately(ratio),
    },
    budgetRemaining: lately(1 - ratio / 0.01),
  });
}

/** More than events are counted for beside what is recorded; a dozen are seen as long as the window. */
const many = Array.from({ length: 51 }, (_, index) => `many-${index}`);

/** No traffic from midnight to eight, which Sloth records as NaN, and nothing recorded from noon to six four days ago. */
const idleAtNight = (index: number) => {
  const hour = (grid.startSeconds + index * grid.stepSeconds) / HOUR;
  const lost = Math.floor(AT / DAY - 4) * 24 + 12;
  return hour > lost && hour <= lost + 6 ? absent : hour % 24 > 0 && hour % 24 <= 8 ? NaN : 0.002;
};

const history: HistorySeries[] = [
  ...recordedBySloth({
    id: 'idle-at-night',
    objectivePercent: 99,
    ratios: { '5m': idleAtNight, ...pairRatios(0.002), '30d': lately(0.002) },
    budgetRemaining: lately(0.8),
  }),
  ...['5m', '30m', '1h', '2h', '6h', '1d', '4d'].map((window) =>
    gaugeSeries(
      { __name__: `http_request_duration_seconds:burnrate${window}`, slo: 'native', job: 'shop' },
      window === '5m' ? () => 0.002 : lately(0.002)
    )
  ),
  ...constant('restarted-first', 0.004, { replica: 'a' }, ago(DAY)),
  ...constant('restarted-first', 0.002, { replica: 'b' }),
  ...constant('restarted-last', 0.002, { replica: 'a' }),
  ...constant('restarted-last', 0.004, { replica: 'b' }, ago(DAY)),
  ...constant('one-is-nan', 0.002, { replica: 'b' }),
  ...constant('one-is-nan', NaN, { replica: 'a' }),
  ...constant('retained', 0.002, {}, ago(10 * DAY)),
  ...many.flatMap((id, index) => constant(id, 0.002, {}, index < 12 ? 0 : ago(HOUR))),
  ...['a', 'b'].flatMap((replica) =>
    requests(
      'copied',
      () => 100,
      () => 1
    ).map((series) => ({ ...series, labels: { ...series.labels, replica } }))
  ),
  ...requests(
    'many',
    () => 100,
    () => 1
  ),
  ...recordedBySloth({
    id: 'rolling',
    objectivePercent: 99,
    ratios: { '5m': rollingSlot, ...pairRatios(0.0005), '30d': rollingMeans },
    budgetRemaining: (index) => 1 - rollingMeans(index) / 0.01,
  }),
  ...periods.flatMap(([periodDays, window, ratio]) =>
    recordedBySloth({
      id: `every-${periodDays}`,
      objectivePercent: 99,
      periodDays,
      ratios: { '5m': lately(ratio), ...pairRatios(ratio), [window]: lately(ratio) },
      budgetRemaining: lately(1 - ratio / 0.01),
    })
  ),
  ...constant('twin', 0.001, { cluster: 'eu' }),
  ...constant('twin', 0.004, { cluster: 'us' }),
  ...recordedBySloth({
    id: 'slow-burn',
    objectivePercent: 99,
    ratios: Object.fromEntries(Object.entries(slow).map(([window, ratio]) => [window, () => ratio])),
    budgetRemaining: lately(0.7),
  }),
  ...recordedBySloth({
    id: 'tightened',
    objectivePercent: 99.9,
    ratios: { '5m': () => 0.0005, ...pairRatios(0.0005), '30d': () => 0.0005 },
    // The objective was 99 % until five days ago.
    budgetRemaining: (index) => 1 - 0.0005 / (index < ago(5 * DAY) ? 0.01 : 0.001),
  }),
];

const native = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: native }
spec:
  target: '99'
  window: 4w
  indicator:
    latencyNative:
      latency: 1s
      total: { metric: 'http_request_duration_seconds{job="shop"}' }
`;

let prometheus: PitfallHistory;
let slos: Slo[];
let rows: SloRow[];

beforeAll(async () => {
  prometheus = await startPitfalls(history);
  slos = await prometheus.slos();
  rows = await prometheus.rows();
}, 120_000);

afterAll(() => prometheus.stop(), 30_000);

const row = (name: string) => named(rows, name);

async function budgetOf(name: string, days: number) {
  const own = slos.filter((slo) => slo.name === name);
  const request = { fromSeconds: AT - days * DAY, toSeconds: AT, stepSeconds: 6 * HOUR, unit: 'percent' as const };
  const [budget] = judgeBudget(request, own, await askHttp(prometheus.url, planBudget(request, own)));
  return budget!;
}

/** Samples that Prometheus looks at for queries, by its own statistics. */
async function samplesFor(queries: readonly Query[]): Promise<number> {
  let samples = 0;
  for (const query of queries) {
    const times: Record<string, string> =
      query.kind === 'instant'
        ? { time: String(query.atSeconds) }
        : { start: String(query.startSeconds), end: String(query.endSeconds), step: String(query.stepSeconds) };
    const path = query.kind === 'instant' ? 'query' : 'query_range';
    const body = new URLSearchParams({ query: query.promql, stats: 'all', ...times });
    const answer = await fetch(`${prometheus.url}/api/v1/${path}`, { method: 'POST', body });
    const { data } = (await answer.json()) as { data: { stats: { samples: { totalQueryableSamples: number } } } };
    samples += data.stats.samples.totalQueryableSamples;
  }
  return samples;
}

describe('Native histograms are not counted (2.42 stores none of them: a document, and what Pyrra records)', () => {
  it('an SLO that is only a document is blind, and says why', async () => {
    const alone = native.replace('name: native', 'name: alone').replace('shop', 'nobody');
    const { sli, verdict, problems } = named(await prometheus.rows(alone), 'alone');
    expect([sli.state, sli.value, verdict.status]).toEqual(['noData', null, 'blind']);
    expect(problems).toContainEqual({ kind: 'notCountable', what: 'nativeHistogram' });
  });

  it('one that Pyrra records has the ratios that it records', async () => {
    const { sli, budgetRemaining, method, verdict } = named(await prometheus.rows(native), 'native');
    expect(sli.value).toBeCloseTo(1 - 0.002, 9);
    expect(budgetRemaining.value).toBeCloseTo(0.8, 9);
    expect(method).toMatchObject({ kind: 'meanOfSlots', metric: 'http_request_duration_seconds:burnrate5m' });
    expect(verdict.status).toBe('healthy');
  });
});

test('UTF-8 names are quoted (the text of queries alone: 2.42 has no such names)', async () => {
  const total = '{"http.server.requests", "k8s.pod"="a"}';
  const bad = '{"http.server.requests", "k8s.pod"="a", "http.status"=~"5.."}';
  const document = openSlo('utf8', 0.99, { bad, total });
  const own = (await prometheus.slos(document)).filter(({ name }) => name === 'utf8');
  const queries = planSlos({ fromSeconds: AT - DAY, toSeconds: AT, trend: true }, own);
  const texts = queries.map(({ promql }) => promql);
  expect(texts.some((text) => text.includes(`sum(increase(${total}[30d]))`))).toBe(true);
  expect(texts.some((text) => text.includes(`sum(increase(${bad}[30d]))`))).toBe(true);
  expect(texts.some((text) => text.includes('"http.status"!=""'))).toBe(true);
  for (const text of texts) {
    expect(text.replaceAll('"http.server.requests"', '')).not.toContain('http.server.requests');
    parser.parse(text).iterate({ enter: ({ type }) => expect([text, type.isError]).toEqual([text, false]) });
  }
});

describe('Replicas of one series are one SLO, and its numbers are those of one replica', () => {
  it('where the first has just been set up, as young as that one is', () => {
    const { sli, verdict } = row('restarted-first');
    expect(sli).toMatchObject({ state: 'partial', value: 1 - 0.004, reason: { kind: 'youngerThanWindow' } });
    expect(sli.coverageRatio).toBeCloseTo(1 / 30, 2);
    expect(verdict.status).toBe('blind');
  });

  it('where the second has, as old as the first', () => {
    expect(row('restarted-last').sli).toEqual({ state: 'measured', value: 1 - 0.002 });
    expect(row('restarted-last').verdict.status).toBe('healthy');
  });

  it('where one has a number and the other NaN, the number', () => {
    expect(row('one-is-nan').sli).toEqual({ state: 'measured', value: 1 - 0.002 });
    expect(row('one-is-nan').budgetRemaining.value).toBeCloseTo(0.8, 9);
  });
});

test('Counters that an upstream gives once for each replica have the same ratio and budget', async () => {
  const { sli, budgetRemaining } = named(await prometheus.rows(openSloOfJob('copied', 0.98)), 'copied');
  expect(await prometheus.value('count(http_requests_total{job="copied",code="500"})')).toBe(2);
  expect(sli).toEqual({ state: 'measured', value: expect.closeTo(0.99, 9) });
  expect(budgetRemaining.value).toBeCloseTo(0.5, 6);
});

test('A retention shorter than the window is a part of it, never a healthy whole', async () => {
  const { sli, budgetRemaining, verdict } = row('retained');
  expect(await prometheus.value('slo:sli_error:ratio_rate30d{sloth_id="retained"}')).toBe(0.002);
  expect(sli).toMatchObject({ state: 'partial', reason: { kind: 'youngerThanWindow' } });
  expect(sli.coverageRatio).toBeCloseTo(1 / 3, 2);
  expect(Math.abs(sli.sinceSeconds! - (AT - 10 * DAY))).toBeLessThanOrEqual(HOUR);
  expect(budgetRemaining.state).toBe('partial');
  expect(verdict.status).toBe('blind');
});

it('Hours without traffic were seen and hold nothing; only those without samples are missing from a month', async () => {
  const own = slos.filter(({ name }) => name === 'idle-at-night');
  const request = { fromSeconds: AT - 3 * DAY, toSeconds: AT, per: 'month', zone: 'UTC' } as const;
  const [spent] = judgeSpent(request, own, await askHttp(prometheus.url, planSpent(request, own)));
  const month = spent?.state === 'ok' ? spent.periods.at(-1)! : undefined;
  const seconds = AT - Date.parse('2025-11-01T00:00:00Z') / 1000;
  expect(month?.errorRatio.value).toBeCloseTo(0.002, 12);
  expect(month?.errorRatio.coverageRatio).toBeCloseTo(1 - (6 * HOUR) / seconds, 9);
  const working = Array.from({ length: seconds / 300 }, (_, slot) => (((slot + 1) * 300) / HOUR) % 24);
  expect(month?.total).toBe(working.filter((hour) => hour === 0 || hour > 8).length - (6 * HOUR) / 300);
});

describe('What is recorded costs next to nothing', () => {
  const request = { fromSeconds: AT - 10 * DAY, toSeconds: AT, trend: true };
  const planned = (count: number) =>
    planSlos(
      request,
      slos.filter(({ name }) => many.slice(0, count).includes(name))
    );

  it('twelve SLOs take as many queries as one, and none of them reads a raw metric', () => {
    expect(planned(12)).toHaveLength(planned(1).length);
    for (const { promql } of planned(12)) {
      expect(promql).toMatch(/\bslo:(sli_error|period_error_budget_remaining):/);
      expect(promql).not.toMatch(/http_requests|increase|rate\(/);
    }
  });

  it('one takes less than a fiftieth of the samples that to count its events would take', async () => {
    const counted = 'sum(increase(http_requests_total{job="many"}[30d]))';
    const raw = await samplesFor([{ kind: 'instant', id: 'q', promql: counted, atSeconds: AT }]);
    expect(raw).toBeGreaterThanOrEqual(2 * 43_200);
    expect((await samplesFor(planned(12))) / 12).toBeLessThan(raw / 50);
  });

  it('events are counted beside it for fifty SLOs, and for none of more', async () => {
    const selector = 'http_requests_total{job="many"';
    const countedOf = async (count: number) => {
      const events = { bad: `${selector},code="500"}`, total: `${selector}}` };
      const documents = many.slice(0, count).map((name) => openSlo(name, 0.99, events));
      const own = withinCost(await prometheus.slos(documents.join('')));
      return planSlos(request, own).filter(({ promql }) => promql.includes('increase'));
    };
    expect((await countedOf(50)).length).toBeGreaterThan(0);
    expect(await countedOf(51)).toEqual([]);
  });
});

test('A recorded budget over time looks back at each point, and does not begin whole', async () => {
  const { method, points, ideal } = await budgetOf('rolling', 10);
  expect(method).toBe('sliding');
  expect(ideal).toEqual([]);
  expect(points.length).toBeGreaterThan(40);
  expect(points[0]!.value).toBeLessThan(0.8);
  for (const { timeSeconds, value } of points) {
    const looked = await askHttp(prometheus.url, [
      {
        kind: 'instant',
        id: 'q',
        promql: 'avg_over_time(slo:sli_error:ratio_rate5m{sloth_id="rolling"}[30d])',
        atSeconds: timeSeconds,
      },
    ]);
    const answer = looked.get('q');
    const ratio = answer?.state === 'ok' ? answer.series[0]!.values[0]! : NaN;
    expect(value).toBeCloseTo(1 - ratio / 0.01, 3);
  }
});

test.each(periods)('The window in the name of a metric: %d days are found as %s', (days, window, ratio) => {
  const { slo, sli, method } = row(`every-${days}`);
  expect(slo.window).toMatchObject({ kind: 'rolling', seconds: days * DAY });
  expect(method).toMatchObject({ metric: `slo:sli_error:ratio_rate${window}` });
  expect(sli.value).toBe(1 - ratio);
});

test('The same SLO in two clusters is two rows, each with its own numbers', () => {
  const twins = rows.filter(({ slo }) => slo.name === 'twin');
  const numbers = twins.map(({ slo, sli, burnRates, budgetRemaining }) => [
    slo.labels['cluster'],
    sli.value,
    Number(burnRates.get(HOUR)!.value!.toFixed(9)),
    Number(budgetRemaining.value!.toFixed(9)),
  ]);
  expect(numbers.sort()).toEqual([
    ['eu', 1 - 0.001, 0.1, 0.9],
    ['us', 1 - 0.004, 0.4, 0.6],
  ]);
  expect(new Set(twins.map(({ slo }) => slo.id)).size).toBe(2);
});

test('Sloth’s one page alert has two pairs: the row says which of them fires', async () => {
  const half = (short: string, long: string, factor: number) =>
    [short, long]
      .map((window) => `max(slo:sli_error:ratio_rate${window}{sloth_id="slow-burn"} > (${factor} * 0.01))`)
      .join(' and ');
  const fires = async (promql: string) => ((await prometheus.value(promql)) === undefined ? 'quiet' : 'firing');
  const quick = half('5m', '1h', 14.4);
  const patient = half('30m', '6h', 6);
  expect(await fires(`(${quick}) or (${patient})`)).toBe('firing');
  const { pairStates, verdict, slo } = row('slow-burn');
  expect(slo.pairs.map(({ severity, longSeconds }) => [severity, longSeconds / HOUR])).toEqual([
    ['page', 1],
    ['page', 6],
    ['ticket', 24],
    ['ticket', 72],
  ]);
  expect(pairStates).toEqual([
    await fires(quick),
    await fires(patient),
    await fires(half('2h', '1d', 3)),
    await fires(half('6h', '3d', 1)),
  ]);
  expect(pairStates).toEqual(['quiet', 'firing', 'quiet', 'firing']);
  expect(verdict.cause).toMatchObject({
    rule: 'pairFires',
    pair: { severity: 'page', shortSeconds: 30 * MINUTE, longSeconds: 6 * HOUR, factor: 6 },
    shortRate: expect.closeTo(7, 9),
    longRate: expect.closeTo(6.5, 9),
  });
});

test('An objective that has changed changes no past: the budget is that of the error ratios', async () => {
  const past = 'slo:period_error_budget_remaining:ratio{sloth_id="tightened"} offset 6d';
  expect(await prometheus.value(past)).toBeCloseTo(0.95, 9);
  const { budgetRemaining, trend } = row('tightened');
  expect(budgetRemaining.value).toBeCloseTo(0.5, 9);
  const { points } = await budgetOf('tightened', 10);
  expect(points.length).toBeGreaterThan(40);
  for (const { value } of [...points, ...trend]) {
    expect(value).toBeCloseTo(0.5, 9);
  }
});
