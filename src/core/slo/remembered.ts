import { aggregate, binary, call, number, range, string, type Expr, type Selector } from '../promql/ast';
import type { Series } from '../query/port';
import { seriesKey } from './identity';
import type { Labels } from './slo';

const HOUR_SECONDS = 3600;

/** For how long an SLO of which nothing is recorded any more is still shown, blind. */
const REMEMBERED_SECONDS = 24 * HOUR_SECONDS;

/**
 * How long ago it is looked at which series were there together. Each is at most twice the one before, so that series
 * which have lived together for some time are known to have done so for as long afterwards.
 */
const LOOKS_SECONDS = [900, 1800, ...[1, 2, 4, 8, 16].map((hours) => hours * HOUR_SECONDS), REMEMBERED_SECONDS];

/** Labels by which one Prometheus tells its series from those of another. */
const EXTERNAL_LABELS = ['cluster', 'tenant', 'prometheus'];

/** Tells the looks of `sightings` apart until they are added up. */
const LOOK_LABEL = 'slo_look';

/** What the selector found within the last day: an SLO must not vanish because its rules have stopped. */
export function withinLastDay(of: Selector): Expr {
  return call('last_over_time', range(of, REMEMBERED_SECONDS));
}

/**
 * At which looks there were series of which labels, whatever their metric: a sum of powers of two, one for each look.
 * One query, and one series for all metrics of the same labels.
 */
export function sightings(of: Selector, looksSeconds: readonly number[] = LOOKS_SECONDS): Expr {
  const looks = looksSeconds.map((offsetSeconds, index): Expr => {
    const there = binary(aggregate('group', 'all', { ...of, offsetSeconds }), '*', number(2 ** index));
    return call('label_replace', there, string(LOOK_LABEL), string(String(index)), string(''), string(''));
  });
  return aggregate(
    'sum',
    { without: [LOOK_LABEL] },
    looks.reduce((left, right) => binary(left, 'or', right))
  );
}

export interface RememberedSeries extends Series {
  /** False where it has ended within the last day. */
  current: boolean;
}

export interface Memories {
  current: readonly Series[];
  past: readonly Series[];
  /** The answer to `sightings` of the same selector. */
  sightings: readonly Series[];
  /** Labels that say which SLO a series is of, besides those of the Prometheus that evaluates it. */
  place: readonly string[];
  /** Labels in which series of one SLO may differ. */
  remarks: ReadonlySet<string>;
}

/**
 * The current series, and the ended ones that nothing has replaced. A replacement is a current series of the same metric
 * at the same place that was never seen together with the ended one: labels that a user has changed leave an ended series
 * behind, which is not another SLO. Where they have lived together, one of several Prometheis or groups has ended, and
 * the others say nothing of it. Replicas are merged.
 */
export function remembered({ current, past, sightings: seen, place, remarks }: Memories): RememberedSeries[] {
  const metricAt = ({ labels }: Series) => placeKey(labels, ['__name__', ...place]);
  const ownKey = ({ labels }: Series) => seriesKey(labels, remarks);
  const looks = new Map<string, number>();
  for (const one of seen) {
    looks.set(ownKey(one), (looks.get(ownKey(one)) ?? 0) | (one.values[0] ?? 0));
  }
  const present = new Map<string, Set<string>>();
  for (const one of current) {
    const keys = present.get(metricAt(one)) ?? new Set();
    present.set(metricAt(one), keys.add(ownKey(one)));
  }
  const areStrangers = (one: string, other: string) => ((looks.get(one) ?? 0) & (looks.get(other) ?? 0)) === 0;
  const isReplaced = (series: Series) => {
    const own = ownKey(series);
    const others = present.get(metricAt(series)) ?? new Set();
    return others.has(own) || [...others].some((other) => areStrangers(own, other));
  };
  const all = [
    ...current.map((series) => ({ ...series, current: true })),
    ...past.filter((series) => !isReplaced(series)).map((series) => ({ ...series, current: false })),
  ];
  const key = ({ labels }: Series) => `${labels['__name__'] ?? ''}${seriesKey(labels, NOTHING)}`;
  return [...new Map(all.map((series) => [key(series), series])).values()];
}

const NOTHING: ReadonlySet<string> = new Set();

/** An SLO by the labels that name it and the Prometheus it is evaluated in. */
export function placeKey(labels: Labels, place: readonly string[]): string {
  return JSON.stringify([...place, ...EXTERNAL_LABELS].map((name) => labels[name] ?? ''));
}
