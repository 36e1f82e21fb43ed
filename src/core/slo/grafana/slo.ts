import type { AlertPair } from '../../budget/alertPairs';
import { formatDuration, parseDuration } from '../../window/duration';
import { identifyingLabels, seriesKey } from '../identity';
import { isObjective } from '../objective';
import type { RememberedSeries } from '../remembered';
import type { Problem, RatioMetric, Slo, Upstream } from '../slo';
import {
  GRAFANA_REMARKS,
  GRAFANA_SLI,
  GRAFANA_SLI_PREFIX,
  GRAFANA_SLOT_SECONDS,
  GRAFANA_SUCCESS_RATE,
  GRAFANA_TOTAL_RATE,
  GRAFANA_UUID,
  GRAFANA_WINDOW,
} from './names';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** Grafana SLO's own default, used where no series tells the window. */
const DEFAULT_WINDOW_SECONDS = 28 * DAY_SECONDS;

/** The pairs of its fast and its slow burn alert: constants, whatever the window of the SLO. */
const PAIRS: readonly AlertPair[] = [
  { severity: 'page', shortSeconds: 300, longSeconds: HOUR_SECONDS, factor: 14.4, comparison: '>=' },
  { severity: 'page', shortSeconds: 1800, longSeconds: 6 * HOUR_SECONDS, factor: 6, comparison: '>=' },
  { severity: 'ticket', shortSeconds: 2 * HOUR_SECONDS, longSeconds: DAY_SECONDS, factor: 3, comparison: '>=' },
  { severity: 'ticket', shortSeconds: 6 * HOUR_SECONDS, longSeconds: 3 * DAY_SECONDS, factor: 1, comparison: '>=' },
];

export interface GrafanaSloFacts {
  upstream: Upstream;
  /** Every series that says something of the SLO; at least one. */
  facts: readonly [RememberedSeries, ...RememberedSeries[]];
  objectiveRatio: number | undefined;
  windowSeconds: number | undefined;
  /** Of one group of the SLO: its share of good events over the window; absent where none is recorded. */
  sli: RememberedSeries | undefined;
  /** What it is recorded under over shorter windows, by their seconds. */
  sliMetrics: ReadonlyMap<number, string>;
  countsEvents: boolean;
}

export function grafanaSlo({ upstream, facts, sli, sliMetrics, countsEvents, ...told }: GrafanaSloFacts): Slo {
  const problems: Problem[] = [];
  const label = (name: string) => facts.map(({ labels }) => labels[name]).find((value) => value !== undefined);
  const uuid = label(GRAFANA_UUID) ?? '';
  const windowSeconds = told.windowSeconds ?? parseDuration(label(GRAFANA_WINDOW) ?? '') ?? DEFAULT_WINDOW_SECONDS;
  if (told.windowSeconds === undefined && label(GRAFANA_WINDOW) === undefined) {
    problems.push({ kind: 'windowAssumed', windowSeconds });
  }
  const objectiveRatio =
    told.objectiveRatio !== undefined && isObjective(told.objectiveRatio) ? told.objectiveRatio : null;
  if (objectiveRatio === null) {
    problems.push({ kind: 'objectiveUnknown' });
  }
  problems.push(...missing(facts, sli), ...(sliMetrics.size === 0 ? [] : unrecordedPairs(sliMetrics)));

  const own = sli?.labels ?? facts[0].labels;
  const key = seriesKey(own, GRAFANA_REMARKS);
  const labels = Object.fromEntries(identifyingLabels(own, GRAFANA_REMARKS).filter(([name]) => name !== GRAFANA_UUID));
  const owner = label('grafana_slo_team') ?? labels['team'] ?? labels['owner'];
  const ratio = (seconds: number): RatioMetric => ({
    metric: sliMetrics.get(seconds) ?? GRAFANA_SLI_PREFIX + formatDuration(seconds),
    holds: 'good',
  });
  const seconds = new Set([...sliMetrics.keys(), ...PAIRS.flatMap((pair) => [pair.shortSeconds, pair.longSeconds])]);
  return {
    id: `grafana-slo:${upstream.uid}:${key}`,
    tool: 'grafana-slo',
    upstream,
    service: label('grafana_slo_service') ?? labels['service'] ?? '',
    name: label('grafana_slo_name') ?? label('grafana_slo_title') ?? label('title') ?? uuid,
    ...(owner === undefined ? {} : { owner }),
    labels,
    objectiveRatio,
    window: { kind: 'rolling', seconds: windowSeconds },
    recorded: {
      idLabel: GRAFANA_UUID,
      idValue: uuid,
      seriesKey: key,
      remarkLabels: GRAFANA_REMARKS,
      ratios: new Map([...seconds].sort((a, b) => a - b).map((one) => [one, ratio(one)])),
      windowRatio: { metric: GRAFANA_SLI, holds: 'good' },
      // Where it knows no events it averages its 5m ratios.
      weighs: countsEvents ? 'events' : 'slots',
      budgetRemaining: null,
      slot: { ratio: ratio(GRAFANA_SLOT_SECONDS), seconds: GRAFANA_SLOT_SECONDS },
      ...(countsEvents
        ? {
            rates: {
              good: { metric: GRAFANA_SUCCESS_RATE },
              total: { metric: GRAFANA_TOTAL_RATE },
              seconds: GRAFANA_SLOT_SECONDS,
            },
          }
        : {}),
      poisoned: sli !== undefined && Number.isNaN(sli.values[0]),
    },
    pairs: PAIRS,
    links: [],
    problems,
  };
}

/** A maintenance window leaves a gap in the SLI, which its other series do not have. */
function missing(facts: readonly RememberedSeries[], sli: RememberedSeries | undefined): Problem[] {
  if (facts.every(({ current }) => !current)) {
    return [{ kind: 'rulesStopped' }];
  }
  if (sli?.current) {
    return [];
  }
  return [{ kind: sli ? 'sliStopped' : 'sliMissing' }];
}

function unrecordedPairs(recorded: ReadonlyMap<number, string>): Problem[] {
  return PAIRS.filter(({ shortSeconds, longSeconds }) => !recorded.has(shortSeconds) || !recorded.has(longSeconds)).map(
    ({ shortSeconds, longSeconds }) => ({ kind: 'pairNotRecorded', shortSeconds, longSeconds })
  );
}
