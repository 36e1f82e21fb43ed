import fc from 'fast-check';
import { mergeDefinitions } from '../../slo/merge';
import { withExclusions, type Exclusion } from '../../window/exclusions';
import type { CalendarUnit, CalendarWindow } from '../../window/window';
import { answersOf, type Counted, countedDefinition } from '../events/testing';
import { judgeBudget } from './judge';
import { planBudget, type BudgetRequest } from './plan';

const HOUR = 3600;
const DAY = 86_400;
/** Months of Berlin in 2026, as GNU date gives them: `TZ=Europe/Berlin date -d '2026-09-01' +%s` and so on. */
const SEPTEMBER = 1_788_213_600;
const OCTOBER = 1_790_805_600;
const NOVEMBER = 1_793_487_600;
const DECEMBER = 1_796_079_600;
const FIRSTS = [SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER];

function calendar(unit: CalendarUnit): CalendarWindow {
  // 2026-01-01 00:00 on the clock.
  return { kind: 'calendar', unit, count: 1, startLocalSeconds: 1_767_225_600, zone: 'Europe/Berlin' };
}

const slosOf = (unit: CalendarUnit = 'month', id = 'n') =>
  mergeDefinitions(
    { uid: 'prom', name: 'Prometheus', labels: {} },
    [],
    [
      countedDefinition({
        service: 's',
        name: id,
        window: calendar(unit),
      }),
    ]
  );

/** A hundred events a minute of which one is bad, and ten are in the first 20 minutes of every 700. */
function before(minute: number): number {
  const rest = minute % 700;
  return Math.floor(minute / 700) * 880 + (rest < 20 ? rest * 10 : 180 + rest);
}
const uneven: Counted = (metric, from, to) => {
  const [first, last] = [Math.floor(from / 60), Math.floor(to / 60)];
  return metric === 'total' ? 100 * (last - first) : before(last) - before(first);
};

function budget(
  request: Omit<BudgetRequest, 'unit'>,
  unit: BudgetRequest['unit'] = 'percent',
  counted = uneven,
  slos = slosOf()
) {
  const whole = { ...request, unit };
  const [found] = judgeBudget(whole, slos, answersOf(planBudget(whole, slos), counted));
  return found!;
}

const atMinute = fc.integer({ min: NOVEMBER / 60 + 10, max: DECEMBER / 60 - 1 }).map((minute) => minute * 60);

