import { selector } from '../../promql/ast';
import { print } from '../../promql/print';
import { groupBy } from '../../groupBy';
import type { InstantQuery } from '../../query/port';
import type { Discovery, Found } from '../discovery';
import { seriesKey } from '../identity';
import { remembered, sightings, withinLastDay } from '../remembered';
import type { Slo } from '../slo';
import {
  BURN_RATE_THRESHOLD,
  FEATURE_NAME,
  PUSH_TIME,
  SERVICE_NAME,
  SLI_MEASUREMENT,
  SLO_GENERATOR_REMARKS,
  SLO_NAME,
  SLO_TARGET,
  STEP_NAME,
} from './names';
import { sloGeneratorSlo } from './slo';

const GAUGES = 'slo-generator:gauges';
const PAST_GAUGES = 'slo-generator:pastGauges';
const GAUGE_SIGHTINGS = 'slo-generator:gaugeSightings';

export const sloGeneratorDiscovery: Discovery = { tool: 'slo-generator', plan, read };

/** Which SLOs has slo-generator exported here or did within the last day, and when was each pushed? */
function plan(atSeconds: number): InstantQuery[] {
  const metrics = [SLI_MEASUREMENT, SLO_TARGET, BURN_RATE_THRESHOLD, PUSH_TIME].join('|');
  const gauges = selector(undefined, [
    { label: '__name__', operator: '=~', value: metrics },
    { label: SLO_NAME, operator: '!=', value: '' },
    { label: STEP_NAME, operator: '!=', value: '' },
  ]);
  return [
    { id: GAUGES, expr: gauges },
    { id: PAST_GAUGES, expr: withinLastDay(gauges) },
    { id: GAUGE_SIGHTINGS, expr: sightings(gauges) },
  ].map(({ id, expr }) => ({ kind: 'instant', id, promql: print(expr), atSeconds }));
}

/** One SLO for all steps of its error budget policy. */
function read({ upstream, atSeconds, series }: Found): Slo[] {
  const gauges = remembered({
    current: series(GAUGES),
    past: series(PAST_GAUGES),
    sightings: series(GAUGE_SIGHTINGS),
    place: [SERVICE_NAME, FEATURE_NAME, SLO_NAME, STEP_NAME],
    remarks: SLO_GENERATOR_REMARKS,
  });
  const bySlo = groupBy(gauges, ({ labels }) => seriesKey(labels, SLO_GENERATOR_REMARKS));
  return [...bySlo.values()].flatMap((own) => sloGeneratorSlo({ upstream, atSeconds, gauges: own }) ?? []);
}
