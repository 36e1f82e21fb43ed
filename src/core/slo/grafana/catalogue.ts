import { aggregate, selector, type Matcher } from '../../promql/ast';
import { print } from '../../promql/print';
import { groupBy } from '../../groupBy';
import type { InstantQuery, Series } from '../../query/port';
import { parseDuration } from '../../window/duration';
import type { Discovery, Found } from '../discovery';
import { placeKey, remembered, sightings, withinLastDay, type RememberedSeries } from '../remembered';
import type { Slo } from '../slo';
import {
  GRAFANA_INFO,
  GRAFANA_OBJECTIVE,
  GRAFANA_REMARKS,
  GRAFANA_SLI,
  GRAFANA_SLI_PREFIX,
  GRAFANA_SUCCESS_RATE,
  GRAFANA_TOTAL_RATE,
  GRAFANA_UUID,
  GRAFANA_WINDOW_SECONDS,
} from './names';
import { grafanaSlo } from './slo';

const FACTS = 'grafana-slo:facts';
const PAST_FACTS = 'grafana-slo:pastFacts';
const FACT_SIGHTINGS = 'grafana-slo:factSightings';
const METRICS = 'grafana-slo:metrics';

const FACT_METRICS = [GRAFANA_INFO, GRAFANA_OBJECTIVE, GRAFANA_WINDOW_SECONDS, GRAFANA_SLI];

export const grafanaSloDiscovery: Discovery = { tool: 'grafana-slo', plan, read };

/** Which SLOs has Grafana SLO recorded here or did within the last day, over which windows, and are events among it? */
function plan(atSeconds: number): InstantQuery[] {
  const known: Matcher = { label: GRAFANA_UUID, operator: '!=', value: '' };
  const named = (pattern: string) =>
    selector(undefined, [{ label: '__name__', operator: '=~', value: pattern }, known]);
  const facts = named(FACT_METRICS.join('|'));
  const metrics = named(`${GRAFANA_SLI_PREFIX}[0-9].*|${GRAFANA_SUCCESS_RATE}|${GRAFANA_TOTAL_RATE}`);
  return [
    { id: FACTS, expr: facts },
    { id: PAST_FACTS, expr: withinLastDay(facts) },
    { id: FACT_SIGHTINGS, expr: sightings(facts) },
    { id: METRICS, expr: aggregate('count', ['__name__', GRAFANA_UUID], metrics) },
  ].map(({ id, expr }) => ({ kind: 'instant', id, promql: print(expr), atSeconds }));
}

/** Every SLO of which any of its own series is there, once per combination of the labels that its query keeps. */
function read({ upstream, series }: Found): Slo[] {
  const metrics = groupBy(series(METRICS), ({ labels }) => labels[GRAFANA_UUID] ?? '');
  const facts = remembered({
    current: series(FACTS),
    past: series(PAST_FACTS),
    sightings: series(FACT_SIGHTINGS),
    place: [GRAFANA_UUID],
    remarks: GRAFANA_REMARKS,
  });
  return [...groupBy(facts, ({ labels }) => placeKey(labels, [GRAFANA_UUID])).values()].flatMap((own) => {
    const named = (metric: string) => own.filter(({ labels }) => labels['__name__'] === metric);
    const recorded = (metrics.get(own[0].labels[GRAFANA_UUID] ?? '') ?? []).map(
      ({ labels }) => labels['__name__'] ?? ''
    );
    const groups: Array<RememberedSeries | undefined> = named(GRAFANA_SLI);
    return (groups.length === 0 ? [undefined] : groups).map((sli) =>
      grafanaSlo({
        upstream,
        facts: own,
        objectiveRatio: valueOf(named(GRAFANA_OBJECTIVE)),
        windowSeconds: valueOf(named(GRAFANA_WINDOW_SECONDS)),
        sli,
        sliMetrics: new Map(recorded.flatMap(windowOf)),
        countsEvents: recorded.includes(GRAFANA_SUCCESS_RATE) && recorded.includes(GRAFANA_TOTAL_RATE),
      })
    );
  });
}

function valueOf([first]: readonly Series[]): number | undefined {
  return first?.values[0];
}

function windowOf(metric: string): Array<[number, string]> {
  const seconds = metric.startsWith(GRAFANA_SLI_PREFIX) ? parseDuration(metric.slice(GRAFANA_SLI_PREFIX.length)) : null;
  return seconds === null ? [] : [[seconds, metric]];
}
