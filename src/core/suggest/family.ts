import type { Matcher, Selector } from '../promql/ast';
import type { QueryFailed } from '../failure';

/** The events of one service that one metric counts. */
export type MetricFamily = AvailabilityFamily | LatencyFamily;

interface Family {
  /** Counter, or bucket metric of a classic histogram. */
  metric: string;
  service: FamilyService;
  /** How many series a count of its events reads, about; > 0. */
  seriesCount: number;
}

export interface AvailabilityFamily extends Family {
  kind: 'availability';
  /** What tells the failed events from the others. */
  failed: Matcher;
}

export interface LatencyFamily extends Family {
  kind: 'latency';
  unit: 'seconds' | 'milliseconds';
}

export interface FamilyService {
  /** The label that every series of the metric carries and that names its service; null where none does. */
  label: string | null;
  value: string;
}

/** Why a metric that was found makes no suggestion; the edge turns it into words. */
export type Unsuitability =
  /** A gauge of 0 and 1 counts no events. */
  | { kind: 'gauge' }
  | { kind: 'noOutcomeLabel' }
  | { kind: 'noFailureSeen'; label: string; values: readonly string[] }
  | { kind: 'tooManySeries'; seriesCount: number }
  | QueryFailed
  | { kind: 'noData' }
  | { kind: 'noTraffic' }
  | { kind: 'tooFewEvents'; total: number }
  /** Not even the loosest objective was met with head-room. */
  | { kind: 'tooUnreliable'; sliRatio: number }
  /** Too many events were slower than the largest finite bound, or the histogram has none. */
  | { kind: 'slowerThanBuckets'; upperBound: number | null; withinRatio: number };

export interface Unsuitable {
  metric: string;
  service: string;
  reason: Unsuitability;
}

/** All events of a family; for latency, its buckets. */
export function familySelector(family: MetricFamily): Selector {
  const { label, value } = family.service;
  return {
    type: 'selector',
    metric: family.metric,
    matchers: label === null ? [] : [{ label, operator: '=', value }],
  };
}

/** The metric without what its type appends to its name. */
export function stem(metric: string): string {
  return metric.replace(/_(total|bucket|count)$/, '');
}
