import fc from 'fast-check';
import { defaultPairs, type AlertPair } from './alertPairs';
import { findOnset, type BurnLooks } from './onset';
import type { SlotCount } from './slots';

const MINUTE = 60;
const SLOT = 5 * MINUTE;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = 1_800_000_000;

/** The pages of the workbook: 5m/1h above 14.4 and 30m/6h above 6. */
const PAGES = defaultPairs(30 * DAY).filter(({ severity }) => severity === 'page');

type Rate = number | null | 'idle';

/**
 * One look a minute at the last five, of 100 events a minute at an objective of 99 %: the bad ones of a minute are its burn
 * rate. A look that reaches a minute without a number has none.
 */
function burn(minutes: readonly Rate[], change: Partial<BurnLooks> = {}): BurnLooks {
  const looks = minutes.map((_, index): SlotCount | null => {
    const seen = minutes.slice(Math.max(0, index - 4), index + 1);
    if (seen.length < 5 || seen.includes(null)) {
      return null;
    }
    const rates = seen.filter((rate) => typeof rate === 'number');
    return { bad: rates.reduce((sum, rate) => sum + rate, 0), total: 100 * rates.length };
  });
  return {
    firstSeconds: START + MINUTE,
    stepSeconds: MINUTE,
    slotSeconds: SLOT,
    looks,
    objectiveRatio: 0.99,
    pairs: PAGES,
    firing: 'page',
    ...change,
  };
}

const times = (count: number, rate: Rate) => Array<Rate>(count).fill(rate);

/** In minutes since the start, with whether it was seen. */
function found(given: BurnLooks) {
  const { atSeconds, seen } = findOnset(given);
  return [(atSeconds - START) / MINUTE, seen];
}

const quiet = times(10 * 60, 0);

describe('the onset of what fires', () => {
  it('is when the burning began, to the minute, and not when the alert fired', () => {
    // Five minutes of 40 fire nothing: an hour holds 5 · 40 / 60 = 3.3. After 22 it is 14.7.
    for (const phase of [0, 1, 2, 3, 4]) {
      expect(found(burn([...quiet, ...times(phase, 0), ...times(35, 40)]))).toEqual([600 + phase, true]);
    }
  });

  it('is when five minutes were first above 1, where it began slowly', () => {
    // Of 0.9 a minute five minutes stay below 1; the sixth brings 14 and with it 4 · 0.9 + 14 = 17.6 in five.
    expect(found(burn([...quiet, ...times(30, 0.9), 14, ...times(60, 40)]))).toEqual([630, true]);
  });

  it('is that of the last unbroken run before the alert', () => {
    // Six quiet minutes leave a look of five without a bad event.
    expect(found(burn([...quiet, ...times(6, 10), ...times(10, 0), ...times(40, 40)]))).toEqual([616, true]);
  });

  it('stays while the alert fires over a lull', () => {
    // An hour of 40 is 6.7 in six hours, and the half hour before the end of the lull has 20 minutes of it.
    expect(found(burn([...quiet, ...times(60, 40), ...times(10, 0), ...times(10, 40)]))).toEqual([600, true]);
  });

  it('may be earlier than the first that is known', () => {
    expect(found(burn([...times(600, null), ...times(40, 40)]))).toEqual([604, false]);
    expect(found(burn([...quiet, ...times(20, 'idle'), ...times(40, 40)]))).toEqual([620, false]);
  });

  it('may be earlier than what the alerts look back on', () => {
    // Six hours after the start the pair of 6 h has seen all that it looks at.
    expect(found(burn(times(600, 40)))).toEqual([360, false]);
    expect(found(burn([...times(60, 0), ...times(540, 40)]))).toEqual([360, false]);
    expect(found(burn(times(20, 40)))).toEqual([20, false]);
  });

  it('goes over a scrape that is missing', () => {
    expect(found(burn([...quiet, ...times(20, 40), null, ...times(20, 40)]))).toEqual([600, true]);
  });

  it('is told where the tool says that it fires and the looks do not', () => {
    // A minute of 30 fires nothing by itself.
    expect(found(burn([...quiet, 30]))).toEqual([600, true]);
    // Nothing burns: the alert is all that is known.
    const [minutes, seen] = found(burn(quiet));
    expect([Number(minutes) > 590, seen]).toEqual([true, true]);
  });

  it('is told by slots where looks are as far apart', () => {
    const slots = [...Array<number>(120).fill(0), ...Array<number>(8).fill(40)];
    const looks = slots.map((bad): SlotCount => ({ bad, total: 100 }));
    const coarse = burn([], { firstSeconds: START + SLOT, stepSeconds: SLOT, looks });
    expect(found(coarse)).toEqual([600, true]);
  });
});

describe('of any burn', () => {
  const pairs: AlertPair[] = [
    { severity: 'page', shortSeconds: 2 * SLOT, longSeconds: 4 * SLOT, factor: 5 },
    { severity: 'ticket', shortSeconds: 6 * SLOT, longSeconds: 12 * SLOT, factor: 2 },
  ];
  const rate = fc.oneof(
    { weight: 4, arbitrary: fc.double({ min: 0, max: 0.9, noNaN: true }) },
    { weight: 3, arbitrary: fc.double({ min: 1.1, max: 100, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom<Rate>(null, 'idle') }
  );
  const minutes = fc
    .array(fc.tuple(rate, fc.integer({ min: 1, max: 25 })), { minLength: 1, maxLength: 20 })
    .map((stretches) => stretches.flatMap(([value, length]) => times(length, value)));

  it('a sudden burst is found to the minute, whatever was known before it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 360, max: 700 }),
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 5.1, max: 100, noNaN: true }),
        (before, length, strength) => {
          expect(found(burn([...times(before, 0), ...times(length, strength)]))).toEqual([before, true]);
        }
      )
    );
  });

  it('what was seen stays so when more of the past is known', () => {
    let seen = 0;
    fc.assert(
      fc.property(minutes, minutes, (past, present) => {
        const given = burn(present, { pairs });
        const onset = findOnset(given);
        if (!onset.seen) {
          return;
        }
        seen += 1;
        const longer = burn([...past, ...present], { pairs, firstSeconds: START + MINUTE - past.length * MINUTE });
        // The first minutes of the present now have a look of their own.
        const looks = [...longer.looks.slice(0, past.length), ...given.looks];
        expect(findOnset({ ...longer, looks })).toEqual(onset);
      }),
      { numRuns: 500 }
    );
    expect(seen).toBeGreaterThan(50);
  });

  it('the look before an onset that was seen is at most 1', () => {
    let burning = 0;
    fc.assert(
      fc.property(minutes, (present) => {
        const given = burn(present, { pairs });
        const { atSeconds, seen } = findOnset(given);
        const lookAt = (seconds: number) => given.looks[(seconds - given.firstSeconds) / MINUTE];
        const burns = (seconds: number) => {
          const look = lookAt(seconds);
          // A rate of 1 has no exact sum: what is above it by rounding alone is no burn.
          return look != null && look.total > 0 && look.bad / look.total > 0.01 * (1 + 1e-9);
        };
        if (!seen || !burns(atSeconds + MINUTE)) {
          return;
        }
        burning += 1;
        expect(burns(atSeconds)).toBe(false);
      }),
      { numRuns: 500 }
    );
    expect(burning).toBeGreaterThan(50);
  });
});
