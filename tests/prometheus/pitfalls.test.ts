import { alertBudgetRatio } from '../../demo/sloth';
import { absent } from '../../demo/series';
import type { SloRow } from '../../src/core/query/slos/row';
import {
  ago,
  AT,
  DAY,
  END,
  grid,
  HOUR,
  lately,
  named,
  openSlo,
  openSloOfJob,
  pairRatios,
  type PitfallHistory,
  recordedBySloth,
  requests,
  START,
  startPitfalls,
} from './pitfallHistory';
import { counterSeries, type EventsInStep, gaugeSeries, type HistorySeries } from './seriesHistory';

/*
 * What is known to go wrong where SLOs are computed, each with its proof on a real Prometheus; how they are recorded,
 * found and drawn is in pitfallsOfRules.test.ts. Proved elsewhere as well:
 * - an SLO that never failed: slothRules, pyrra (rules read), events (documents)
 * - no traffic, no data, a history younger than the window: events
 * - counters that restart, are born late and end: events
 * - alerts with ≥ and with rounded burn rates: grafanaSlo, sloGenerator
 * - rules of Pyrra that were written for another spelling of `le`: pyrra
 * What the row shows of the difference between both weights is in src/scorecard/view/countedEvents.test.tsx.
 */

/** The middle of the window of 30 days. */
const MIDDLE = ago(15 * DAY);
const lastFive = (events: EventsInStep, index: number) =>
  [1, 2, 3, 4, 5].reduce((sum, back) => sum + events(index - back), 0);

