import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrometheus, type RunningPrometheus } from '../../demo/prometheus-process';
import { encodeWrite, outgoing } from '../../demo/remote-write';
import { judgeBudget } from '../../src/core/query/budget/judge';
import { planBudget } from '../../src/core/query/budget/plan';
import { judgeBurnRates } from '../../src/core/query/burnRates/judge';
import { planBurnRates } from '../../src/core/query/burnRates/plan';
import { judgeOverTime } from '../../src/core/query/overTime/judge';
import { planOverTime } from '../../src/core/query/overTime/plan';
import { judgeSpent } from '../../src/core/query/spent/judge';
import { planSpent } from '../../src/core/query/spent/plan';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { mergeDefinitions } from '../../src/core/slo/merge';
import { readConfigured } from '../../src/datasource/documents/read';
import { freePorts } from '../freePorts';
import { askHttp } from './http';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SLICE = 5 * MINUTE;
/** Two minutes after the end of a slice: the next one is not finished. */
const AT = 1_762_606_800 + 2 * MINUTE;
const LAST_END = 1_762_606_800;
const FIRST = LAST_END - 25 * HOUR;
const MINUTES = (AT - FIRST) / MINUTE + 1;

/**
 * Of 500 events each, numbered backwards from the newest finished one: three in seven without a bad event, one without an
 * event, the others just at 99 %, one event below that, and half bad. In the unfinished one everything is bad.
 */
function slice(ago: number): { bad: number; total: number } {
  if (ago < 0) {
    return { bad: 500, total: 500 };
  }
  const bad = [0, 5, 6, 0, 250, 0, 0][ago % 7]!;
  return { bad, total: ago % 7 === 6 ? 0 : 500 };
}

/** The slice in which the minute that ends at a time lies. */
function sliceOf(seconds: number): number {
  return Math.round((LAST_END - Math.ceil(seconds / SLICE) * SLICE) / SLICE);
}

function counter(events: (seconds: number) => number): number[] {
  const values = [100_000];
  for (let minute = 1; minute < MINUTES; minute++) {
    values.push(values[minute - 1]! + events(FIRST + minute * MINUTE) / (SLICE / MINUTE));
  }
  return values;
}

const counters = [
  { labels: { __name__: 'hits_total', code: '500' }, values: counter((at) => slice(sliceOf(at)).bad) },
  {
    labels: { __name__: 'hits_total', code: '200' },
    values: counter((at) => slice(sliceOf(at)).total - slice(sliceOf(at)).bad),
  },
  { labels: { __name__: 'clean_total', code: '200' }, values: counter(() => 500) },
  { labels: { __name__: 'idle_total', code: '200' }, values: counter(() => 0) },
];

/** The error ratio of a window, slice by slice. */
function expected(seconds: number, errorOf: (errorRatio: number) => number): number {
  const busy = Array.from({ length: seconds / SLICE }, (_, ago) => slice(ago)).filter(({ total }) => total > 0);
  return busy.reduce((sum, { bad, total }) => sum + errorOf(bad / total), 0) / busy.length;
}
const isBad = (errorRatio: number) => (errorRatio > 0.01 ? 1 : 0);
const itself = (errorRatio: number) => errorRatio;

function document(name: string, metric: string, method: string): string {
  return `apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: shop
  budgetingMethod: ${method}
  timeWindow: [{ duration: 1d, isRolling: true }]
  indicator:
    metadata: { name: ${name}-sli }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { type: Prometheus, spec: { query: 'sum(${metric}{code="500"})' } } }
        total: { metricSource: { type: Prometheus, spec: { query: sum(${metric}) } } }
  objectives:
    - target: 0.5
      timeSliceWindow: 5m
${method === 'Timeslices' ? '      timeSliceTarget: 0.99\n' : ''}`;
}

const { definitions, problems } = readConfigured(
  [
    document('good', 'hits_total', 'Timeslices'),
    document('mean', 'hits_total', 'RatioTimeslices'),
    document('clean', 'clean_total', 'Timeslices'),
    document('idle', 'idle_total', 'RatioTimeslices'),
    document('absent', 'absent_total', 'Timeslices'),
  ].join('---\n')
);
const slos = mergeDefinitions({ uid: 'prom', name: 'Prometheus', labels: {} }, [], definitions);
const request = { fromSeconds: AT - DAY, toSeconds: AT, trend: true };

