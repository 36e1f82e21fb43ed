import fc from 'fast-check';
import { countsAlone, orderedBuckets, quantileOf, shareWithin, type Bucket } from './buckets';

const buckets = (...pairs: Array<[number, number]>): Bucket[] =>
  pairs.map(([upperBound, cumulative]) => ({ upperBound, cumulative }));

const SHOP = buckets([0.1, 60], [0.3, 90], [1, 98], [Infinity, 100]);

describe('buckets', () => {
  it('are put in order and never fall', () => {
    expect(orderedBuckets(buckets([Infinity, 99.9], [0.1, 3], [1, 100]))).toEqual(
      buckets([0.1, 3], [1, 100], [Infinity, 100])
    );
  });

  it('tell nothing without the one that has no bound', () => {
    expect(orderedBuckets(buckets([0.1, 3], [1, 100]))).toBeNull();
    expect(orderedBuckets(buckets([0.1, 3], [Infinity, NaN]))).toBeNull();
    expect(orderedBuckets([])).toBeNull();
  });

  it('leave out one that has no sample', () => {
    expect(orderedBuckets(buckets([0.1, NaN], [1, 4], [Infinity, 5]))).toEqual(buckets([1, 4], [Infinity, 5]));
  });
});

describe('share', () => {
  it.each([
    [0.1, 0.6],
    [1, 0.98],
    [Infinity, 1],
    [0.2, null],
    [2, null],
  ])('within %d', (bound, expected) => {
    expect(shareWithin(SHOP, bound)).toBe(expected);
  });

  it('is nothing where there were no events', () => {
    expect(shareWithin(buckets([0.1, 0], [Infinity, 0]), 0.1)).toBeNull();
  });
});

describe('quantile', () => {
  it.each([
    // Half of 100 lies 50/60 into the first bucket, which begins at zero.
    [0.5, { kind: 'within', value: 0.1 * (50 / 60) }],
    [0.6, { kind: 'within', value: 0.1 }],
    [0.9, { kind: 'within', value: 0.3 }],
    [0.94, { kind: 'within', value: 0.3 + 0.7 * (4 / 8) }],
    [0.99, { kind: 'above', bound: 1 }],
  ] as const)('%d', (ratio, expected) => {
    const { kind, ...rest } = quantileOf(SHOP, ratio) ?? { kind: null };
    const [number = NaN] = Object.values(rest) as number[];
    const [wanted = NaN] = Object.values(expected).filter((part) => typeof part === 'number');
    expect(kind).toBe(expected.kind);
    expect(number).toBeCloseTo(wanted, 12);
  });

  it('of durations that may be negative begins at the first bound', () => {
    expect(quantileOf(buckets([-1, 9], [1, 10], [Infinity, 10]), 0.5)).toEqual({ kind: 'within', value: -1 });
  });

  it.each([[buckets([Infinity, 7])], [buckets([0.1, 0], [Infinity, 0])]])('of %j is nothing', (own) => {
    expect(quantileOf(own, 0.5)).toBeNull();
  });
});

/** A histogram by how long each of its events lasted, and counted anew for every number that is checked. */
const observed = fc.record({
  bounds: fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 }),
  durations: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }),
});
const upTo = (durations: readonly number[], bound: number) => durations.filter((one) => one <= bound).length;

describe('any histogram', () => {
  const read = ({ bounds, durations }: { bounds: number[]; durations: number[] }) =>
    orderedBuckets([...bounds, Infinity].map((bound) => ({ upperBound: bound, cumulative: upTo(durations, bound) })))!;

  it('has at a bound the share of its events that lasted so long at most', () => {
    fc.assert(
      fc.property(observed, fc.nat(), (own, pick) => {
        const bound = own.bounds[pick % own.bounds.length]!;
        expect(shareWithin(read(own), bound)).toBe(upTo(own.durations, bound) / own.durations.length);
        expect(shareWithin(read(own), bound + 0.5)).toBeNull();
      })
    );
  });

  it('has its quantile in the bucket of the event of that rank', () => {
    fc.assert(
      fc.property(observed, fc.constantFrom(0.5, 0.9, 0.95, 0.99), ({ bounds, durations }, ratio) => {
        const sorted = [...durations].sort((a, b) => a - b);
        const event = sorted[Math.ceil(ratio * sorted.length) - 1]!;
        const above = [...bounds].sort((a, b) => a - b);
        const upper = above.find((bound) => bound >= event);
        const lower = above.filter((bound) => bound < event).at(-1) ?? 0;
        const quantile = quantileOf(read({ bounds, durations }), ratio);
        if (upper === undefined) {
          expect(quantile).toEqual({ kind: 'above', bound: lower });
        } else {
          const value = quantile?.kind === 'within' ? quantile.value : NaN;
          expect(value).toBeGreaterThanOrEqual(lower);
          expect(value).toBeLessThanOrEqual(upper);
        }
      })
    );
  });

  it('has in its buckets every event once', () => {
    fc.assert(
      fc.property(observed, (own) => {
        const alone = countsAlone(read(own));
        expect(alone.reduce((sum, count) => sum + count, 0)).toBe(own.durations.length);
        const bounds = [...own.bounds].sort((a, b) => a - b);
        expect(alone).toEqual(
          [...bounds, Infinity].map(
            (bound, index) => own.durations.filter((one) => one <= bound && one > (bounds[index - 1] ?? 0)).length
          )
        );
      })
    );
  });

  it('has no bucket with less than no events, however its counters disagree', () => {
    const anything = fc.array(fc.record({ upperBound: fc.double({ noNaN: true }), cumulative: fc.float({ min: 0 }) }));
    fc.assert(
      fc.property(anything, (some) => {
        expect(countsAlone(orderedBuckets(some) ?? []).filter((count) => count < 0)).toEqual([]);
      })
    );
  });
});
