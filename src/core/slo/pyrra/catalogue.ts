import { aggregate, binary, call, range, selector, type Expr, type Matcher } from '../../promql/ast';
import { print } from '../../promql/print';
import { groupBy } from '../../query/columns';
import type { InstantQuery } from '../../query/port';
import { parseDuration } from '../../window/duration';
import type { Discovery, Found } from '../discovery';
import { identifyingLabels, seriesKey } from '../identity';
import { placeKey, remembered, withinLastDay } from '../remembered';
import type { Slo } from '../slo';
import { BURNRATE, PYRRA_AVAILABILITY, PYRRA_OBJECTIVE, PYRRA_REMARKS, PYRRA_SLO, PYRRA_WINDOW } from './names';
import { pyrraRules, rulesKey } from './rules';
import { pyrraSlo } from './slo';

const GENERIC = 'pyrra:generic';
const PAST_GENERIC = 'pyrra:pastGeneric';
const BURNRATES = 'pyrra:burnrates';
const PAST_BURNRATES = 'pyrra:pastBurnrates';
const INCREASES = 'pyrra:increases';

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
  const burnrates = named('.+:burnrate[0-9].*');
  const past = PAST_LOOKS_SECONDS.map((ago): Expr => call('last_over_time', range(burnrates, LOOK_BACK_SECONDS, ago)));
  return [
    { id: GENERIC, expr: generic },
    { id: PAST_GENERIC, expr: withinLastDay(generic) },
    { id: BURNRATES, expr: burnrates },
    { id: PAST_BURNRATES, expr: past.reduce((left, right) => binary(left, 'or', right)) },
    {
      id: INCREASES,
      expr: aggregate('count', ['__name__', PYRRA_SLO], named('.+:(increase|count|sum)[0-9].*')),
    },
  ].map(({ id, expr }) => ({ kind: 'instant', id, promql: print(expr), atSeconds }));
}

/**
 * Every SLO of which there are burn rates, once for every group. Its generic series, where they are recorded, carry fewer
 * labels than its burn rates, so they are found by its name alone; only SLOs without groups have them.
 */
function read({ upstream, series, rules }: Found): Slo[] {
  const generic = remembered(series(GENERIC), series(PAST_GENERIC), [PYRRA_SLO]);
  const byPlace = groupBy(generic, ({ labels }) => placeKey(labels, [PYRRA_SLO]));
  const increases = groupBy(series(INCREASES), ({ labels }) => labels[PYRRA_SLO] ?? '');
  const known = pyrraRules(rules);
  const burnrates = remembered(series(BURNRATES), series(PAST_BURNRATES), [PYRRA_SLO]).flatMap((one) => {
    const { base, window } = BURNRATE.exec(one.labels['__name__'] ?? '')?.groups ?? {};
    const seconds = parseDuration(window ?? '');
    return base === undefined || seconds === null ? [] : [{ ...one, base, seconds }];
  });
  const rows = groupBy(burnrates, ({ base, labels }) => `${base}${seriesKey(labels, PYRRA_REMARKS)}`);
  return [...rows.values()].map((own) => {
    const [{ labels, base }] = own;
    const slo = labels[PYRRA_SLO] ?? '';
    const facts = byPlace.get(placeKey(labels, [PYRRA_SLO])) ?? [];
    const fact = (metric: string) => facts.find((one) => one.labels['__name__'] === metric);
    const counted = (increases.get(slo) ?? []).map((one) => one.labels['__name__'] ?? '');
    return pyrraSlo({
      upstream,
      labels: Object.fromEntries(identifyingLabels(labels, PYRRA_REMARKS)),
      base,
      burnrates: new Map(own.map((one) => [one.seconds, one.labels['__name__'] ?? ''])),
      isCurrent: own.some(({ current }) => current),
      objective: fact(PYRRA_OBJECTIVE),
      window: fact(PYRRA_WINDOW),
      availability: fact(PYRRA_AVAILABILITY),
      increases: counted,
      rules: known === null ? null : (known.get(rulesKey(slo, base)) ?? null),
    });
  });
}
