import fc from 'fast-check';
import { excludedWithin, isExcludedBy, keptWithin, type Exclusion } from './exclusions';

const HOUR = 3600;
const DAY = 24 * HOUR;

function once(startSeconds: number, endSeconds: number, reason = 'work'): Exclusion {
  return { reason, source: 'configuration', match: {}, when: { kind: 'oneOff', startSeconds, endSeconds } };
}

function sundays(fromHour: number, toHour: number, zone: string): Exclusion {
  return {
    reason: 'patches',
    source: 'configuration',
    match: {},
    when: { kind: 'weekly', weekday: 0, fromSeconds: fromHour * HOUR, toSeconds: toHour * HOUR, zone },
  };
}

function times(exclusions: readonly Exclusion[], startSeconds: number, endSeconds: number): Array<[number, number]> {
  return excludedWithin(exclusions, { startSeconds, endSeconds }).map((one) => [one.startSeconds, one.endSeconds]);
}

describe('excluded times', () => {
  it('are clipped to the window and joined where they overlap or touch', () => {
    const some = [once(50, 200, 'a'), once(150, 300, 'b'), once(300, 400, 'c'), once(900, 1200, 'd'), once(0, 40)];
    expect(times(some, 100, 1000)).toEqual([
      [100, 400],
      [900, 1000],
    ]);
    const [first] = excludedWithin(some, { startSeconds: 100, endSeconds: 1000 });
    expect(first!.exclusions.map(({ reason }) => reason)).toEqual(['a', 'b', 'c']);
  });

  // GNU date: TZ=Europe/Berlin date -d '2026-10-18 02:00' +%s, and so on.
  it.each([
    ['an ordinary Sunday', 1_792_281_600, 2 * HOUR],
    // The clock shows 02:00 twice on that night; the first of both counts.
    ['the night that has an hour twice', 1_792_886_400, 3 * HOUR],
    // 02:00 does not exist; the clock goes on to 03:00.
    ['the night that leaves an hour out', 1_774_746_000, HOUR],
  ])('come every week on the clock of their zone: %s', (_, start, length) => {
    expect(times([sundays(2, 4, 'Europe/Berlin')], start - DAY, start + DAY)).toEqual([[start, start + length]]);
  });

  it('may reach over midnight, also from the day before the window', () => {
    // 2026-10-18 23:00 to 2026-10-19 01:00 UTC.
    const midnight = 1_792_368_000;
    expect(times([sundays(23, 1, 'UTC')], midnight, midnight + DAY)).toEqual([[midnight, midnight + HOUR]]);
    expect(times([sundays(23, 1, 'UTC')], midnight - DAY, midnight)).toEqual([[midnight - HOUR, midnight]]);
  });

  it('come four or five times in 30 days', () => {
    expect(times([sundays(2, 4, 'America/New_York')], 1_792_281_600, 1_792_281_600 + 28 * DAY)).toHaveLength(4);
  });

  it('and what is kept make up the window, whatever they are', () => {
    const arbitrary = fc.tuple(fc.integer({ min: -20, max: 120 }), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 12 }), (some) => {
        const window = { startSeconds: 0, endSeconds: 100 };
        const excluded = excludedWithin(
          some.map(([start, length]) => once(start, start + length)),
          window
        );
        const kept = keptWithin(excluded, window);
        const isIn = (second: number) => (one: { startSeconds: number; endSeconds: number }) =>
          second >= one.startSeconds && second < one.endSeconds;
        for (let second = 0; second < 100; second += 1) {
          const wanted = some.some(([start, length]) => second >= start && second < start + length);
          expect(excluded.filter(isIn(second))).toHaveLength(wanted ? 1 : 0);
          expect(kept.filter(isIn(second))).toHaveLength(wanted ? 0 : 1);
        }
      }),
      { numRuns: 40 }
    );
  });

  it('are for the SLOs that have all labels', () => {
    const exclusion = { ...once(0, 1000), match: { service: ['orders'], region: ['eu', 'us'] } };
    expect(isExcludedBy(exclusion, { service: 'orders', region: 'eu', slo: 'x' })).toBe(true);
    expect(isExcludedBy(exclusion, { service: 'orders', region: 'us' })).toBe(true);
    expect(isExcludedBy(exclusion, { service: 'orders', region: 'asia' })).toBe(false);
    expect(isExcludedBy(exclusion, { service: 'orders' })).toBe(false);
    expect(isExcludedBy(once(0, 1000), {})).toBe(true);
  });
});
