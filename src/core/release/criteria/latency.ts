import { type Bucket } from '../../latency/buckets';
import { type Counts, isPart } from '../counts';
import { judgeShare, judgeSuccessRatio, type ShareCriterion, type ShareDecision } from './shareOfGood';

/** Events of one soak that lasted at most as long as two bounds of a histogram around a threshold. */
export interface WithinThreshold {
  /** At most the largest bound not above the threshold. */
  least: Counts;
  /** At most the smallest bound not below it; all events where there is none. */
  most: Counts;
}

/**
 * Latency, criterion (b): the share of events within the threshold is at least the objective, which is the same as "the
 * quantile of the objective is at most the threshold", whatever the distribution. What lies between two bounds is good for a
 * FAIL only and bad for a PASS only; nothing is interpolated.
 */
export function judgeLatency(criterion: ShareCriterion, { least, most }: WithinThreshold): ShareDecision {
  return judgeShare(criterion, least, most.total === least.total ? most : { ...most, total: NaN });
}

/**
 * The numbers of events within the threshold, for certain and at most; null where the buckets are no counts that rise to the
 * total. `upperBound`s include what is equal to them.
 */
export function countsWithin(
  buckets: readonly Bucket[],
  total: number,
  threshold: number
): { least: number; most: number } | null {
  const ascending = ordered(buckets, total);
  return (
    ascending && {
      least: ascending.filter(({ upperBound }) => upperBound <= threshold).at(-1)?.cumulative ?? 0,
      most: ascending.find(({ upperBound }) => upperBound >= threshold)?.cumulative ?? total,
    }
  );
}

/**
 * Bounds between which the quantile of the objective lies, each with its own confidence; null where none does. Testing many
 * bounds costs nothing, since the counts of a smaller one are part of those of a larger one.
 */
export function quantileBounds(
  criterion: ShareCriterion,
  buckets: readonly Bucket[],
  total: number
): { lower: number | null; upper: number | null } {
  const verdicts = (ordered(buckets, total) ?? []).map(({ upperBound, cumulative }) => {
    const { verdict } = judgeSuccessRatio(criterion, { good: cumulative, total, unobserved: 0, coverageRatio: 1 });
    return { upperBound, verdict };
  });
  return {
    lower: verdicts.filter(({ verdict }) => verdict === 'FAIL').at(-1)?.upperBound ?? null,
    upper: verdicts.find(({ verdict }) => verdict === 'PASS')?.upperBound ?? null,
  };
}

function ordered(buckets: readonly Bucket[], total: number): Bucket[] | null {
  const ascending = [...buckets].sort((a, b) => a.upperBound - b.upperBound);
  const rising = ascending.every(({ upperBound, cumulative }, index) => {
    return !Number.isNaN(upperBound) && isPart(cumulative, ascending[index + 1]?.cumulative ?? total);
  });
  return rising ? ascending : null;
}
