import type { Labels } from './slo';

/** Labels that tell copies of one series apart, not series: high-availability pairs of Prometheus write them. */
const REPLICA_LABELS: ReadonlySet<string> = new Set(['prometheus_replica', '__replica__', 'replica', 'thanos_replica']);

/**
 * Canonical text of the labels that make a series what it is: sorted, without the metric name, without replica labels
 * and without `ignored`. Two series of one SLO have the same key whatever number they hold.
 */
export function seriesKey(labels: Labels, ignored: ReadonlySet<string>): string {
  return JSON.stringify(identifyingLabels(labels, ignored).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The labels that `seriesKey` wrote; throws on any other text. */
export function labelsOfKey(key: string): Labels {
  return Object.fromEntries(JSON.parse(key) as Array<[string, string]>);
}

/** Labels without the metric name, replica labels and `ignored`. */
export function identifyingLabels(labels: Labels, ignored: ReadonlySet<string>): Array<[string, string]> {
  return Object.entries(labels).filter(
    ([name]) => name !== '__name__' && !REPLICA_LABELS.has(name) && !ignored.has(name)
  );
}
