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
import type { Slo } from '../../src/core/slo/slo';
import { readConfigured } from '../../src/datasource/documents/read';
import { freePorts } from '../freePorts';
import { askHttp } from './http';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/**
 * GNU date: `TZ=Europe/Berlin date -d '2025-10-01' +%s` and so on. Clocks go back on 26 October, so that October is an hour
 * longer and that day has 25 hours.
 */
const OCTOBER = 1_759_269_600;
const NOVEMBER = 1_761_951_600;
const DECEMBER = 1_764_543_600;
const DAY_OF_25_HOURS = { start: 1_761_429_600, end: 1_761_519_600 };
/** 2025-11-08 14:23 in Berlin: 7 days, 14 hours and 23 minutes of November. */
const AT = 1_762_608_180;

const FIRST = OCTOBER - DAY;
const MINUTES = (AT - FIRST) / MINUTE + 1;

/** Events of a minute, more by day than by night. One in 200 is bad; half of them in the hour that October has twice. */
function eventsOf(minute: number): { bad: number; total: number } {
  const total = minute % 1440 < 720 ? 200 : 400;
  const second = minute * MINUTE + FIRST;
  const outage = second >= DAY_OF_25_HOURS.start + 2 * HOUR && second < DAY_OF_25_HOURS.start + 4 * HOUR;
  return { total, bad: outage ? total / 2 : total / 200 };
}

/** The counters at each minute. */
const counters = { bad: [1000], total: [5000] };
for (let minute = 1; minute < MINUTES; minute++) {
  const { bad, total } = eventsOf(minute - 1);
  counters.bad.push(counters.bad[minute - 1]! + bad);
  counters.total.push(counters.total[minute - 1]! + total);
}

/** Events between two whole minutes, from the generator alone. */
function counted(fromSeconds: number, toSeconds: number): { bad: number; total: number } {
  const at = (values: number[], seconds: number) => values[(seconds - FIRST) / MINUTE]!;
  const between = (values: number[]) => at(values, toSeconds) - at(values, fromSeconds);
  return { bad: between(counters.bad), total: between(counters.total) };
}

function slosOf(duration: string): Slo[] {
  const { definitions, problems } = readConfigured(`apiVersion: openslo/v1
kind: SLO
metadata: { name: answered }
spec:
  service: orders
  budgetingMethod: Occurrences
  timeWindow:
    - duration: ${duration}
      isRolling: false
      calendar: { startTime: "2025-01-01 00:00:00", timeZone: Europe/Berlin }
  objectives: [{ target: 0.99 }]
  indicator:
    metadata: { name: answered }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { type: Prometheus, spec: { query: errors_total } } }
        total: { metricSource: { type: Prometheus, spec: { query: requests_total } } }
`);
  expect(problems).toEqual([]);
  return mergeDefinitions({ uid: 'prom', name: 'Prometheus', labels: {} }, [], definitions);
}

let prometheus: RunningPrometheus;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scorecard-calendar-'));
  writeFileSync(join(folder, 'prometheus.yml'), '');
  prometheus = await startPrometheus({
    configFile: join(folder, 'prometheus.yml'),
    storageDir: join(folder, 'data'),
    logFile: join(folder, 'log'),
    port: (await freePorts(1))[0]!,
  });
  const columns = (['bad', 'total'] as const).map((what) =>
    outgoing(
      {
        labels: { __name__: what === 'bad' ? 'errors_total' : 'requests_total' },
        valueAt: (minute) => counters[what][minute]!,
      },
      false
    )
  );
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

async function judge(duration: string, toSeconds: number): Promise<SloRow> {
  const slos = slosOf(duration);
  const request = { fromSeconds: toSeconds - 7 * DAY, toSeconds, trend: true };
  const [row] = judgeSlos(request, slos, await askHttp(prometheus.api.url, planSlos(request, slos)));
  return row!;
}

async function value(promql: string, atSeconds: number): Promise<number> {
  const answer = (await askHttp(prometheus.api.url, [{ kind: 'instant', id: 'q', promql, atSeconds }])).get('q');
  return answer?.state === 'ok' ? answer.series[0]!.values[0]! : NaN;
}