describe('the budget of calendar months over time', () => {
  it('is at every point what its month had left then, whatever the range and the step', () => {
    fc.assert(
      fc.property(
        atMinute,
        fc.integer({ min: 60, max: 80_000 }),
        fc.integer({ min: 5, max: 900 }),
        (to, minutes, step) => {
          const request = {
            fromSeconds: Math.max(SEPTEMBER, to - minutes * 60),
            toSeconds: to,
            stepSeconds: step * 60,
          };
          const { points, method } = budget(request);
          expect(method).toBe('byPeriod');
          const times = points.map(({ timeSeconds }) => timeSeconds);
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
          for (const { timeSeconds, value } of points) {
            const start = FIRSTS.filter((first) => first <= timeSeconds).at(-1)!;
            const end = FIRSTS[FIRSTS.indexOf(start) + 1]!;
            const passed = Math.min(end, to) - start;
            // The last point of a month stands a second before its end.
            const at = timeSeconds === end - 1 ? end : timeSeconds;
            const allowed = (0.01 * uneven('total', start, Math.min(end, to))! * (end - start)) / passed;
            expect(value).toBeCloseTo(1 - uneven('bad', start, at)! / allowed, 9);
          }
          return points.length > 0;
        }
      ),
      { numRuns: 60 }
    );
  });

  const range = { fromSeconds: OCTOBER - 2 * DAY, toSeconds: NOVEMBER + 15 * DAY, stepSeconds: 6 * HOUR };

  it('begins anew with each month, and ends each with what was left of it', () => {
    const { points } = budget(range);
    const at = (seconds: number) => points.find(({ timeSeconds }) => timeSeconds === seconds)?.value;
    expect(at(OCTOBER)).toBe(1);
    expect(at(NOVEMBER)).toBe(1);
    // October has 31 days and an hour: 4,470,000 events, of which 44,700 may be bad.
    const bad = uneven('bad', OCTOBER, NOVEMBER)!;
    expect(at(NOVEMBER - 1)).toBeCloseTo(1 - bad / 44_700, 9);
    expect(points.at(-1)!.timeSeconds).toBe(range.toSeconds);
  });

  it('has a line that spends it evenly, to nothing at the end of each month', () => {
    const { ideal, points } = budget(range);
    const at = (seconds: number) => ideal.find(({ timeSeconds }) => timeSeconds === seconds)?.value;
    expect(ideal.map(({ timeSeconds }) => timeSeconds)).toEqual([
      ...points.map(({ timeSeconds }) => timeSeconds),
      DECEMBER,
    ]);
    expect(at(OCTOBER)).toBe(1);
    expect(at(NOVEMBER - 1)).toBeCloseTo(0, 5);
    expect(at(range.toSeconds)).toBeCloseTo(0.5, 12);
    expect(at(DECEMBER)).toBe(0);
  });

  it('lies on that line where exactly what is allowed is spent, above it where less is', () => {
    const spending =
      (share: number): Counted =>
      (metric, from, to) =>
        (metric === 'total' ? 1 : share / 100) * (to - from);
    const even = budget(range, 'percent', spending(1));
    for (const [index, { value }] of even.points.entries()) {
      expect(value).toBeCloseTo(even.ideal[index]!.value, 5);
    }
    const half = budget(range, 'percent', spending(0.5));
    expect(half.points.at(-1)!.value).toBeCloseTo(0.75, 9);
  });

  it.each([
    // 30 days have 43,200 minutes and October's 31 an hour more: a hundredth of them.
    ['minutes', 432, 447],
    // A hundred events a minute: those of November are expected.
    ['events', 43_200, 44_700],
  ] as const)('is told in %s of the month it is of', (unit, november, october) => {
    const { points, ideal } = budget(range, unit);
    const at = (seconds: number, line = points) => line.find(({ timeSeconds }) => timeSeconds === seconds)?.value;
    expect(at(NOVEMBER)).toBeCloseTo(november, 6);
    expect(at(OCTOBER)).toBeCloseTo(october, 6);
    expect(at(range.toSeconds, [...ideal])).toBeCloseTo(november / 2, 6);
  });

  it('has a gap for a month of which nothing is known, and no line across it', () => {
    const { points } = budget(range, 'percent', (metric, from, to) =>
      to <= NOVEMBER ? undefined : uneven(metric, from, to)
    );
    const known = points.filter(({ value }) => value !== null);
    expect(known[0]!.timeSeconds).toBeGreaterThanOrEqual(NOVEMBER);
    expect(points.filter(({ timeSeconds }) => timeSeconds < NOVEMBER).every(({ value }) => value === null)).toBe(true);
  });

  it('is drawn from its start and its end where a step is longer than a period', () => {
    const request = { fromSeconds: NOVEMBER, toSeconds: NOVEMBER + 2.5 * DAY, stepSeconds: 7 * DAY };
    const { points } = budget(request, 'percent', uneven, slosOf('day'));
    expect(points.map(({ timeSeconds }) => (timeSeconds - NOVEMBER) / DAY)).toEqual([
      0,
      1 - 1 / DAY,
      1,
      2 - 1 / DAY,
      2,
      2.5,
    ]);
  });

  it('is drawn for the newest periods where a range has very many', () => {
    const request = { fromSeconds: NOVEMBER - 60 * DAY, toSeconds: NOVEMBER + 10 * DAY + HOUR, stepSeconds: HOUR };
    const { points } = budget(request, 'percent', uneven, slosOf('day'));
    expect(points[0]!.timeSeconds).toBe(NOVEMBER - 42 * DAY - HOUR);
  });

  it('is not drawn before the first period, nor for one that has just begun, and says why', () => {
    const early = { fromSeconds: 1_766_000_000, toSeconds: 1_767_000_000, stepSeconds: HOUR };
    expect(budget(early).absence).toMatchObject({ kind: 'unmeasured', what: { reason: { kind: 'periodNotBegun' } } });
    const first = { fromSeconds: 1_766_000_000, toSeconds: 1_767_222_060, stepSeconds: HOUR };
    expect(budget(first).absence).toMatchObject({ kind: 'unmeasured', what: { reason: { kind: 'periodJustBegun' } } });
    expect(budget(range, 'percent', () => undefined).absence).toMatchObject({ kind: 'unmeasured' });
    expect(budget(range, 'percent', () => 0).absence).toEqual({ kind: 'noEvents' });
  });

  it('asks for a year of weeks, something of each of which is excluded, in a few queries', () => {
    const sunday: Exclusion = {
      reason: 'closed',
      source: 'configuration',
      match: {},
      when: { kind: 'weekly', weekday: 0, fromSeconds: 2 * HOUR, toSeconds: 4 * HOUR, zone: 'Europe/Berlin' },
    };
    const slos = withExclusions(slosOf('week'), [sunday]);
    const year = { fromSeconds: NOVEMBER - 300 * DAY, toSeconds: NOVEMBER, stepSeconds: DAY, unit: 'percent' as const };
    const planned = planBudget(year, slos);
    expect(planned.length).toBeLessThanOrEqual(5);
    // Bad and all events of two pieces a week and of its tail.
    expect(planned.flatMap(({ union }) => union?.parts ?? []).length).toBeGreaterThan(40 * 6);
    const { absence, points } = budget(year, 'percent', uneven, slos);
    expect(absence).toBeNull();
    expect(points.every(({ value }) => value !== null)).toBe(true);
  });

  it('knows what was refused at the next refresh, though the month has grown', () => {
    const at = (toSeconds: number) => planBudget({ ...range, toSeconds, unit: 'percent' }, slosOf());
    const identities = (queries: ReturnType<typeof at>) =>
      new Set(queries.flatMap(({ union }) => union?.parts ?? []).flatMap(({ identity }) => identity ?? []));
    expect(identities(at(range.toSeconds + 60))).toEqual(identities(at(range.toSeconds)));
    expect(identities(at(range.toSeconds)).size).toBeGreaterThan(2);
  });

  it('asks as many questions for many SLOs as for one', () => {
    const one = planBudget({ ...range, unit: 'percent' }, slosOf());
    const many = Array.from({ length: 30 }, (_, index) => slosOf('month', `n${index}`)).flat();
    expect(planBudget({ ...range, unit: 'percent' }, many)).toHaveLength(one.length);
    // September, October and November whole, the buckets, and the tails of all three.
    expect(one.map(({ kind }) => kind)).toEqual(['instant', 'range', 'instant']);
    expect(new Set(one.map((query) => (query.kind === 'instant' ? query.atSeconds : query.endSeconds)))).toEqual(
      new Set([range.toSeconds])
    );
  });
});
