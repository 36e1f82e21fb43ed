import { groupBy } from '../../groupBy';
import { identifyingLabels, seriesKey } from '../identity';
import { placeKey, type RememberedSeries } from '../remembered';
import type { Labels } from '../slo';
import { PYRRA_REMARKS, PYRRA_SLO } from './names';
import type { PyrraRules } from './rules';

/** A recorded series whose name tells a window. */
export interface Recorded extends RememberedSeries {
  /** What the name begins with. */
  base: string;
  seconds: number;
}

/** An SLO or a group of one, by the labels that its burn rates have or would have. */
export interface Place {
  /** What the names of its burn rates begin with; empty where nothing tells. */
  base: string;
  labels: Labels;
}

const BUCKET_LABELS: ReadonlySet<string> = new Set([...PYRRA_REMARKS, 'le']);

/**
 * SLOs, or groups of them, without any burn rate. Pyrra divides by an error series that does not exist before the first
 * failure, so that the best of all SLOs have none; their rules, their counts and their generic series are there all the
 * same.
 *
 * @param measured those that have burn rates
 * @param increases what is recorded of the events in the SLO window
 * @param rules null where they cannot be read
 */
export function unmeasuredSlos(
  measured: readonly Place[],
  increases: readonly Recorded[],
  generic: readonly RememberedSeries[],
  rules: ReadonlyMap<string, PyrraRules> | null
): Place[] {
  const told = [...(rules?.values() ?? [])].flatMap((own) => toldByRules(own, increases, measured));
  const places = new Set([...measured, ...told].map(({ labels }) => placeKey(labels, [PYRRA_SLO])));
  const names = new Set(told.map(({ labels }) => labels[PYRRA_SLO]));
  const rest = [...increases.map(({ labels }) => labels), ...generic.map(({ labels }) => labels)].filter(
    (labels) => !places.has(placeKey(labels, [PYRRA_SLO])) && !names.has(labels[PYRRA_SLO])
  );
  const baseOf = new Map(increases.map((one) => [one.labels, one.base]));
  const untold = [...groupBy(rest, (labels) => placeKey(labels, [PYRRA_SLO])).values()].map((all): Place => {
    const [base, ...others] = new Set(all.flatMap((labels) => baseOf.get(labels) ?? []));
    return { base: others.length === 0 ? (base ?? '') : '', labels: inCommon(all) };
  });
  const known = new Set(measured.map(keyOf));
  return [...told, ...untold].filter((place) => !known.has(keyOf(place)));
}

function keyOf({ base, labels }: Place): string {
  return `${base}${seriesKey(labels, PYRRA_REMARKS)}`;
}

/** The groups of an SLO by what is counted of them; where nothing is, the SLO as a whole, unless some of it is measured. */
function toldByRules(own: PyrraRules, increases: readonly Recorded[], measured: readonly Place[]): Place[] {
  const { base, labels, grouping, split } = own;
  const slo = labels[PYRRA_SLO];
  const dropped = new Set([...BUCKET_LABELS, ...split.filter((label) => !grouping.includes(label))]);
  const places = increases
    .filter((one) => one.base === base && one.labels[PYRRA_SLO] === slo)
    .map((one): Place => ({
      base,
      labels: { ...Object.fromEntries(identifyingLabels(one.labels, dropped)), ...labels },
    }));
  if (places.length > 0) {
    return [...new Map(places.map((place) => [keyOf(place), place])).values()];
  }
  return measured.some((one) => one.base === base && one.labels[PYRRA_SLO] === slo) ? [] : [{ base, labels }];
}

function inCommon([first = {}, ...rest]: readonly Labels[]): Labels {
  return Object.fromEntries(
    identifyingLabels(first, BUCKET_LABELS).filter(([name, value]) => rest.every((other) => other[name] === value))
  );
}
