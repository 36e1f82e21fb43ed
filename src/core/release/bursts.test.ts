import fc from 'fast-check';
import {
  burstBadLower,
  burstBadUpper,
  LARGEST_BURST,
  logEvidenceAbove,
  logEvidenceBelow,
  tallyBursts,
  withWorstCase,
} from './bursts';
import { type Block } from './counts';

/** The least products of 1 + stake x/K over all ways to write 0, 1, … 47 as sums of 1 … K. */
function leastProducts(stake: number): number[] {
  const least = [1];
  for (let sum = 1; sum <= 47; sum++) {
    const first = Array.from({ length: Math.min(sum, 10) }, (_, index) => index + 1);
    least.push(Math.min(...first.map((size) => (1 + (stake * size) / 10) * least[sum - size]!)));
  }
  return least;
}

/** Even steps in u of stakes 1 - u^2, and of stakes with the chance e^-stake to be exceeded. */
const STEPS = Array.from({ length: 64 }, (_, index) => (index + 0.5) / 64);
const BELOW = STEPS.map((u) => ({ stake: u * u - 1, products: leastProducts(u * u - 1) }));
const ABOVE = STEPS.map((u) => ({ stake: -Math.log(1 - u), products: leastProducts(-Math.log(1 - u)) }));

function average(bets: typeof BELOW, events: number, runs: readonly number[], q: number): number {
  const wealth = bets.map(({ stake, products }) =>
    runs.reduce((product, bad) => product * products[bad]!, Math.exp((-stake * q * events) / 10))
  );
  return Math.log(wealth.reduce((sum, value) => sum + value, 0) / 64);
}

const runsOf = fc.array(fc.integer({ min: 1, max: 35 }), { maxLength: 12 });
const separated = (runs: readonly number[]): Block[] =>
  runs.flatMap((bad): Block[] => [
    [bad, bad],
    [50, 0],
  ]);

describe('evidence where errors come in bursts', () => {
  it('takes the least of all ways in which causes can have shared a run', () => {
    expect(LARGEST_BURST).toBe(10);
    fc.assert(
      fc.property(runsOf, fc.integer({ min: 1000, max: 60_000 }), (runs, events) => {
        const causes = tallyBursts(separated(runs));
        expect(logEvidenceBelow(events, causes, 0.001)).toBeCloseTo(average(BELOW, events, runs, 0.001), 9);
        expect(logEvidenceAbove(events, causes, 0.001)).toBeCloseTo(average(ABOVE, events, runs, 0.001), 9);
      }),
      { numRuns: 300, seed: 9 }
    );
  });

  it('never grows on average over a burst of a service that is exactly at its budget', () => {
    const stakes = fc.array(runsOf, { maxLength: 1 }).map(([runs = []]) => runs);
    fc.assert(
      fc.property(
        stakes,
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1000, max: 60_000 }),
        (runs, size, events) => {
          // A cause of m events, which are `size` bad ones with chance m q / size.
          const [q, m] = [0.001, size];
          const chance = (m * q) / size;
          const now = logEvidenceBelow(events, tallyBursts(separated(runs)), q);
          const clean = logEvidenceBelow(events + m, tallyBursts(separated(runs)), q);
          const hit = logEvidenceBelow(events + m, tallyBursts(separated([...runs, size])), q);
          expect(chance * Math.exp(hit - now) + (1 - chance) * Math.exp(clean - now)).toBeLessThanOrEqual(1 + 1e-12);
          const worse = [runs, [...runs, size]].map((each) =>
            logEvidenceAbove(events + m, tallyBursts(separated(each)), q)
          );
          const before = logEvidenceAbove(events, tallyBursts(separated(runs)), q);
          const mean = (1 - chance) * Math.exp(worse[0]! - before) + chance * Math.exp(worse[1]! - before);
          expect(mean).toBeLessThanOrEqual(1 + 1e-12);
        }
      ),
      { numRuns: 300, seed: 10 }
    );
  });

  it('takes neighbouring blocks with bad events together, across blocks without events', () => {
    const apart = tallyBursts([
      [100, 3],
      [100, 0],
      [100, 4],
    ]);
    const together = tallyBursts([
      [100, 3],
      [0, 0],
      [100, 4],
      [100, 0],
    ]);
    expect(apart.parts.map((causes, size) => causes * size)).toEqual([0, 0, 0, 3, 4, 0, 0, 0, 0, 0]);
    expect(together.parts.map((causes, size) => causes * size)).toEqual([0, 0, 0, 0, 0, 0, 0, 7, 0, 0]);
    expect(tallyBursts([[100, 23]])).toEqual({ full: 2, parts: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0] });
  });

  it('is at least as bad with lost events as wherever they may have been bad', () => {
    fc.assert(
      fc.property(
        runsOf,
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.nat({ max: 11 }), { minLength: 12, maxLength: 12 }),
        (runs, lost, places) => {
          const spread = [...runs, 0];
          for (let event = 0; event < lost; event++) {
            const at = places[event]! % spread.length;
            spread[at] = spread[at]! + 1;
          }
          const truth = logEvidenceBelow(50_000, tallyBursts(separated(spread)), 0.001);
          const assumed = logEvidenceBelow(50_000, withWorstCase(tallyBursts(separated(runs)), lost), 0.001);
          expect(assumed).toBeLessThanOrEqual(truth + 1e-12);
        }
      ),
      { numRuns: 1000, seed: 11 }
    );
  });

  it('has bounds where it is just enough', () => {
    const causes = tallyBursts(separated([1, 1, 3, 12]));
    const upper = burstBadUpper(90_000, causes, 0.05);
    const lower = burstBadLower(9000, causes, 0.5);
    expect(logEvidenceBelow(90_000, causes, upper)).toBeCloseTo(Math.log(20), 9);
    expect(logEvidenceAbove(9000, causes, lower)).toBeCloseTo(Math.log(2), 9);
    expect(burstBadUpper(10, causes, 0.05)).toBe(1);
    expect(burstBadLower(90_000, tallyBursts([[90_000, 0]]), 0.05)).toBe(0);
  });
});
