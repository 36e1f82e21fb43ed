import fc from 'fast-check';
import { pairState, type AlertPair } from './alertPairs';
import { measured } from './dataState';
import { firingSlots } from './firing';
import { runningSums } from './slots';

const SLOT = 300;
/** An error budget that binary fractions hold exactly. */
const OBJECTIVE = 0.75;

/** Whether the pair fires at the end of an hour in which so many events of every slot were bad. */
function fires(pair: AlertPair, bad: number, total: number): boolean {
  const slots = Array.from({ length: 12 }, () => ({ bad, total }));
  const history = {
    startSeconds: 0,
    slotSeconds: SLOT,
    slots,
    windowSlot: 0,
    objectiveRatio: OBJECTIVE,
    pairs: [pair],
  };
  return firingSlots(history, runningSums(slots)).at(-1) !== null;
}

const pair: AlertPair = { severity: 'page', shortSeconds: SLOT, longSeconds: 3600, factor: 2 };

it.each<[string, Partial<AlertPair>, number, boolean]>([
  ['above its factor', {}, 2, false],
  ['at least its factor', { comparison: '>=' }, 2, true],
  ['above a threshold that its tool has rounded down', { thresholdRate: 1.9 }, 2, true],
  ['above its factor once it is rounded', { roundedDecimals: 0, comparison: '>=' }, 1.96, true],
])('a pair that fires %s', (_, change, rate, expected) => {
  expect(fires({ ...pair, ...change }, rate * 100 * (1 - OBJECTIVE), 100)).toBe(expected);
});

it('a slot fires where the row does, however the tool compares', () => {
  fc.assert(
    fc.property(
      fc.record({
        factor: fc.constantFrom(0.5, 1, 1.95, 2, 3),
        comparison: fc.constantFrom(undefined, '>=' as const),
        thresholdRate: fc.constantFrom(undefined, 1.9, 2),
        roundedDecimals: fc.constantFrom(undefined, 0, 1),
      }),
      fc.integer({ min: 0, max: 100 }),
      ({ factor, comparison, thresholdRate, roundedDecimals }, bad) => {
        const own: AlertPair = {
          ...pair,
          factor,
          ...(comparison && { comparison }),
          ...(thresholdRate !== undefined && { thresholdRate }),
          ...(roundedDecimals !== undefined && { roundedDecimals }),
        };
        const rate = measured(bad / 100 / (1 - OBJECTIVE));
        const row = pairState(
          own,
          new Map([
            [SLOT, rate],
            [3600, rate],
          ])
        );
        expect(fires(own, bad, 100)).toBe(row === 'firing');
      }
    )
  );
});
