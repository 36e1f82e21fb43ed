import fc from 'fast-check';
import { measured, partial, unmeasured } from '../../budget/dataState';
import { mergeDefinitions } from '../../slo/merge';
import type { Slo } from '../../slo/slo';
import { answersOf, type Counted, countedDefinition } from '../events/testing';
import { complianceOf } from './compliance';
import { judgeSpent, type Spent } from './judge';
import { planSpent, spentPeriods, type SpentRequest } from './plan';

const HOUR = 3600;
const DAY = 86_400;
const at = (text: string) => Date.parse(text) / 1000;

function slo(windowDays = 30): Slo {
  const [only] = mergeDefinitions(
    { uid: 'prom', name: 'Prometheus', labels: {} },
    [],
    [countedDefinition({ window: { kind: 'rolling', seconds: windowDays * DAY } })]
  );
  return only!;
}

function spent(request: SpentRequest, counted: Counted): Extract<Spent, { state: 'ok' }> {
  const slos = [slo()];
  const [told] = judgeSpent(request, slos, answersOf(planSpent(request, slos), counted));
  if (told?.state !== 'ok') {
    throw new Error(JSON.stringify(told));
  }
  return told;
}

/** 10 events a second, 1 in a thousand bad. */
const even: Counted = (metric, from, to) => (metric === 'total' ? 10 : 0.01) * (to - from);

it('counts the day that has 25 hours by its 25 hours', () => {
  const toSeconds = at('2026-10-27T00:00:00+01:00');
  const { periods } = spent({ fromSeconds: toSeconds - 2 * DAY, toSeconds, per: 'day', zone: 'Europe/Berlin' }, even);
  const long = periods.find(({ startSeconds }) => startSeconds === at('2026-10-25T00:00:00+02:00'))!;
  expect(long.endSeconds - long.startSeconds).toBe(25 * HOUR);
  expect(long.total).toBeCloseTo(25 * HOUR * 10, 6);
  expect(long.errorRatio.value).toBeCloseTo(0.001, 12);
  // 900 bad of the 259,200 that 30 days allow.
  expect(long.spentRatio).toBeCloseTo((25 * HOUR * 0.01) / (0.01 * 10 * 30 * DAY), 12);
});

it('ends today at now and says that it goes on', () => {
  const toSeconds = at('2026-11-10T12:00:00Z');
  const { periods } = spent({ fromSeconds: toSeconds - DAY, toSeconds, per: 'day', zone: 'UTC' }, even);
  expect(periods.map(({ running }) => running)).toEqual([false, true]);
  expect(periods[1]!.total).toBeCloseTo(12 * HOUR * 10, 6);
});

it('knows a day without samples from a day without events, and from one seen in part', () => {
  const toSeconds = at('2026-11-10T00:00:00Z');
  const gone = { from: toSeconds - 3 * DAY, to: toSeconds - 2 * DAY };
  const idle = { from: toSeconds - 2 * DAY, to: toSeconds - DAY };
  const counted: Counted = (metric, from, to) => {
    const within = (time: { from: number; to: number }) => from >= time.from && to <= time.to;
    const halfGone = from >= toSeconds - DAY / 2;
    return to - from > DAY
      ? even(metric, from, to)
      : within(gone) || halfGone
        ? undefined
        : within(idle)
          ? 0
          : even(metric, from, to);
  };
  const { periods } = spent({ fromSeconds: toSeconds - 3 * DAY, toSeconds, per: 'day', zone: 'UTC' }, counted);
  expect(periods.map(({ errorRatio, spentRatio }) => [errorRatio.state, errorRatio.value, spentRatio])).toEqual([
    ['noData', null, null],
    ['noTraffic', null, 0],
    ['partial', expect.closeTo(0.001, 12), expect.closeTo((HOUR * 12 * 0.01) / (0.1 * 30 * DAY), 12)],
  ]);
  expect(periods[2]!.errorRatio.coverageRatio).toBeCloseTo(0.5, 12);
});

it('the days of any range in any zone follow one another, and what they spent adds up', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe');
  const start = fc.integer({ min: at('2026-01-01T00:00:00Z') / 900, max: at('2026-12-01T00:00:00Z') / 900 });
  fc.assert(
    fc.property(zone, start, fc.integer({ min: 4, max: 20 * 96 }), (name, first, length) => {
      const request: SpentRequest = {
        fromSeconds: first * 900,
        toSeconds: (first + length) * 900,
        per: 'day',
        zone: name,
      };
      const periods = spentPeriods(request);
      for (const [index, { startSeconds, endSeconds }] of periods.entries()) {
        expect(endSeconds).toBeGreaterThan(startSeconds);
        expect(startSeconds).toBe(periods[index - 1]?.endSeconds ?? startSeconds);
      }
      const total = spent(request, even).periods.reduce((sum, period) => sum + (period.total ?? 0), 0);
      expect(total).toBeCloseTo(10 * (request.toSeconds - periods[0]!.startSeconds), 3);
    }),
    { numRuns: 100 }
  );
});

it('keeps an objective only where it was seen to', () => {
  const kept = (errorRatio: Parameters<typeof complianceOf>[0]['errorRatio']) => complianceOf({ errorRatio }, 0.999);
  const seen = (coverageRatio: number) => ({ kind: 'windowNotCovered' as const, coverageRatio });
  expect(kept(measured(0.001))).toBe('kept');
  expect(kept(measured(0.0011))).toBe('missed');
  expect(kept(partial(0.0005, seen(0.95), 0.95))).toBe('kept');
  expect(kept(partial(0.0005, seen(0.5), 0.5))).toBe('unknown');
  expect(kept(partial(0.002, seen(0.5), 0.5))).toBe('missed');
  expect(kept(unmeasured('noTraffic', { kind: 'noEvents' }))).toBe('unknown');
  expect(kept(unmeasured('noData', { kind: 'noEvents' }))).toBe('unknown');
});
