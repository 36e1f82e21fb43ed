/** A bucket of a classic histogram: events that lasted at most as long as its bound, those of smaller buckets included. */
export interface Bucket {
  upperBound: number;
  cumulative: number;
}

/** What a quantile is known to be. `above`: longer than the largest bound, and nothing says by how much. */
export type Quantile = { kind: 'within'; value: number } | { kind: 'above'; bound: number };

/**
 * Buckets in ascending order and never falling: the increases of buckets that begin within a window, or that are read from
 * several replicas, do not always agree. Null where the bucket without an upper bound is missing, so that nobody knows how
 * many events there were.
 *
 * Source of the repair: Prometheus's `histogram_quantile`, which does the same.
 */
export function orderedBuckets(buckets: readonly Bucket[]): Bucket[] | null {
  const known = buckets.filter(({ cumulative }) => Number.isFinite(cumulative));
  const ascending = [...known].sort((a, b) => a.upperBound - b.upperBound);
  let most = 0;
  const ordered = ascending.map(({ upperBound, cumulative }) => {
    most = Math.max(most, cumulative);
    return { upperBound, cumulative: most };
  });
  return ordered.at(-1)?.upperBound === Infinity ? ordered : null;
}

/**
 * Share of events that lasted at most as long as a bound, 0 to 1. Null where the histogram has no such bound, since what
 * lies between two of them is not known, and where there were no events.
 */
export function shareWithin(ordered: readonly Bucket[], bound: number): number | null {
  const total = ordered.at(-1)?.cumulative ?? 0;
  const bucket = ordered.find(({ upperBound }) => upperBound === bound);
  return bucket && total > 0 ? bucket.cumulative / total : null;
}

/** Events of each bucket alone, in the order of the buckets; none is negative. */
export function countsAlone(ordered: readonly Bucket[]): number[] {
  return ordered.map(({ cumulative }, index) => cumulative - (ordered[index - 1]?.cumulative ?? 0));
}

/**
 * How long the fastest `ratio` of events lasted at most, by spreading the events of a bucket evenly over it. Null where
 * there were no events or no finite bound. Source of the formula: Prometheus's `histogram_quantile`.
 *
 * @param ratio in (0, 1)
 */
export function quantileOf(ordered: readonly Bucket[], ratio: number): Quantile | null {
  const total = ordered.at(-1)?.cumulative ?? 0;
  if (total <= 0 || ordered.length < 2) {
    return null;
  }
  const rank = ratio * total;
  const index = ordered.findIndex(({ cumulative }) => cumulative >= rank);
  const { upperBound, cumulative } = ordered[index] ?? { upperBound: Infinity, cumulative: total };
  if (upperBound === Infinity) {
    return { kind: 'above', bound: ordered.at(-2)?.upperBound ?? Infinity };
  }
  if (index === 0 && upperBound <= 0) {
    return { kind: 'within', value: upperBound };
  }
  const before = ordered[index - 1] ?? { upperBound: 0, cumulative: 0 };
  const share = (rank - before.cumulative) / (cumulative - before.cumulative);
  return { kind: 'within', value: before.upperBound + (upperBound - before.upperBound) * share };
}
