import fc from 'fast-check';
import { judgedWindow, nominalSeconds, periodAt, periodsWithin, wholeSeconds } from './calendar';
import type { CalendarUnit, CalendarWindow } from './window';
import { isZone } from './zone';

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

const DAY = 86_400;
const utc = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`) / 1000;

function calendar(duration: string, start: string, zone: string): CalendarWindow {
  const [count = '', unit = ''] = duration.split(' ');
  return { kind: 'calendar', unit: unit as CalendarUnit, count: Number(count), startLocalSeconds: utc(start), zone };
}

/** Starts and ends as GNU date 9.1 gives them: `TZ=<zone> date -d '<wall time>' +%s`. */
const PERIODS: ReadonlyArray<
  [duration: string, start: string, zone: string, at: number, startSeconds: number, endSeconds: number]
> = [
  // 2026-11-26 13:00 UTC in November of Berlin.
  ['1 month', '2026-01-01 00:00', 'Europe/Berlin', 1_795_698_000, 1_793_487_600, 1_796_079_600],
  // October has 31 days and an hour.
  ['1 month', '2026-01-01 00:00', 'Europe/Berlin', 1_793_000_000, 1_790_805_600, 1_793_487_600],
  ['1 quarter', '2026-01-01 00:00', 'Europe/Berlin', 1_780_000_000, 1_774_994_400, 1_782_856_800],
  ['1 year', '2026-01-01 00:00', 'Europe/Berlin', 1_780_000_000, 1_767_222_000, 1_798_758_000],
  // The days of 23 and of 25 hours.
  ['1 day', '2026-01-01 00:00', 'Europe/Berlin', 1_774_750_000, 1_774_738_800, 1_774_821_600],
  ['1 day', '2026-01-01 00:00', 'Europe/Berlin', 1_792_900_000, 1_792_879_200, 1_792_969_200],
  ['1 week', '2026-01-05 00:00', 'America/New_York', 1_772_955_000, 1_772_427_600, 1_773_028_800],
  ['1 week', '2026-01-05 00:00', 'America/New_York', 1_773_100_000, 1_773_028_800, 1_773_633_600],
  // A start on the 31st: the last day of shorter months, and the 31st again after them.
  ['1 month', '2026-01-31 10:00', 'UTC', 1_770_000_000, 1_769_853_600, 1_772_272_800],
  ['1 month', '2026-01-31 10:00', 'UTC', 1_773_000_000, 1_772_272_800, 1_774_951_200],
  // A start on 29 February: the 28th in other years, the 29th again four years later.
  ['1 year', '2024-02-29 10:00', 'UTC', 1_710_000_000, 1_709_200_800, 1_740_736_800],
  ['1 year', '2024-02-29 10:00', 'UTC', 1_820_000_000, 1_803_808_800, 1_835_431_200],
  // The local midnight of 2018-11-04 does not exist: that day starts at 01:00.
  ['1 day', '2018-11-01 00:00', 'America/Sao_Paulo', 1_541_310_000, 1_541_300_400, 1_541_383_200],
  // 30 December 2011 never was.
  ['1 day', '2011-12-01 00:00', 'Pacific/Apia', 1_325_239_199, 1_325_152_800, 1_325_239_200],
  // Hours are hours, whatever the clock does: the seventh of them from midnight on is the eighth on the clock.
  ['6 hour', '2026-03-29 00:00', 'Europe/Berlin', 1_774_760_400, 1_774_760_400, 1_774_782_000],
];

const windows = fc.record({
  kind: fc.constant('calendar' as const),
  unit: fc.constantFrom<CalendarUnit>('minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'),
  count: fc.integer({ min: 1, max: 40 }),
  startLocalSeconds: fc.integer({ min: utc('1999-01-01 00:00'), max: utc('2030-01-01 00:00') }),
  zone: fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Pacific/Apia'
  ),
});
const delays = fc.integer({ min: 0, max: 900 * DAY });

describe('calendar periods', () => {
  it.each(PERIODS)(
    '%s from %s in %s: the one that runs at %d',
    (duration, start, zone, at, startSeconds, endSeconds) => {
      expect(periodAt(calendar(duration, start, zone), at)).toEqual({ startSeconds, endSeconds });
    }
  );

  it('are none before the first', () => {
    const month = calendar('1 month', '2026-01-01 00:00', 'Europe/Berlin');
    expect(periodAt(month, 1_767_221_999)).toBeNull();
    expect(periodAt(month, 1_767_222_000)?.startSeconds).toBe(1_767_222_000);
  });

  it('hold every time since the first start in exactly one of them, without gap or overlap', () => {
    fc.assert(
      fc.property(windows, delays, (window, delay) => {
        expect(isZone(window.zone)).toBe(true);
        const first = judgedWindow(window, -1e10);
        const from = first.kind === 'calendar' ? first.startSeconds : NaN;
        const at = from + delay;
        const period = periodAt(window, at)!;
        expect(period.startSeconds).toBeLessThanOrEqual(at);
        expect(period.endSeconds).toBeGreaterThan(at);
        expect(periodAt(window, period.startSeconds)).toEqual(period);
        expect(periodAt(window, period.endSeconds - 1)).toEqual(period);
        expect(periodAt(window, period.endSeconds)!.startSeconds).toBe(period.endSeconds);
        const before = periodAt(window, period.startSeconds - 1);
        expect(before?.endSeconds ?? from).toBe(period.startSeconds);
      }),
      { numRuns: 300 }
    );
  });

  it('are as long as nominal, but for leap days, uneven months and clocks that are put', () => {
    fc.assert(
      fc.property(windows, delays, (window, delay) => {
        const { startSeconds: from } = judgedWindow(window, -1e10) as Extract<
          ReturnType<typeof judgedWindow>,
          { kind: 'calendar' }
        >;
        const { startSeconds, endSeconds } = periodAt(window, from + delay)!;
        const exact = ['minute', 'hour'].includes(window.unit);
        const months = MONTHS[window.unit] ?? 0;
        // A month is at most 2 days from 30; the date line cost a day once.
        const slack = exact ? 0 : 2 * DAY + 2 * DAY * months * window.count;
        expect(Math.abs(endSeconds - startSeconds - nominalSeconds(window))).toBeLessThanOrEqual(slack);
      })
    );
  });

  it('of a range are the newest that have part in it', () => {
    const month = calendar('1 month', '2026-01-01 00:00', 'Europe/Berlin');
    const range = { fromSeconds: 1_790_900_000, toSeconds: 1_795_698_000 };
    expect(periodsWithin(month, range, 10)).toEqual([
      { startSeconds: 1_790_805_600, endSeconds: 1_793_487_600 },
      { startSeconds: 1_793_487_600, endSeconds: 1_796_079_600 },
    ]);
    expect(periodsWithin(month, range, 1)).toEqual([{ startSeconds: 1_793_487_600, endSeconds: 1_796_079_600 }]);
    expect(periodsWithin(month, { fromSeconds: 0, toSeconds: 1_767_222_000 }, 10)).toEqual([
      { startSeconds: 1_767_222_000, endSeconds: 1_769_900_400 },
    ]);
    expect(periodsWithin(month, { fromSeconds: 0, toSeconds: 1_700_000_000 }, 10)).toEqual([]);
    // 29 and 31 December 2011 of Apia, which had no 30th.
    const day = calendar('1 day', '2011-12-01 00:00', 'Pacific/Apia');
    expect(periodsWithin(day, { fromSeconds: 1_325_200_000, toSeconds: 1_325_300_000 }, 10)).toEqual([
      { startSeconds: 1_325_152_800, endSeconds: 1_325_239_200 },
      { startSeconds: 1_325_239_200, endSeconds: 1_325_325_600 },
    ]);
  });
});

describe('the periods of a range', () => {
  it('are those that run at its times', () => {
    fc.assert(
      fc.property(windows, delays, fc.integer({ min: 0, max: 40 }), (window, delay, periods) => {
        const first = judgedWindow(window, -1e10);
        const to = (first.kind === 'calendar' ? first.startSeconds : NaN) + delay;
        const from = to - periods * nominalSeconds(window);
        const found = periodsWithin(window, { fromSeconds: from, toSeconds: to }, 100);
        expect(found.at(-1)).toEqual(periodAt(window, to));
        expect(found[0]).toEqual(periodAt(window, from) ?? periodAt(window, to - delay));
        for (const [index, period] of found.entries()) {
          expect(periodAt(window, period.startSeconds)).toEqual(period);
          expect(found[index + 1]?.startSeconds ?? period.endSeconds).toBe(period.endSeconds);
        }
      }),
      { numRuns: 60 }
    );
  });
});

describe('a window at a time', () => {
  const month = calendar('1 month', '2026-01-01 00:00', 'Europe/Berlin');

  it('is what has passed of the running period', () => {
    const window = judgedWindow(month, 1_793_487_600 + 5 * DAY);
    expect(window).toEqual({
      ...month,
      startSeconds: 1_793_487_600,
      endSeconds: 1_796_079_600,
      seconds: 5 * DAY,
      begun: true,
    });
    expect(wholeSeconds(window)).toBe(30 * DAY);
  });

  it('is nothing yet of the first period before that starts', () => {
    expect(judgedWindow(month, 1_767_000_000)).toMatchObject({ startSeconds: 1_767_222_000, seconds: 0, begun: false });
  });

  it('is itself where it rolls', () => {
    const rolling = { kind: 'rolling', seconds: 7 * DAY } as const;
    expect(judgedWindow(rolling, 1_793_487_600)).toBe(rolling);
    expect([wholeSeconds(rolling), nominalSeconds(rolling)]).toEqual([7 * DAY, 7 * DAY]);
  });
});
