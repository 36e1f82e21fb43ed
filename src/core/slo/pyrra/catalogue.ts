import { binary, call, range, selector, type Expr, type Matcher } from '../../promql/ast';
import { print } from '../../promql/print';
import { groupBy } from '../../groupBy';
import type { InstantQuery } from '../../query/port';
import { parseDuration } from '../../window/duration';
import type { Discovery, Found } from '../discovery';
import { identifyingLabels, seriesKey } from '../identity';
import { placeKey, remembered, sightings, withinLastDay, type RememberedSeries } from '../remembered';
import type { Labels, Slo } from '../slo';
import {
  BURNRATE,
  INCREASE,
  PYRRA_AVAILABILITY,
  PYRRA_OBJECTIVE,
  PYRRA_REMARKS,
  PYRRA_SLO,
  PYRRA_WINDOW,
} from './names';
import { pyrraRules, rulesKey } from './rules';
import { pyrraSlo } from './slo';
import { unmeasuredSlos, type Recorded } from './unmeasured';

const GENERIC = 'pyrra:generic';
const PAST_GENERIC = 'pyrra:pastGeneric';
const GENERIC_SIGHTINGS = 'pyrra:genericSightings';
const RECORDED = 'pyrra:recorded';
const PAST_RECORDED = 'pyrra:pastRecorded';
const RECORDED_SIGHTINGS = 'pyrra:recordedSightings';

const HOUR_SECONDS = 3600;
/** When rules are looked for that have stopped within a day: all of a day would be thousands of samples for each. */
const PAST_LOOKS_SECONDS = [HOUR_SECONDS, 6 * HOUR_SECONDS, 23 * HOUR_SECONDS];
const LOOK_BACK_SECONDS = 300;

export const pyrraDiscovery: Discovery = { tool: 'pyrra', plan, read };

/** Which SLOs has Pyrra recorded here or did within the last day, in which groups, over which windows? */
function plan(atSeconds: number): InstantQuery[] {
  const known: Matcher = { label: PYRRA_SLO, operator: '!=', value: '' };
  const named = (pattern: string) =>
    selector(undefined, [{ label: '__name__', operator: '=~', value: pattern }, known]);
  const generic = named([PYRRA_OBJECTIVE, PYRRA_WINDOW, PYRRA_AVAILABILITY].join('|'));
  const recorded = named('.+:(burnrate|increase|count|sum)[0-9].*');
  const past = PAST_LOOKS_SECONDS.map((ago): Expr => call('last_over_time', range(recorded, LOOK_BACK_SECONDS, ago)));
  return [
    { id: GENERIC, expr: generic },
    { id: PAST_GENERIC, expr: withinLastDay(generic) },
    { id: GENERIC_SIGHTINGS, expr: sightings(generic) },
    { id: RECORDED, expr: recorded },
    { id: PAST_RECORDED, expr: past.reduce((left, right) => binary(left, 'or', right)) },
    { id: RECORDED_SIGHTINGS, expr: sightings(recorded, PAST_LOOKS_SECONDS) },
  ].map(({ id, expr }) => ({ kind: 'instant', id, promql: print(expr), atSeconds }));
}

/**
 * Every SLO of which there are burn rates, once for every group, and every one that only its counts, its generic series or
 * its rules tell of: Pyrra records no burn rate until an event has failed.
 */
function read({ upstream, series, rules }: Found): Slo[] {
  const ofSlo = { place: [PYRRA_SLO], remarks: PYRRA_REMARKS };
  const generic = remembered({
    ...ofSlo,
    current: series(GENERIC),
    past: series(PAST_GENERIC),
    sightings: series(GENERIC_SIGHTINGS),
  });
  const recorded = remembered({
    ...ofSlo,
    current: series(RECORDED),
    past: series(PAST_RECORDED),
    sightings: series(RECORDED_SIGHTINGS),
  });
  const measuredRates = parsed(recorded, BURNRATE);
  const increases = parsed(recorded, INCREASE);
  const known = pyrraRules(rules);
  const nearby = groupBy(generic, (one) => placeKey(one.labels, [PYRRA_SLO]));
  const counted = groupBy(increases, ({ labels }) => labels[PYRRA_SLO] ?? '');
  const measured = groupBy(measuredRates, ({ base, labels }) => `${base}${seriesKey(labels, PYRRA_REMARKS)}`);
  const found = [...measured.values()]
    .filter((own) => !onlyCounted(own, increases))
    .map((own) => ({ base: own[0].base, labels: own[0].labels, burnrates: own }));
  const others = unmeasuredSlos(found, increases, generic, known);
  return [...found, ...others.map((one) => ({ ...one, burnrates: [] }))].map(({ base, labels, burnrates }) => {
    const own = currentOf(burnrates);
    const slo = labels[PYRRA_SLO] ?? '';
    const facts = genericOf(labels, nearby.get(placeKey(labels, [PYRRA_SLO])) ?? []);
    const fact = (metric: string) => facts.find((one) => one.labels['__name__'] === metric);
    const counts = currentOf(counted.get(slo) ?? []);
    const seen = own.length > 0 ? own : [...counts, ...facts];
    return pyrraSlo({
      upstream,
      labels: Object.fromEntries(identifyingLabels(labels, PYRRA_REMARKS)),
      base,
      burnrates: new Map(own.map((one) => [one.seconds, one.labels['__name__'] ?? ''])),
      hasStopped: seen.length > 0 && !seen.some(({ current }) => current),
      objective: fact(PYRRA_OBJECTIVE),
      window: fact(PYRRA_WINDOW),
      availability: fact(PYRRA_AVAILABILITY),
      increases: counts.map((one) => one.labels['__name__'] ?? ''),
      rules: known?.get(rulesKey(slo, base)) ?? null,
      unreadable: rules.state === 'unreadable' ? rules.cause : null,
    });
  });
}

/**
 * Whether its burn rates have ended and its counts go on: the rules are evaluated, and there is no error series any more,
 * as before the first failure.
 */
function onlyCounted(burnrates: readonly [Recorded, ...Recorded[]], increases: readonly Recorded[]): boolean {
  const [{ base, labels }] = burnrates;
  const own = identifyingLabels(labels, PYRRA_REMARKS);
  return (
    burnrates.every(({ current }) => !current) &&
    increases.some(
      (one) => one.current && one.base === base && own.every(([name, value]) => one.labels[name] === value)
    )
  );
}

/** What an SLO has now, where it has anything: another window than before leaves series of the old one behind. */
function currentOf(series: readonly Recorded[]): readonly Recorded[] {
  const current = series.filter((one) => one.current);
  return current.length > 0 ? current : series;
}

function parsed(series: readonly RememberedSeries[], names: RegExp): Recorded[] {
  return series.flatMap((one) => {
    const { base, window } = names.exec(one.labels['__name__'] ?? '')?.groups ?? {};
    const seconds = parseDuration(window ?? '');
    return base === undefined || seconds === null ? [] : [{ ...one, base, seconds }];
  });
}

/**
 * The generic series of an SLO among those at its place. They carry fewer labels than its burn rates, all of which agree; where a change of labels
 * has left none that does, its name has to do.
 */
function genericOf(labels: Labels, near: readonly RememberedSeries[]): readonly RememberedSeries[] {
  const agreeing = near.filter((one) =>
    identifyingLabels(one.labels, PYRRA_REMARKS).every(([name, value]) => labels[name] === value)
  );
  return agreeing.length > 0 ? agreeing : near;
}
