import { groupBy } from '../../groupBy';
import type { AlertPair } from '../../budget/alertPairs';
import { identifyingLabels, seriesKey } from '../identity';
import { isObjective } from '../objective';
import type { RememberedSeries } from '../remembered';
import type { Problem, RatioMetric, Slo, Upstream } from '../slo';
import {
  BURN_RATE_THRESHOLD,
  FEATURE_NAME,
  PUSH_TIME,
  SERVICE_NAME,
  SLI_MEASUREMENT,
  SLO_GENERATOR_REMARKS,
  SLO_NAME,
  SLO_TARGET,
  sloGeneratorName,
  STEP_NAME,
} from './names';
import { stepSeconds } from './steps';

/**
 * Steps up to so long call for a page. slo-generator exports no urgency; in the policy it ships the steps of 1 and 12
 * hours are the urgent ones, those of 7 and 28 days are not.
 */
const LONGEST_PAGE_SECONDS = 86_400;

/** The window of the policy it ships, for SLOs of which no step tells one. */
const DEFAULT_WINDOW_SECONDS = 28 * 86_400;

export interface SloGeneratorFacts {
  upstream: Upstream;
  atSeconds: number;
  /** Every gauge of the SLO, of all its steps; at least one. */
  gauges: readonly [RememberedSeries, ...RememberedSeries[]];
}

/** Even a step of weeks is measured anew at least once a day. */
const MOST_PUSH_AGE_SECONDS = 86_400;

interface Step {
  name: string;
  seconds: number;
}

/**
 * The SLO of these gauges; null where they hold nothing but the times of pushes.
 *
 * Its `events_count` is not read. It holds the events of a step's window, but good and bad ones stand in labels, so each
 * run writes another series and the exporters show those of earlier runs for ever: which one is the newest nothing tells
 * where slo-generator exports by itself, and a Pushgateway only by a series more for each run there ever was.
 */
export function sloGeneratorSlo({ upstream, atSeconds, gauges }: SloGeneratorFacts): Slo | null {
  const named = (metric: string) => gauges.filter(({ labels }) => labels['__name__'] === metric);
  const measurements = named(SLI_MEASUREMENT);
  if (measurements.length + named(SLO_TARGET).length === 0) {
    return null;
  }
  const problems: Problem[] = [];
  const steps = readSteps(gauges, problems);
  const longest = steps.at(-1);
  if (!longest) {
    problems.push({ kind: 'windowAssumed', windowSeconds: DEFAULT_WINDOW_SECONDS });
  }
  const target = named(SLO_TARGET)[0]?.values[0];
  const objectiveRatio = target !== undefined && isObjective(target) ? target : null;
  if (objectiveRatio === null) {
    problems.push({ kind: 'objectiveUnknown' });
  }
  if (gauges.every(({ current }) => !current)) {
    problems.push({ kind: 'rulesStopped' });
  } else if (measurements.length === 0) {
    problems.push({ kind: 'sliMissing' });
  }
  if (disagree(measurements)) {
    problems.push({ kind: 'measurementsDisagree', metric: SLI_MEASUREMENT });
  }
  const pushedSeconds = Math.max(...named(PUSH_TIME).map(({ values }) => values[0] ?? NaN));
  const oldest = Math.min(steps[0]?.seconds ?? Infinity, MOST_PUSH_AGE_SECONDS);
  if (steps[0] && Number.isFinite(pushedSeconds) && atSeconds - pushedSeconds > oldest) {
    problems.push({ kind: 'pushStopped', sinceSeconds: pushedSeconds });
  }

  const [{ labels: own }] = gauges;
  const key = seriesKey(own, SLO_GENERATOR_REMARKS);
  const labels = Object.fromEntries(
    identifyingLabels(own, SLO_GENERATOR_REMARKS).filter(
      ([name]) => name !== SERVICE_NAME && name !== FEATURE_NAME && name !== SLO_NAME
    )
  );
  const owner = labels['owner'] ?? labels['team'];
  return {
    id: `slo-generator:${upstream.uid}:${key}`,
    tool: 'slo-generator',
    upstream,
    ...sloGeneratorName(own),
    ...(owner === undefined ? {} : { owner }),
    labels,
    objectiveRatio,
    window: { kind: 'rolling', seconds: longest?.seconds ?? DEFAULT_WINDOW_SECONDS },
    recorded: {
      idLabel: SLO_NAME,
      idValue: own[SLO_NAME] ?? '',
      seriesKey: key,
      remarkLabels: SLO_GENERATOR_REMARKS,
      ratios: new Map(steps.map((step) => [step.seconds, ratio(step)])),
      windowRatio: longest ? ratio(longest) : null,
      weighs: 'events',
      budgetRemaining: null,
      slot: null,
      poisoned: false,
    },
    pairs: steps.flatMap((step) => pairs(step, named(BURN_RATE_THRESHOLD))),
    links: [],
    problems,
  };
}

/** Whether one step was measured twice: a Pushgateway never forgets what a job of another name has pushed. */
function disagree(measurements: readonly RememberedSeries[]): boolean {
  const current = measurements.filter((one) => one.current);
  const byStep = groupBy(current, ({ labels }) => labels[STEP_NAME] ?? '');
  return [...byStep.values()].some((own) => new Set(own.map(({ values }) => values[0])).size > 1);
}

/** Those whose name tells their window, shortest first. */
function readSteps(gauges: readonly RememberedSeries[], problems: Problem[]): Step[] {
  const names = new Set(gauges.map(({ labels }) => labels[STEP_NAME] ?? ''));
  return [...names]
    .flatMap((name) => {
      const seconds = stepSeconds(name);
      if (seconds === null) {
        problems.push({ kind: 'stepUnreadable', step: name });
        return [];
      }
      return [{ name, seconds }];
    })
    .sort((a, b) => a.seconds - b.seconds);
}

function ratio({ name }: Step): RatioMetric {
  return { metric: SLI_MEASUREMENT, labels: { [STEP_NAME]: name }, holds: 'good' };
}

/** slo-generator looks at one window for each alert, and at its burn rate after rounding it. */
function pairs({ name, seconds }: Step, thresholds: readonly RememberedSeries[]): AlertPair[] {
  const factor = thresholds.find(({ labels }) => labels[STEP_NAME] === name)?.values[0];
  return factor === undefined
    ? []
    : [
        {
          severity: seconds <= LONGEST_PAGE_SECONDS ? 'page' : 'ticket',
          shortSeconds: seconds,
          longSeconds: seconds,
          factor,
          roundedDecimals: 1,
        },
      ];
}