describe('calendar windows in a real Prometheus', () => {
  it.each([
    ['1M', 'the month that runs', NOVEMBER, AT, DECEMBER],
    ['1M', 'October in its last minute', OCTOBER, NOVEMBER - MINUTE, NOVEMBER],
    [
      '1d',
      'the day of 25 hours in its last minute',
      DAY_OF_25_HOURS.start,
      DAY_OF_25_HOURS.end - MINUTE,
      DAY_OF_25_HOURS.end,
    ],
  ])('%s: the events of %s, none of before it', async (duration, _, start, at, end) => {
    const row = await judge(duration, at);
    const { bad, total } = counted(start, at);
    expect(row.slo.window).toMatchObject({ startSeconds: start, endSeconds: end });
    expect(row.eventWeighted!.totalEvents.value! / total).toBeCloseTo(1, 6);
    expect(row.eventWeighted!.badEvents.value! / bad).toBeCloseTo(1, 6);
    expect(row.budgetRemaining).toEqual({ state: 'measured', value: expect.closeTo(1 - bad / total / 0.01, 5) });
    expect(row.trend.at(-1)).toEqual({ timeSeconds: at, value: row.budgetRemaining.value });
  });

  it('is what PromQL written by hand says', async () => {
    const row = await judge('1M', AT);
    const ratio = 'sum(increase(errors_total[7d14h23m])) / sum(increase(requests_total[7d14h23m]))';
    expect(row.sli.value).toBeCloseTo(1 - (await value(ratio, AT)), 12);
    expect(row.evidence).toContainEqual({ role: 'sli', promql: 'sum(increase(errors_total[7d14h23m]))' });
    const hour = 'sum(increase(errors_total[1h])) / sum(increase(requests_total[1h])) / 0.01';
    expect(row.burnRates.get(HOUR)!.value).toBeCloseTo(await value(hour, AT), 9);
  });

  it('the outage of October is spent in October: November has its own budget', async () => {
    expect((await judge('1M', NOVEMBER - MINUTE)).budgetRemaining.value).toBeLessThan(0.45);
    expect((await judge('1M', NOVEMBER + HOUR)).budgetRemaining.value).toBeCloseTo(0.5, 3);
  });

  it('a year that the history does not reach back to says since when it is counted', async () => {
    const row = await judge('1Y', AT);
    expect(row.budgetRemaining).toMatchObject({ state: 'partial', reason: { kind: 'youngerThanWindow' } });
    expect(Math.abs(row.budgetRemaining.sinceSeconds! - FIRST)).toBeLessThan(3 * DAY);
  });

  it.each(['percent', 'minutes', 'events'] as const)(
    'the budget over both months in %s is that of the month of each point',
    async (unit) => {
      const slos = slosOf('1M');
      const request = { fromSeconds: OCTOBER, toSeconds: AT, stepSeconds: 6 * HOUR, unit };
      const answers = await askHttp(prometheus.api.url, planBudget(request, slos));
      const [{ points, ideal, absence }] = judgeBudget(request, slos, answers) as [ReturnType<typeof judgeBudget>[0]];
      expect(absence).toBeNull();
      expect(points.length).toBeGreaterThan(150);
      for (const [index, { timeSeconds, value: left }] of points.entries()) {
        const isOctober = timeSeconds < NOVEMBER;
        const [start, end] = isOctober ? [OCTOBER, NOVEMBER] : [NOVEMBER, DECEMBER];
        const known = isOctober ? NOVEMBER : AT;
        // Of November as many events are expected as it would have at the rate so far.
        const allowed = 0.01 * counted(start, known).total * ((end - start) / (known - start));
        const whole = { percent: 1, minutes: ((end - start) / MINUTE) * 0.01, events: allowed }[unit];
        const { bad } = counted(start, timeSeconds === NOVEMBER - 1 ? NOVEMBER : timeSeconds);
        expect(Math.abs(left! / whole - (1 - bad / allowed))).toBeLessThan(1e-4);
        expect(ideal[index]!.value / whole).toBeCloseTo((end - timeSeconds) / (end - start), 6);
      }
    }
  );
});
