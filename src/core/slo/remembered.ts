import { call, range, type Expr, type Selector } from '../promql/ast';
import type { Series } from '../query/port';
import { seriesKey } from './identity';
import type { Labels } from './slo';

/** For how long an SLO of which nothing is recorded any more is still shown, blind. */
const REMEMBERED_SECONDS = 86_400;

/** Labels by which one Prometheus tells its series from those of another. */
const EXTERNAL_LABELS = ['cluster', 'tenant', 'prometheus'];

/** What the selector found within the last day: an SLO must not vanish because its rules have stopped. */
export function withinLastDay(of: Selector): Expr {
  return call('last_over_time', range(of, REMEMBERED_SECONDS));
}

export interface RememberedSeries extends Series {
  /** False where it has ended within the last day. */
  current: boolean;
}

/**
 * The current series, and the ended ones of a metric that has no current series at the same place. Labels that a user has
 * changed leave an ended series behind, which is not another SLO. Replicas are merged.
 *
 * @param place labels that say which SLO a series is of, besides those of the Prometheus that evaluates it
 */
export function remembered(
  current: readonly Series[],
  past: readonly Series[],
  place: readonly string[]
): RememberedSeries[] {
  const metricAt = ({ labels }: Series) => placeKey(labels, ['__name__', ...place]);
  const replaced = new Set(current.map(metricAt));
  const ended = past.filter((series) => !replaced.has(metricAt(series)));
  const all = [
    ...current.map((series) => ({ ...series, current: true })),
    ...ended.map((series) => ({ ...series, current: false })),
  ];
  const key = ({ labels }: Series) => `${labels['__name__'] ?? ''}${seriesKey(labels, NOTHING)}`;
  return [...new Map(all.map((series) => [key(series), series])).values()];
}

const NOTHING: ReadonlySet<string> = new Set();

/** An SLO by the labels that name it and the Prometheus it is evaluated in. */
export function placeKey(labels: Labels, place: readonly string[]): string {
  return JSON.stringify([...place, ...EXTERNAL_LABELS].map((name) => labels[name] ?? ''));
}
