import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrometheus, type RunningPrometheus } from '../../demo/prometheus-process';
import { encodeWrite, outgoing } from '../../demo/remote-write';
import { judgeBudget } from '../../src/core/query/budget/judge';
import { planBudget } from '../../src/core/query/budget/plan';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { mergeDefinitions } from '../../src/core/slo/merge';
import { slothSlo } from '../../src/core/slo/sloth/slo';
import type { Slo } from '../../src/core/slo/slo';
import type { Exclusion } from '../../src/core/window/exclusions';
import { readConfigured } from '../../src/datasource/documents/read';
import { freePorts } from '../freePorts';
import { askHttp } from './http';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A multiple of an hour, so that slots of five minutes lie on it. */
const AT = 1_762_608_000 - (1_762_608_000 % HOUR);
const FIRST = AT - 8 * DAY;
const MINUTES = (AT - FIRST) / MINUTE + 1;
/** Two hours of work on the service, three days ago, in which every second request fails; and one hour a day ago. */
const WORK = { startSeconds: AT - 3 * DAY, endSeconds: AT - 3 * DAY + 2 * HOUR };
const MORE_WORK = { startSeconds: AT - DAY, endSeconds: AT - DAY + HOUR };

/** Events of the minute that begins with this second. */
function eventsOf(second: number): { bad: number; total: number } {
  const total = Math.floor(second / HOUR) % 2 === 0 ? 100 : 300;
  const atWork = [WORK, MORE_WORK].some(
    ({ startSeconds, endSeconds }) => second >= startSeconds && second < endSeconds
  );
  return { total, bad: atWork ? total / 2 : total / 100 };
}

const counters = { bad: [1000], total: [5000] };
for (let minute = 1; minute < MINUTES; minute++) {
  const { bad, total } = eventsOf(FIRST + (minute - 1) * MINUTE);
  counters.bad.push(counters.bad[minute - 1]! + bad);
  counters.total.push(counters.total[minute - 1]! + total);
}

function isWork(second: number): boolean {
  return eventsOf(second).bad * 2 === eventsOf(second).total;
}

/** Events of the last seven days by the generator alone, with or without the work. */
function counted(withWork: boolean): { bad: number; total: number } {
  const sum = { bad: 0, total: 0 };
  for (let second = AT - 7 * DAY; second < AT; second += MINUTE) {
    if (withWork || !isWork(second)) {
      sum.bad += eventsOf(second).bad;
      sum.total += eventsOf(second).total;
    }
  }
  return sum;
}

const exclusions: Exclusion[] = [
  { reason: 'Move', source: 'configuration', match: {}, when: { kind: 'oneOff', ...WORK } },
  { reason: 'More', source: 'configuration', match: {}, when: { kind: 'oneOff', ...MORE_WORK } },
];

const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

function documented(): Slo {
  const { definitions, problems } = readConfigured(`apiVersion: openslo/v1
kind: SLO
metadata: { name: answered }
spec:
  service: orders
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 7d, isRolling: true }]
  objectives: [{ target: 0.98 }]
  indicator:
    metadata: { name: answered }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { type: Prometheus, spec: { query: errors_total } } }
        total: { metricSource: { type: Prometheus, spec: { query: requests_total } } }
`);
  expect(problems).toEqual([]);
  return mergeDefinitions(upstream, [], definitions)[0]!;
}

const labels = { sloth_id: 'orders-answered', sloth_service: 'orders', sloth_slo: 'answered' };

function recorded(): Slo {
  return slothSlo({
    upstream,
    info: { ...labels, sloth_objective: '98' },
    objectiveRatio: 0.98,
    periodDays: 7,
    recordedWindowsSeconds: [300, 7 * DAY],
    budget: { labels, value: 0.1 },
    current: true,
  });
}

let prometheus: RunningPrometheus;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scorecard-exclusions-'));
  writeFileSync(join(folder, 'prometheus.yml'), '');
  prometheus = await startPrometheus({
    configFile: join(folder, 'prometheus.yml'),
    storageDir: join(folder, 'data'),
    logFile: join(folder, 'log'),
    port: (await freePorts(1))[0]!,
  });
  const series: Array<[Record<string, string>, (minute: number) => number]> = [
    [{ __name__: 'errors_total' }, (minute) => counters.bad[minute]!],
    [{ __name__: 'requests_total' }, (minute) => counters.total[minute]!],
    // What a rule that looks back five minutes records: half of a slot that is all work.
    [
      { __name__: 'slo:sli_error:ratio_rate5m', ...labels, sloth_window: '5m' },
      (minute) => (isWork(FIRST + minute * MINUTE - 5 * MINUTE) ? 0.5 : 0.01),
    ],
    [{ __name__: 'slo:sli_error:ratio_rate1w', ...labels, sloth_window: '1w' }, () => 0.02],
    [{ __name__: 'slo:period_error_budget_remaining:ratio', ...labels }, () => 0],
  ];
  const columns = series.map(([own, valueAt]) => outgoing({ labels: own, valueAt }, false));
  for (let first = 0; first < MINUTES; first += 10_000) {
    const times = Array.from({ length: Math.min(10_000, MINUTES - first) }, (_, offset) => ({
      index: first + offset,
      share: 0,
      milliseconds: (FIRST + (first + offset) * MINUTE) * 1000,
    }));
    await prometheus.api.write(encodeWrite(columns, times).body);
  }
}, 60_000);

