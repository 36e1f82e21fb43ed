import fc from 'fast-check';
import type { Slo } from '../../slo/slo';
import { mergeDefinitions } from '../../slo/merge';
import { countsEvents, termsOf } from './terms';
import { planTrend, readTrends } from './trend';
import { slosAt } from '../judgedSlo';
import { runningSpan } from './spans';
import type { Answer, Answers, Query } from '../port';
import { partReader } from '../union';
import { countedDefinition } from '../events/testing';

const DAY = 86_400;
const OBJECTIVE = 0.99;
const WINDOW = 10 * DAY;

const slos: Slo[] = mergeDefinitions(
  { uid: 'prom', name: 'Prometheus', labels: {} },
  [],
  [
    countedDefinition({
      service: 's',
      name: 'n',
      objectiveRatio: OBJECTIVE,
      window: { kind: 'rolling', seconds: WINDOW },
    }),
  ]
);
const [slo] = slos as [Slo];

/** Bad events before a minute: one each, and 50 each in the first 20 minutes of every 700. One in a hundred is bad. */
function countedBefore(minute: number): number {
  const rest = minute % 700;
  return Math.floor(minute / 700) * 1680 + (rest < 20 ? rest * 50 : 1000 + rest - 20);
}

const counted = (fromSeconds: number, toSeconds: number) =>
  countedBefore(Math.floor(toSeconds / 60)) - countedBefore(Math.floor(fromSeconds / 60));

/** Answers as an upstream does that floors both ends to the step, from a counter of every minute. */
function answer(query: Query, gap?: [number, number], step?: number): Answer {
  const bucket = /\[(\w+)\]/.exec(query.promql)![1]!;
  const units: Record<string, number> = { d: DAY, h: 3600, m: 60, s: 1 };
  const seconds = [...bucket.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * units[unit!]!,
    0
  );
  const times: number[] = [];
  if (query.kind === 'instant') {
    times.push(query.atSeconds);
  } else {
    const used = step ?? query.stepSeconds;
    for (let at = Math.floor(query.startSeconds / used) * used; at <= query.endSeconds; at += used) {
      if (!gap || at < gap[0] || at - seconds > gap[1]) {
        times.push(at);
      }
    }
  }
  const series = (query.union?.parts ?? []).map(({ key, promql }) => ({
    labels: { slo_part: key },
    timesSeconds: times,
    values: times.map((at) => counted(at - seconds, at) * (promql.includes('total') ? 100 : 1)),
  }));
  return { state: 'ok', series, warnings: [] };
}

function trend(from: number, to: number, step: number, change?: (query: Query) => Answer) {
  const request = { fromSeconds: from, toSeconds: to, stepSeconds: step };
  const judged = slosAt(slos, to);
  const span = runningSpan(judged[0]!.window, to);
  const queries = planTrend(request, judged, judged, () => [span]);
  const answers: Answers = new Map(queries.map((query) => [query.id, change ? change(query) : answer(query)]));
  const bad = counted(to - WINDOW, to);
  const whole = { bad, total: 100 * bad };
  return readTrends(request, slo, [span], termsOf(slos), partReader(queries, answers), () => whole)[0]!;
}

const minuteTime = fc.integer({ min: 28_000_000, max: 29_000_000 }).map((minute) => minute * 60);

describe('the budget by events over time', () => {
  it('is what the bad events up to each point leave, whatever the range and the step', () => {
    expect(countsEvents(slo)).toBe(true);
    fc.assert(
      fc.property(
        minuteTime,
        fc.integer({ min: 60, max: 20_000 }),
        fc.integer({ min: 5, max: 600 }),
        (to, minutes, step) => {
          const result = trend(to - minutes * 60, to, step * 60);
          if (result.state !== 'ok') {
            return false;
          }
          const whole = counted(to - WINDOW, to);
          const times = result.points.map(({ timeSeconds }) => timeSeconds);
          expect(times).toEqual([...times].sort((a, b) => a - b));
          expect(times.at(-1)).toBe(to);
          expect(times[0]).toBeGreaterThanOrEqual(Math.max(to - minutes * 60, to - WINDOW));
          for (const { timeSeconds, value } of result.points) {
            expect(value).toBeCloseTo(1 - counted(to - WINDOW, timeSeconds) / (100 * whole) / (1 - OBJECTIVE), 9);
          }
          return true;
        }
      ),
      { numRuns: 60 }
    );
  });

  const to = 29_000_000 * 60 + 1200;

  it('begins untouched where the range reaches back to the start of the window', () => {
    const result = trend(to - 20 * DAY, to, 3600);
    expect(result.state === 'ok' && result.points[0]).toEqual({ timeSeconds: to - WINDOW, value: 1 });
  });

  it('has a gap where nothing was counted', () => {
    const gap: [number, number] = [to - 3 * DAY, to - 2 * DAY];
    const result = trend(to - 5 * DAY, to, 3600, (query) => answer(query, gap));
    const points = result.state === 'ok' ? result.points : [];
    for (const { timeSeconds, value } of points) {
      expect(value === null).toBe(timeSeconds >= gap[0] && timeSeconds - 3600 <= gap[1]);
    }
    expect(points.some(({ value }) => value === null)).toBe(true);
  });

  it('is not drawn from buckets that leave events out between them', () => {
    expect(trend(to - 5 * DAY, to, 3600, (query) => answer(query, undefined, 7200))).toEqual({
      state: 'stepChanged',
      wantedSeconds: 3600,
      gotSeconds: 7200,
    });
    const told = (query: Query): Answer => ({
      ...(answer(query) as Extract<Answer, { state: 'ok' }>),
      stepSeconds: 900,
    });
    expect(trend(to - 5 * DAY, to, 3600, told)).toMatchObject({ state: 'stepChanged', gotSeconds: 900 });
  });

  it('fails where the buckets or the tail were refused', () => {
    const refused: Answer = { state: 'failed', message: 'no', cause: 'refused' };
    for (const kind of ['range', 'instant']) {
      expect(trend(to - 5 * DAY, to, 3600, (query) => (query.kind === kind ? refused : answer(query))).state).toBe(
        'failed'
      );
    }
  });

  it('is its end alone where the range holds no bucket', () => {
    const whole = counted(to - WINDOW, to);
    expect(trend(to - 60, to, 3600)).toEqual({
      state: 'ok',
      points: [{ timeSeconds: to, value: expect.closeTo(1 - whole / (100 * whole) / (1 - OBJECTIVE), 9) }],
    });
  });

  it('asks one question about the buckets and one about what follows them, for any number of SLOs', () => {
    const many = slosAt(
      Array.from({ length: 40 }, (_, index) => ({ ...slo, id: String(index) })),
      to
    );
    const queries = planTrend({ fromSeconds: to - DAY, toSeconds: to, stepSeconds: 3600 }, many, many, ({ window }) => [
      runningSpan(window, to),
    ]);
    expect(queries.map(({ kind }) => kind)).toEqual(['range', 'instant']);
  });
});