/** The mean of those slots of five minutes in the window that were recorded. */
function meanOfSlots(slot: (index: number) => number): number {
  const slots: number[] = [];
  for (let index = START + 5; index <= END; index += 5) {
    slots.push(slot(index));
  }
  const known = slots.filter((value) => Number.isFinite(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Busy with 0.2 % of errors for half of the window, hardly used and without any for the other. */
const shiftsTotal: EventsInStep = (index) => (index < MIDDLE ? 1000 : 10);
const shiftsBad: EventsInStep = (index) => (index < MIDDLE ? 2 : 0);
const shiftsSlot = (index: number) => (index < 5 ? absent : lastFive(shiftsBad, index) / lastFive(shiftsTotal, index));

/** Nobody came for an hour, ten days ago. */
const nightSlot = (index: number) =>
  index >= ago(10 * DAY) && index < ago(10 * DAY) + 60 ? NaN : index < ago(10 * DAY) ? 0.001 : 0.003;

/** A failure every five minutes of 500 requests, the first of all in the middle of the window. */
const middayTotal: EventsInStep = () => 100;
const middayBad: EventsInStep = (index) => (index >= MIDDLE && index % 5 === 0 ? 1 : 0);
const middaySlot = (index: number) => (index < MIDDLE + 5 ? absent : 1 / 500);

/** A counter that begins at nothing every so many marks, as that of a process that restarts. */
function restarting(labels: Record<string, string>, events: EventsInStep, everyMarks: number): HistorySeries {
  const values = [0];
  for (let index = 1; index < grid.length; index++) {
    values.push((index % everyMarks === 0 ? 0 : values[index - 1]!) + events(index - 1));
  }
  return gaugeSeries(labels, (index) => values[index] ?? absent);
}

const quietTotal: EventsInStep = (index) => (index % 6 === 0 ? 1 : 0);
const quietBad: EventsInStep = (index) => (index === END - 30 ? 1 : 0);

const FLOAT_NOISE = -4.69e-14;
const edges = [99, 99.5, 99.9, 99.95].map((objectivePercent) => ({
  id: `edge-${objectivePercent}`,
  objectivePercent,
  // Exactly at the threshold, as a person would write it down.
  ratio: Number(((14.4 * (100 - objectivePercent)) / 100).toFixed(8)),
}));

const UPGRADE = ago(10 * DAY);
const bucketed = counterSeries(grid, {}, (index) => 50 - (index % 2));
const bucket = (le: string, valueAt: (index: number) => number) =>
  gaugeSeries({ __name__: 'http_request_duration_seconds_bucket', job: 'upgrade', le }, valueAt);

const http = (job: string, code: string) => ({ __name__: 'http_requests_total', job, code });

const history: HistorySeries[] = [
  ...requests('shifts', shiftsTotal, shiftsBad),
  ...recordedBySloth({
    id: 'shifts',
    objectivePercent: 99.8,
    ratios: { '5m': shiftsSlot, ...pairRatios(0), '30d': lately(meanOfSlots(shiftsSlot)) },
    budgetRemaining: lately(1 - meanOfSlots(shiftsSlot) / 0.002),
  }),
  ...recordedBySloth({
    id: 'night',
    objectivePercent: 99,
    ratios: { '5m': nightSlot, ...pairRatios(0.003), '30d': lately(NaN) },
    budgetRemaining: lately(NaN),
  }),
  counterSeries(grid, http('midday', '200'), (index) => middayTotal(index) - middayBad(index)),
  gaugeSeries(http('midday', '500'), (index) => (index < MIDDLE ? absent : Math.ceil((index - MIDDLE) / 5))),
  ...['midday', 'midday-alone', 'midday-misspelt', 'midday-of-others'].flatMap((id) =>
    recordedBySloth({
      id,
      objectivePercent: 99.5,
      ratios: { '5m': middaySlot, ...pairRatios(1 / 500), '30d': lately(meanOfSlots(middaySlot)) },
      budgetRemaining: lately(1 - meanOfSlots(middaySlot) / 0.005),
    })
  ),
  restarting(http('restarts', '200'), () => 59, 7 * 1440),
  restarting(http('restarts', '500'), (index) => (index % 60 === 0 ? 3 : 0), 5 * 1440),
  counterSeries(grid, http('born', '200'), () => 60),
  gaugeSeries(http('born', '500'), (index) => (index < ago(10 * DAY) ? absent : index < ago(5 * DAY) ? 1 : 2)),
  ...requests(
    'idle',
    () => 0,
    () => 0
  ),
  counterSeries(grid, http('flawless', '200'), () => 10),
  ...requests('quiet', quietTotal, quietBad),
  counterSeries(grid, { __name__: 'answered_total' }, () => 101),
  counterSeries(grid, { __name__: 'asked_total' }, () => 100),
  ...[FLOAT_NOISE, -0.01].flatMap((ratio) =>
    recordedBySloth({
      id: ratio === FLOAT_NOISE ? 'noise' : 'impossible',
      objectivePercent: 99,
      ratios: { '5m': () => ratio, ...pairRatios(ratio), '30d': lately(ratio) },
      budgetRemaining: lately(1 - ratio / 0.01),
    })
  ),
  ...edges.flatMap(({ id, objectivePercent, ratio }) =>
    recordedBySloth({
      id,
      objectivePercent,
      ratios: { '5m': lately(ratio), ...pairRatios(ratio), '30d': lately(0) },
      budgetRemaining: lately(1),
    })
  ),
  bucket('1', (index) => (index < UPGRADE ? bucketed.valueAt(index) : absent)),
  bucket('1.0', (index) => (index < UPGRADE ? absent : bucketed.valueAt(index))),
  bucket('+Inf', (index) => index * 50),
  gaugeSeries({ __name__: 'http_request_duration_seconds_count', job: 'upgrade' }, (index) => index * 50),
];

const upgraded = 'http_request_duration_seconds_bucket{job="upgrade",le="1"}';
const documents = [
  openSloOfJob('shifts', 0.998),
  openSloOfJob('midday', 0.995),
  openSlo('midday-misspelt', 0.995, {
    bad: 'http_requests_total{job="midday",code="50"}',
    total: 'http_requests_total{job="midday"}',
  }),
  openSlo('midday-of-others', 0.995, {
    bad: 'http_requests_total{job="idle",code="500"}',
    total: 'http_requests_total{job="midday"}',
  }),
  openSloOfJob('restarts', 0.99),
  openSloOfJob('born', 0.99),
  openSloOfJob('idle', 0.99),
  openSloOfJob('gone', 0.99),
  openSloOfJob('flawless', 0.99),
  openSloOfJob('quiet', 0.999),
  openSlo('hasty', 0.99, { good: 'answered_total', total: 'asked_total' }),
  openSlo('upgrade-ratio', 0.95, { good: upgraded, total: 'http_request_duration_seconds_count{job="upgrade"}' }),
  `---
apiVersion: openslo/v1
kind: SLO
metadata: { name: upgrade-threshold }
spec:
  service: shop
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 30d, isRolling: true }]
  objectives: [{ target: 0.95, op: lte, value: 1 }]
  indicator:
    metadata: { name: upgrade-threshold }
    spec:
      thresholdMetric:
        metricSource: { type: Prometheus, spec: { query: 'http_request_duration_seconds{job="upgrade"}' } }
`,
  `---
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: upgrade-pyrra }
spec:
  target: '95'
  window: 30d
  indicator:
    latency:
      success: { metric: '${upgraded}' }
      total: { metric: 'http_request_duration_seconds_count{job="upgrade"}' }
`,
].join('');

let prometheus: PitfallHistory;
let rows: SloRow[];

beforeAll(async () => {
  prometheus = await startPitfalls(history);
  rows = await prometheus.rows(documents);
}, 120_000);

afterAll(() => prometheus.stop(), 30_000);

const row = (name: string) => named(rows, name);
const problemsOf = (name: string) => row(name).problems.map(({ kind }) => kind);

test('Mean of ratios is not the ratio of sums: the row has both, and says which is which', async () => {
  const { sli, method, budgetRemaining, eventWeighted } = row('shifts');
  const id = '{sloth_id="shifts"}';
  const mean = `sum_over_time(slo:sli_error:ratio_rate5m${id}[30d]) / count_over_time(slo:sli_error:ratio_rate5m${id}[30d])`;
  expect(1 - sli.value!).toBeCloseTo((await prometheus.value(mean))!, 6);
  expect(method).toMatchObject({ kind: 'recorded', weighs: 'slots' });
  expect(budgetRemaining.value).toBeCloseTo(0.5, 3);

  const [bad, total] = [2 * 21_600, 1010 * 21_600];
  const sums =
    'sum(increase(http_requests_total{job="shifts",code="500"}[30d])) / sum(increase(http_requests_total{job="shifts"}[30d]))';
  expect(await prometheus.value(sums)).toBeCloseTo(bad / total, 9);
  expect(1 - eventWeighted!.sli.value!).toBeCloseTo(bad / total, 9);
  expect(eventWeighted!.budgetRemaining.value).toBeCloseTo(1 - bad / total / 0.002, 6);
  expect(eventWeighted!.badEvents.value).toBeCloseTo(bad, 3);
});

test('One slot without traffic makes a recorded window NaN: it is left out, and the number says so', async () => {
  expect(await prometheus.value('sum_over_time(slo:sli_error:ratio_rate5m{sloth_id="night"}[30d])')).toBeNaN();
  // By this a stretch of the past is known that has to be asked for without them.
  expect(
    await prometheus.value('avg_over_time(slo:sli_error:ratio_rate5m{sloth_id="night"}[12h:5m] offset 235h)')
  ).toBeNaN();
  const { sli, method, budgetRemaining, verdict } = row('night');
  expect(sli).toMatchObject({ state: 'gapsSkipped', reason: { kind: 'gapsSkipped', slotSeconds: 300 } });
  expect(1 - sli.value!).toBeCloseTo(meanOfSlots(nightSlot), 6);
  expect(method.kind).toBe('meanOfSlots');
  expect(budgetRemaining.value).toBeCloseTo(1 - meanOfSlots(nightSlot) / 0.01, 4);
  expect(verdict.status).toBe('healthy');
});

describe('No error series is no error, and its first one does not begin the window', () => {
  it('no failure ever is a whole budget beside live traffic', () => {
    expect(row('flawless').budgetRemaining).toEqual({ state: 'measured', value: 1 });
    expect(row('flawless').verdict.status).toBe('healthy');
  });

  it('a mean of the slots since the first failure is a part of the window', () => {
    const { sli, method, verdict } = row('midday-alone');
    expect(1 - sli.value!).toBeCloseTo(0.002, 6);
    expect(method.kind).toBe('recorded');
    expect(sli).toMatchObject({ state: 'partial', reason: { kind: 'youngerThanWindow' } });
    expect(sli.coverageRatio).toBeCloseTo(0.5, 2);
    expect(Math.abs(sli.sinceSeconds! - (AT - 15 * DAY))).toBeLessThan(2 * HOUR);
    expect(verdict.status).toBe('blind');
  });

  it('where events are known they are of the whole window, and lead until the slots are', async () => {
    const { sli, method, budgetRemaining, burnRates, verdict, trend } = row('midday');
    const sums =
      'sum(increase(http_requests_total{job="midday",code="500"}[30d])) / sum(increase(http_requests_total{job="midday"}[30d]))';
    expect(1 - sli.value!).toBeCloseTo((await prometheus.value(sums))!, 9);
    expect(1 - sli.value!).toBeCloseTo(0.001, 5);
    expect([sli.state, method.kind]).toEqual(['measured', 'events']);
    expect(budgetRemaining.value).toBeCloseTo(0.8, 3);
    expect(burnRates.get(HOUR)!.value).toBeCloseTo(0.4, 9);
    expect(verdict.status).toBe('healthy');
    expect(trend).toEqual([]);
  });

  it.each(['midday-misspelt', 'midday-of-others'])('%s: events without the recorded errors do not lead', (name) => {
    const { sli, verdict, eventWeighted } = row(name);
    expect(eventWeighted!.sli).toEqual({ state: 'measured', value: 1 });
    expect(1 - sli.value!).toBeCloseTo(0.002, 6);
    expect([sli.state, verdict.status]).toEqual(['partial', 'blind']);
  });
});

describe('Counters restart and are born', () => {
  it('restarts lose no event', () => {
    const { badEvents, totalEvents } = row('restarts').eventWeighted!;
    expect(badEvents.value).toBeCloseTo(3 * 720, 6);
    expect(totalEvents.value! / (59 * 43_200 + 3 * 720)).toBeCloseTo(1, 9);
  });

  it('an event that a series is born with is not seen, as nobody can; every later one is', async () => {
    const { badEvents } = row('born').eventWeighted!;
    expect(await prometheus.value('http_requests_total{job="born",code="500"}')).toBe(2);
    expect(await prometheus.value('increase(http_requests_total{job="born",code="500"}[30d])')).toBeCloseTo(1, 3);
    expect(badEvents.value).toBeCloseTo(1, 3);
  });
});

test('Measured, no traffic and no data are three things', () => {
  const seen = (name: string) => [row(name).sli.state, row(name).sli.value, row(name).verdict.status];
  expect(seen('flawless')).toEqual(['measured', 1, 'healthy']);
  expect(seen('idle')).toEqual(['noTraffic', null, 'noTraffic']);
  expect(seen('gone')).toEqual(['noData', null, 'blind']);
});

test('With little traffic one failure pages: 10 requests an hour at 99.9 % burn at 100, and one is 13.9 % of the budget', async () => {
  const { burnRates, eventWeighted, problems } = row('quiet');
  expect(eventWeighted!.totalEvents.value).toBeCloseTo(7200, 6);
  expect(burnRates.get(HOUR)!.value).toBeCloseTo(100, 6);
  const hour =
    'sum(increase(http_requests_total{job="quiet",code="500"}[1h])) / sum(increase(http_requests_total{job="quiet"}[1h])) / 0.001';
  expect(burnRates.get(HOUR)!.value).toBeCloseTo((await prometheus.value(hour))!, 6);
  expect(problems).toContainEqual({
    kind: 'lowTraffic',
    expectedEvents: expect.closeTo(10, 6),
    shortSeconds: 300,
    longSeconds: HOUR,
    failureBudgetRatio: expect.closeTo(1 / 7.2, 6),
  });
  expect(problemsOf('restarts')).not.toContain('lowTraffic');
});

describe('A share outside of 0 to 1 is shown and flagged, and rounding is neither', () => {
  it('more good events than events', () => {
    const { sli, budgetRemaining, verdict, problems } = row('hasty');
    expect(sli.value).toBeCloseTo(1.01, 9);
    expect(budgetRemaining.value).toBeCloseTo(2, 6);
    expect(problems).toContainEqual({ kind: 'ratioOutOfRange', value: expect.closeTo(-0.01, 9) });
    expect(verdict).toMatchObject({ status: 'blind', cause: { rule: 'doubtful' } });
  });

  it('a recorded ratio that cannot be', () => {
    expect(row('impossible').sli.value).toBe(1.01);
    expect(problemsOf('impossible')).toContain('valueOutOfRange');
    expect(row('impossible').verdict).toMatchObject({ status: 'blind', cause: { rule: 'doubtful' } });
  });

  it('a recorded ratio of −4.69e-12 %', () => {
    expect(row('noise').sli).toEqual({ state: 'measured', value: 1 - FLOAT_NOISE });
    expect(row('noise').sli.value).toBeGreaterThan(1);
    expect(problemsOf('noise')).toEqual([]);
    expect(row('noise').verdict.status).toBe('healthy');
  });
});

test('A threshold is a float: an error ratio that is exactly at it fires where Sloth’s alert does', async () => {
  const alerting = edges.map((edge) => {
    const budget = alertBudgetRatio({ ...edge, service: '', name: '', labels: {} });
    const over = (window: string) =>
      `max(slo:sli_error:ratio_rate${window}{sloth_id="${edge.id}"} > (14.4 * ${budget})) without (sloth_window)`;
    return prometheus.value(`${over('5m')} and ${over('1h')}`);
  });
  const alerts = (await Promise.all(alerting)).map((value) => (value === undefined ? 'quiet' : 'firing'));
  expect(edges.map(({ id }) => row(id).pairStates[0])).toEqual(alerts);
  expect(new Set(alerts)).toEqual(new Set(['quiet', 'firing']));
});

test.each(['upgrade-ratio', 'upgrade-threshold', 'upgrade-pyrra'])(
  'The text of le changes with Prometheus 3: %s counts both spellings of a window across the upgrade',
  async (name) => {
    // The bucket as it was asked for ends two thirds into the window.
    expect(await prometheus.value(`increase(${upgraded}[30d])`)).toBeLessThan(0.7 * 49.5 * 43_200);
    const { badEvents, totalEvents } = row(name).eventWeighted!;
    expect(totalEvents.value! / (50 * 43_200)).toBeCloseTo(1, 6);
    expect(badEvents.value! / (0.5 * 43_200)).toBeCloseTo(1, 2);
  }
);
