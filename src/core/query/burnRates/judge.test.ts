import { mergeDefinitions } from '../../slo/merge';
import type { Slo } from '../../slo/slo';
import { slothSlo } from '../../slo/sloth/slo';
import { answersOf, type Counted, countedDefinition } from '../events/testing';
import type { Answer, Answers } from '../port';
import { judgeBurnRates } from './judge';
import { planBurnRates } from './plan';

const HOUR = 3600;
const DAY = 86_400;
const AT = 497_222 * HOUR;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const info = { sloth_id: 'orders-a', sloth_service: 'orders', sloth_slo: 'a', sloth_objective: '99' };

const recorded = slothSlo({
  upstream,
  info,
  objectiveRatio: undefined,
  periodDays: 30,
  recordedWindowsSeconds: [300, HOUR],
  current: true,
  budget: { labels: info, value: 0.5 },
});

const counted: Slo = mergeDefinitions(upstream, [], [countedDefinition()])[0]!;

/** A tenth of the events is bad in ten minutes that ended two hours ago, none otherwise. */
const burst = { from: AT - 2 * HOUR - 600, to: AT - 2 * HOUR };
const overlap = (from: number, to: number) => Math.max(0, Math.min(to, burst.to) - Math.max(from, burst.from));
const events: Counted = (metric, from, to) => (metric === 'total' ? to - from : 0.1 * overlap(from, to));

function burn(stepSeconds: number, hours = 6) {
  const request = { fromSeconds: AT - hours * HOUR, toSeconds: AT, stepSeconds };
  const slos = [counted];
  const [found] = judgeBurnRates(request, slos, answersOf(planBurnRates(request, slos), events));
  const lines = new Map(found!.lines.map((line) => [line.windowSeconds, line]));
  return (windowSeconds: number, timeSeconds: number) =>
    lines.get(windowSeconds)!.points.find((point) => point.timeSeconds === timeSeconds)?.value;
}

describe('burn rates of counted events', () => {
  it.each([60, 300])('look back over each window, every %s s', (stepSeconds) => {
    const at = burn(stepSeconds);
    expect(at(300, burst.to)).toBeCloseTo(10, 9);
    expect(at(300, burst.to + 300)).toBeCloseTo(0, 9);
    expect(at(HOUR, burst.to)).toBeCloseTo(10 / 6, 9);
    expect(at(6 * HOUR, burst.to)).toBeCloseTo(10 / 36, 9);
    expect(at(3 * DAY, AT)).toBeCloseTo(10 / 432, 9);
  });

  it('tell the worst of a short window since the point before, so that a burst between two points is seen', () => {
    const at = burn(4 * HOUR, 24);
    expect(at(300, AT)).toBeCloseTo(10, 9);
    expect(at(300, AT - 4 * HOUR)).toBe(0);
    expect(at(6 * HOUR, AT)).toBeCloseTo(10 / 36, 9);
  });

  it('are a gap while nothing was scraped', () => {
    const request = { fromSeconds: AT - 2 * HOUR, toSeconds: AT, stepSeconds: 60 };
    const unseen: Counted = (metric, from, to) =>
      to > AT - HOUR && to <= AT - 1800 ? undefined : events(metric, from, to);
    const [found] = judgeBurnRates(request, [counted], answersOf(planBurnRates(request, [counted]), unseen));
    expect(found!.lines[0]!.points.filter(({ value }) => value === null)).toEqual([
      { timeSeconds: AT - HOUR + 60, value: null },
    ]);
  });

  it('have no number without traffic', () => {
    const request = { fromSeconds: AT - HOUR, toSeconds: AT, stepSeconds: 300 };
    const [found] = judgeBurnRates(
      request,
      [counted],
      answersOf(planBurnRates(request, [counted]), () => 0)
    );
    expect(found!.lines[0]!.points.every(({ value }) => value === null)).toBe(true);
  });
});

describe('recorded burn rates', () => {
  const request = { fromSeconds: AT - HOUR, toSeconds: AT, stepSeconds: 60 };
  const answers = (change?: (window: string) => Answer | undefined): Answers =>
    new Map(
      planBurnRates(request, [recorded]).map(({ id, promql }): [string, Answer] => {
        const window = /ratio_rate(\w+)/.exec(promql)![1]!;
        const series = { labels: info, timesSeconds: [AT - 60, AT], values: [NaN, 0.02] };
        return [id, change?.(window) ?? { state: 'ok', series: [series], warnings: [] }];
      })
    );

  it('are the ratios over the budget, and a gap where there was no traffic', () => {
    const [{ lines, pairs }] = judgeBurnRates(request, [recorded], answers()) as [ReturnType<typeof judgeBurnRates>[0]];
    expect(lines.map(({ windowSeconds }) => windowSeconds)).toEqual([300, 1800, HOUR, 7200, 6 * HOUR, DAY, 3 * DAY]);
    expect(lines.every(({ worst }) => !worst)).toBe(true);
    expect(lines[0]!.points).toEqual([
      { timeSeconds: AT - 60, value: null },
      { timeSeconds: AT, value: expect.closeTo(2, 9) },
    ]);
    expect(pairs.length).toBeGreaterThan(0);
  });

  it('are a gap where samples are missing, not a line across, however coarse the upstream answered', () => {
    const series = {
      labels: info,
      timesSeconds: [AT - 1800, AT - 1500, AT - 300, AT],
      values: [0.01, 0.01, 0.01, 0.01],
    };
    const [found] = judgeBurnRates(
      request,
      [recorded],
      answers(() => ({ state: 'ok', series: [series], warnings: [], stepSeconds: 300 }))
    );
    expect(found!.lines[0]!.points.filter(({ value }) => value === null)).toEqual([
      { timeSeconds: AT - 1200, value: null },
    ]);
  });

  it('leave out the window that failed and draw the others; without any they say why', () => {
    const failed: Answer = { state: 'failed', message: 'timed out', cause: 'unavailable' };
    const one = judgeBurnRates(
      request,
      [recorded],
      answers((window) => (window === '5m' ? failed : undefined))
    )[0]!;
    expect([one.lines.length, one.absence]).toEqual([6, null]);
    const none = judgeBurnRates(
      request,
      [recorded],
      answers(() => failed)
    )[0]!;
    expect(none.lines).toEqual([]);
    expect(none.absence).toMatchObject({ kind: 'unmeasured', what: { state: 'error' } });
  });

  it.each<[string, Slo, string]>([
    ['without an objective', { ...recorded, objectiveRatio: null }, 'objectiveUnknown'],
    ['whose SLI has stopped', { ...recorded, problems: [{ kind: 'sliStopped' }] }, 'stopped'],
  ])('of an SLO %s are none, and it says so', (_, slo, kind) => {
    expect(judgeBurnRates(request, [slo], answers())[0]).toMatchObject({ lines: [], absence: { kind } });
  });
});
