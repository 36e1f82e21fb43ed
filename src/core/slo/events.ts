import type { SamplesAsEvents, Selector } from '../promql/ast';

/** One term of a count of events: the increase of every counter that the selector finds, added or taken off. */
export interface EventTerm {
  sign: 1 | -1;
  /** Absent means zero, as its author says with `or vector(0)`. */
  optional?: true;
  /** Selects counters (or histogram buckets), or a gauge whose samples are counted; with a metric name, without a range. */
  selector: Selector;
}

/** A number of events over any window: the signed sum of the increases of its terms over that window. */
export type EventCount = readonly [EventTerm, ...EventTerm[]];

/** An SLI counted from raw counters: events that were good or bad, out of all. */
export interface EventsSli {
  /** What `part` counts. */
  counted: 'good' | 'bad';
  part: EventCount;
  total: EventCount;
  /** Present where good means "at most this long": `part` then is one bucket of a classic histogram. */
  threshold?: LatencyThreshold;
  /** Where a tool has recorded the increases over one window, by the selector that they are increases of. */
  recorded?: { windowSeconds: number; selectors: ReadonlyMap<Selector, Selector> };
}

/**
 * A threshold on a native histogram. What lies below it is interpolated within a bucket, so that it tells a share of events
 * but counts none.
 */
export interface NativeThreshold {
  upperBoundSeconds: number;
  /** The histogram itself: no series of buckets or counts exist beside it. */
  histogram: Selector;
}

export interface LatencyThreshold {
  /** Upper bound of the bucket in the histogram's own unit, which is seconds by Prometheus's convention. */
  upperBound: number;
  /** The histogram's buckets, whatever their bound. */
  buckets: Selector;
}

/** The samples of a gauge as events, of which some are good. */
export function countedSamples(gauge: Selector, good: SamplesAsEvents, all: SamplesAsEvents): EventsSli {
  return {
    counted: 'good',
    part: [{ sign: 1, selector: { ...gauge, samples: good } }],
    total: [{ sign: 1, selector: { ...gauge, samples: all } }],
  };
}
