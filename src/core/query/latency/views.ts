import { unmeasured, type Measured } from '../../budget/dataState';
import { countsAlone, quantileOf, shareWithin } from '../../latency/buckets';
import { neighbours } from '../events/count';
import type { Latency, LatencyGroup } from './judge';
import { QUANTILES } from './plan';

type Classic = Extract<Latency, { state: 'ok' }>;
type Native = Extract<Latency, { state: 'native' }>;

export interface ShareLine {
  group: string | null;
  /** Share of events within the threshold, by slot; null where there is no number. */
  points: ReadonlyArray<number | null>;
  /** Why no slot has a number: the histogram has no bucket up to the threshold. */
  missing: Measured | null;
}

/**
 * Exact where the threshold is the bound of a bucket; where it is not, there is no number. Of a native histogram it is what
 * Prometheus interpolates.
 */
export function shareLines(told: Classic | Native): ShareLine[] {
  if (told.state === 'native') {
    return told.lines.map(({ group, points }) => ({ group, points, missing: null }));
  }
  const { thresholdBound } = told.histogram;
  return told.groups.map(({ value, bounds, slots }) => {
    const known = bounds.map(({ upperBound }) => upperBound);
    const reason = { kind: 'bucketMissing', upperBound: thresholdBound, ...neighbours(thresholdBound, known) } as const;
    return {
      group: value,
      points: slots.map((slot) => slot && shareWithin(slot, thresholdBound)),
      missing: known.includes(thresholdBound) ? null : unmeasured('noData', reason),
    };
  });
}

export interface QuantileLine {
  group: string | null;
  /** In (0, 1). */
  ratio: number;
  /** In the unit of the histogram, by slot; the largest bound where the quantile is above it, null where there is none. */
  points: ReadonlyArray<number | null>;
  /** How many of the points are more than they say. */
  above: number;
}

export function quantileLines(told: Classic | Native): QuantileLine[] {
  if (told.state === 'native') {
    return told.lines.flatMap(({ group, what, points }) =>
      what === 'share' ? [] : [{ group, ratio: what, points, above: 0 }]
    );
  }
  return told.groups.flatMap(({ value, slots }) =>
    QUANTILES.map((ratio) => {
      const quantiles = slots.map((slot) => slot && quantileOf(slot, ratio));
      return {
        group: value,
        ratio,
        points: quantiles.map((one) => one && (one.kind === 'above' ? one.bound : one.value)),
        above: quantiles.filter((one) => one?.kind === 'above').length,
      };
    })
  );
}

/** What is good lasts at most this long; in the unit of the histogram, which of a native one is seconds. */
export function thresholdOf(told: Classic | Native): number {
  return told.state === 'native' ? told.histogram.upperBoundSeconds : told.histogram.thresholdBound;
}

export interface HeatmapRow {
  /** As the series spell the upper bound, so that exemplars meet their bucket. */
  le: string;
  /** Events that lasted longer than the bound before and at most this one, by slot; null where nobody knows. */
  counts: ReadonlyArray<number | null>;
}

/** By bound, ascending. */
export function heatmapRows({ bounds, slots }: LatencyGroup): HeatmapRow[] {
  const alone = slots.map((slot) => {
    const counts = slot && countsAlone(slot);
    return new Map(slot?.map(({ upperBound }, index) => [upperBound, counts?.[index] ?? null]));
  });
  return bounds.map(({ upperBound, le }) => ({ le, counts: alone.map((slot) => slot.get(upperBound) ?? null) }));
}

/** The largest bound that is a number; null where there is none. */
export function largestBound({ groups }: Classic): number | null {
  const finite = groups.flatMap(({ bounds }) =>
    bounds.flatMap(({ upperBound }) => (Number.isFinite(upperBound) ? [upperBound] : []))
  );
  return finite.length === 0 ? null : Math.max(...finite);
}
