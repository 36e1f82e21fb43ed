import { selector } from '../../promql/ast';
import { print } from '../../promql/print';
import { groupBy } from '../../groupBy';
import type { InstantQuery } from '../../query/port';
import { parseDuration } from '../../window/duration';
import type { Discovery, Found } from '../discovery';
import { seriesKey } from '../identity';
import { remembered, sightings, withinLastDay, type RememberedSeries } from '../remembered';
import type { Slo } from '../slo';
import { readBurnAlerts } from './alerts';
import { ALL_VERBS, AVAILABILITY_PREFIX, BURN_RATE_PREFIX, VERB } from './names';
import { apiserverSlo } from './slo';

const SERIES = 'kubernetes-mixin:series';
const PAST_SERIES = 'kubernetes-mixin:pastSeries';
const SIGHTINGS = 'kubernetes-mixin:sightings';

const NO_REMARKS: ReadonlySet<string> = new Set();

export const kubernetesMixinDiscovery: Discovery = { tool: 'kubernetes-mixin', plan, read };

/** Which API servers has the kubernetes-mixin recorded here or did within the last day? */
function plan(atSeconds: number): InstantQuery[] {
  const all = selector(undefined, [
    { label: '__name__', operator: '=~', value: `(${AVAILABILITY_PREFIX}|${BURN_RATE_PREFIX})[0-9].*` },
    { label: VERB, operator: '!=', value: '' },
  ]);
  return [
    { id: SERIES, expr: all },
    { id: PAST_SERIES, expr: withinLastDay(all) },
    { id: SIGHTINGS, expr: sightings(all) },
  ].map(({ id, expr }) => ({ kind: 'instant', id, promql: print(expr), atSeconds }));
}

/** One SLO for all requests of each API server, and one for each kind of them. */
function read({ upstream, rules, series }: Found): Slo[] {
  const alerts = readBurnAlerts(rules);
  const unreadable = rules.state === 'unreadable' ? rules.cause : null;
  const found = remembered({
    current: series(SERIES),
    past: series(PAST_SERIES),
    sightings: series(SIGHTINGS),
    place: [VERB],
    remarks: NO_REMARKS,
  });
  return [...groupBy(found, ({ labels }) => seriesKey(labels, new Set([VERB]))).values()].flatMap((own) => {
    const verbs = new Set([ALL_VERBS, ...own.map(({ labels }) => labels[VERB] ?? '')]);
    return [...verbs].sort().map((verb) => {
      const ofVerb = own.filter(({ labels }) => labels[VERB] === verb);
      return apiserverSlo({
        upstream,
        alerts,
        unreadable,
        labels: { ...own[0].labels, [VERB]: verb },
        availability: ofVerb.find(({ labels }) => labels['__name__']?.startsWith(AVAILABILITY_PREFIX)),
        // Alerts look at the sum of all verbs.
        ratioWindowsSeconds: windowsOf(verb === ALL_VERBS ? own : ofVerb),
      });
    });
  });
}

function windowsOf(series: readonly RememberedSeries[]): number[] {
  const seconds = series
    .filter(({ current }) => current)
    .flatMap(({ labels: { __name__: name = '' } }) =>
      name.startsWith(BURN_RATE_PREFIX) ? (parseDuration(name.slice(BURN_RATE_PREFIX.length)) ?? []) : []
    );
  return [...new Set(seconds)].sort((a, b) => a - b);
}