afterAll(async () => {
  await prometheus.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

const request = { fromSeconds: AT - 7 * DAY, toSeconds: AT, trend: true };

async function judge(slo: Slo): Promise<SloRow> {
  const answers = await askHttp(prometheus.api.url, planSlos(request, [slo]));
  return judgeSlos(request, [slo], answers)[0]!;
}

describe('excluded times in a real Prometheus', () => {
  it('leave the generator’s events outside of them, and change no burn rate', async () => {
    const before = await judge(documented());
    const without = await judge({ ...documented(), exclusions });
    const { bad, total } = counted(false);
    expect(without.eventWeighted!.totalEvents.value! / total).toBeCloseTo(1, 4);
    expect(without.eventWeighted!.badEvents.value! / bad).toBeCloseTo(1, 4);
    expect(without.budgetRemaining).toEqual({ state: 'measured', value: expect.closeTo(1 - bad / total / 0.02, 4) });
    const all = counted(true);
    expect(before.budgetRemaining.value).toBeCloseTo(1 - all.bad / all.total / 0.02, 4);
    expect(without.burnRates).toEqual(before.burnRates);
  });

  it('spend nothing in the budget over time, which ends with the number of the row', async () => {
    const slo = { ...documented(), exclusions };
    const asked = { fromSeconds: AT - 7 * DAY, toSeconds: AT, stepSeconds: HOUR, unit: 'percent' as const };
    const [drawn] = judgeBudget(asked, [slo], await askHttp(prometheus.api.url, planBudget(asked, [slo])));
    const at = (seconds: number) => drawn!.points.find(({ timeSeconds }) => timeSeconds === seconds)!.value!;
    expect(at(WORK.endSeconds)).toBeCloseTo(at(WORK.startSeconds), 9);
    expect(at(WORK.startSeconds)).toBeLessThan(at(WORK.startSeconds - HOUR));
    expect(drawn!.points.at(-1)!.value).toBeCloseTo((await judge(slo)).budgetRemaining.value!, 9);
  });

  it('leave the tool’s way of counting to an SLO that is recorded and has events, which stand beside it', async () => {
    const slo = { ...recorded(), events: documented().events!, exclusions };
    const row = await judge(slo);
    const { bad, total } = counted(false);
    expect(row.method).toEqual({ kind: 'meanOfSlots', metric: 'slo:sli_error:ratio_rate5m', slotSeconds: 300 });
    expect(row.budgetRemaining).toEqual((await judge({ ...recorded(), exclusions })).budgetRemaining);
    expect(row.eventWeighted!.budgetRemaining.value).toBeCloseTo(1 - bad / total / 0.02, 4);
  });

  it.each([
    ['recorded only', () => ({ ...recorded(), exclusions })],
    ['recorded and counted', () => ({ ...recorded(), events: documented().events!, exclusions })],
  ])('spend nothing in the lines of an SLO that is %s, which end with the number of the row', async (_, sloOf) => {
    const slo = sloOf();
    const asked = { fromSeconds: AT - 7 * DAY, toSeconds: AT, stepSeconds: HOUR, unit: 'percent' as const };
    const [drawn] = judgeBudget(asked, [slo], await askHttp(prometheus.api.url, planBudget(asked, [slo])));
    const row = await judge(slo);
    const last = row.budgetRemaining.value!;
    expect(drawn).toMatchObject({ method: 'cumulativeSlots', absence: null });
    expect(drawn!.points.at(-1)).toEqual({ timeSeconds: AT, value: expect.closeTo(last, 9) });
    expect(row.trend.at(-1)).toEqual({ timeSeconds: AT, value: expect.closeTo(last, 9) });
    expect(row.trend.length).toBeGreaterThan(10);
    const at = (seconds: number) => drawn!.points.find(({ timeSeconds }) => timeSeconds === seconds)!.value!;
    expect(at(WORK.endSeconds)).toBeCloseTo(at(WORK.startSeconds), 9);
    // Outside of the work every slot of an hour spends the same: half of the budget in 165 of them.
    expect(at(WORK.startSeconds - HOUR) - at(WORK.startSeconds)).toBeCloseTo(0.5 / 165, 4);
    expect(at(AT - 7 * DAY)).toBe(1);
  });

  it('leave the other short ratios of an SLO that is only recorded, every slot alike', async () => {
    const row = await judge({ ...recorded(), exclusions });
    expect(row.method).toEqual({ kind: 'meanOfSlots', metric: 'slo:sli_error:ratio_rate5m', slotSeconds: 300 });
    // The slots of the other time all hold 0.01, but those that end within five minutes after the work.
    expect(row.sli.value).toBeCloseTo(0.99, 2);
    expect(row.sli).toMatchObject({ state: 'measured' });
    expect((await judge(recorded())).method.kind).toBe('recorded');
  });

  it('that are all of the window leave no number', async () => {
    const everything: Exclusion = {
      reason: 'All',
      source: 'configuration',
      match: {},
      when: { kind: 'oneOff', startSeconds: AT - 8 * DAY, endSeconds: AT },
    };
    for (const slo of [documented(), recorded()]) {
      const row = await judge({ ...slo, exclusions: [everything] });
      expect(row.sli).toEqual({ state: 'noTraffic', value: null, reason: { kind: 'allExcluded' } });
      expect(row.verdict.status).not.toBe('healthy');
    }
  });
});