let prometheus: RunningPrometheus;
let folder: string;
let rows: ReadonlyMap<string, SloRow>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scorecard-slices-'));
  writeFileSync(join(folder, 'prometheus.yml'), '');
  prometheus = await startPrometheus({
    configFile: join(folder, 'prometheus.yml'),
    storageDir: join(folder, 'data'),
    logFile: join(folder, 'log'),
    port: (await freePorts(1))[0]!,
  });
  const columns = counters.map(({ labels, values }) =>
    outgoing({ labels, valueAt: (minute) => values[minute]! }, false)
  );
  const times = Array.from({ length: MINUTES }, (_, index) => ({
    index,
    share: 0,
    milliseconds: (FIRST + index * MINUTE) * 1000,
  }));
  await prometheus.api.write(encodeWrite(columns, times).body);
  const answers = await askHttp(prometheus.api.url, planSlos(request, slos));
  rows = new Map(judgeSlos(request, slos, answers).map((row) => [row.slo.name, row]));
}, 60_000);

afterAll(async () => {
  await prometheus.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

describe('slices of time, counted one by one from the samples', () => {
  it('are read without a problem', () => {
    expect(problems).toEqual([]);
  });

  it.each([
    ['good', isBad],
    ['mean', itself],
  ])('%s: the SLI and the budget of the window', (name, errorOf) => {
    const { sli, budgetRemaining } = rows.get(name)!;
    const error = expected(DAY, errorOf);
    expect(sli.value).toBeCloseTo(1 - error, 9);
    expect(budgetRemaining.value).toBeCloseTo(1 - error / 0.5, 9);
    expect(sli).toMatchObject({
      state: 'gapsSkipped',
      coverageRatio: 1,
      reason: { slots: 41, slotsInWindow: 288, slotSeconds: SLICE },
    });
  });

  it.each([
    ['good', isBad],
    ['mean', itself],
  ])('%s: the burn rates', (name, errorOf) => {
    const { burnRates } = rows.get(name)!;
    expect(burnRates.size).toBeGreaterThan(2);
    for (const [seconds, { value }] of burnRates) {
      expect(value).toBeCloseTo(expected(seconds, errorOf) / 0.5, 9);
    }
  });

  it('without an error series beside a live total are good', () => {
    expect(rows.get('clean')!.sli).toEqual({ state: 'measured', value: 1 });
    // None may have failed, or the label is misspelt: the row says so.
    const unseen = { kind: 'noBadSeries', selector: 'clean_total{code="500"}' };
    expect(rows.get('clean')!.problems).toContainEqual(unseen);
    expect(rows.get('good')!.problems.map(({ kind }) => kind)).not.toContain('noBadSeries');
  });

  it('without traffic or without series have no number', () => {
    expect(rows.get('idle')!.sli).toMatchObject({ state: 'noTraffic', value: null });
    expect(rows.get('absent')!.sli).toMatchObject({ state: 'noData', value: null });
  });

  it('tell no events', () => {
    expect(rows.get('good')!.eventWeighted).toBeNull();
    expect(rows.get('good')!.method).toMatchObject({ kind: 'slices', slices: { kind: 'good', targetRatio: 0.99 } });
  });

  it('are never told by their events over time', async () => {
    const range = { fromSeconds: AT - DAY, toSeconds: AT, stepSeconds: 600 };
    const budget = { ...range, unit: 'percent' as const };
    const days = { ...range, per: 'day' as const, zone: 'UTC' };
    const ask = (queries: Parameters<typeof askHttp>[1]) => askHttp(prometheus.api.url, queries);
    const told = [
      ...judgeBudget(budget, slos, await ask(planBudget(budget, slos))),
      ...judgeBurnRates(range, slos, await ask(planBurnRates(range, slos))),
      ...judgeOverTime(range, slos, await ask(planOverTime(range, slos))),
      ...judgeSpent(days, slos, await ask(planSpent(days, slos))),
    ];
    expect(told).toHaveLength(4 * slos.length);
    for (const one of told) {
      expect(one).toMatchObject({ absence: { kind: 'sliced' } });
    }
  });
});
