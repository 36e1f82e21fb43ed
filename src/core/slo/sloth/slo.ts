import { workbookPairs, type AlertPair } from '../../budget/alertPairs';
import { burnRate } from '../../budget/budget';
import { formatDuration } from '../../window/duration';
import { annotationDescription } from '../annotationDescription';
import { annotationLinks } from '../annotationLinks';
import { identifyingLabels, seriesKey } from '../identity';
import { isObjective, isSameObjective } from '../objective';
import type { Rule, RulesUnreadable } from '../../rules/rules';
import type { Labels, Problem, RatioMetric, Slo, Upstream } from '../slo';
import {
  SLOTH_BUDGET_REMAINING,
  SLOTH_ERROR_RATIO_PREFIX,
  SLOTH_ID,
  SLOTH_OBJECTIVE_PERCENT,
  SLOTH_REMARKS,
  SLOTH_SERVICE,
  SLOTH_SLO,
  SLOTH_SLOT_SECONDS,
} from './names';
import { slothEvents, slothRules, type SlothRules } from './rules';

const DAY_SECONDS = 86_400;
/** Sloth's own default, used where the series that tells the period is missing. */
const DEFAULT_PERIOD_SECONDS = 30 * DAY_SECONDS;
/** The periods for which Sloth's built-in alert windows are known from its source. */
const KNOWN_PERIODS_SECONDS: readonly number[] = [28 * DAY_SECONDS, 30 * DAY_SECONDS];

export interface SlothFacts {
  upstream: Upstream;
  /** Labels of the info series. */
  info: Labels;
  objectiveRatio: number | undefined;
  periodDays: number | undefined;
  recordedWindowsSeconds: readonly number[];
  /** The recorded budget of one group of the SLO; absent when no SLI is recorded. */
  budget?: { labels: Labels; value: number };
  /** False when the info series itself has ended: the rules are gone or nobody evaluates them. */
  current: boolean;
  /** Those of its id; absent where none are known. */
  rules?: readonly Rule[] | undefined;
  /** Why rules cannot be read; absent where they can. */
  unreadable?: RulesUnreadable;
}

export function slothSlo(facts: SlothFacts): Slo {
  const { upstream, info, budget, recordedWindowsSeconds } = facts;
  const problems: Problem[] = [];
  const windowSeconds = facts.periodDays === undefined ? DEFAULT_PERIOD_SECONDS : facts.periodDays * DAY_SECONDS;
  if (facts.periodDays === undefined) {
    problems.push({ kind: 'windowAssumed', windowSeconds });
  }
  const objectiveRatio = objective(facts, problems);
  const shortWindowsSeconds = recordedWindowsSeconds.filter((seconds) => seconds !== windowSeconds);
  const rules = slothRules(facts.rules ?? [], info, windowSeconds);
  const pairs = alertPairs(rules, windowSeconds, shortWindowsSeconds, problems).map((pair) =>
    asCompared(pair, info, objectiveRatio)
  );
  if (!facts.current) {
    problems.push({ kind: 'rulesStopped' });
  } else if (shortWindowsSeconds.length === 0) {
    problems.push({ kind: recordedWindowsSeconds.length === 0 ? 'sliMissing' : 'sliStopped' });
  }

  problems.push(...rulesWouldTell(facts.unreadable, problems));
  problems.push(...(rules?.failures ?? []).map((failure): Problem => ({ kind: 'ruleFails', ...failure })));

  const ownLabels = budget?.labels ?? info;
  const labels = Object.fromEntries(
    identifyingLabels(ownLabels, SLOTH_REMARKS).filter(
      ([name]) => name !== SLOTH_ID && name !== SLOTH_SERVICE && name !== SLOTH_SLO
    )
  );
  const owner = labels['owner'] ?? labels['team'];
  const description = rules ? annotationDescription(rules.annotations, ownLabels) : undefined;
  const key = seriesKey(ownLabels, SLOTH_REMARKS);
  const ratioSeconds = new Set([
    ...shortWindowsSeconds,
    ...pairs.flatMap((pair) => [pair.shortSeconds, pair.longSeconds]),
  ]);
  const weighs = rules?.weighs ?? 'slots';
  const slotSeconds = rules?.slotSeconds ?? slotOf(recordedWindowsSeconds);
  return {
    id: `sloth:${upstream.uid}:${key}`,
    tool: 'sloth',
    upstream,
    service: info[SLOTH_SERVICE] ?? '',
    name: info[SLOTH_SLO] ?? info[SLOTH_ID] ?? '',
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    labels,
    objectiveRatio,
    window: { kind: 'rolling', seconds: windowSeconds },
    recorded: {
      idLabel: SLOTH_ID,
      idValue: info[SLOTH_ID] ?? '',
      seriesKey: key,
      remarkLabels: SLOTH_REMARKS,
      ratios: new Map([...ratioSeconds].sort((a, b) => a - b).map((seconds) => [seconds, ratio(seconds)])),
      windowRatio: ratio(windowSeconds),
      weighs,
      budgetRemaining: { metric: SLOTH_BUDGET_REMAINING },
      slot: { ratio: ratio(slotSeconds), seconds: Math.max(SHORTEST_SLOT_SECONDS, slotSeconds) },
      poisoned: isMean(weighs) && budget !== undefined && Number.isNaN(budget.value),
    },
    // Where the SLI has stopped its metric is gone, and a count over the window would be one of the past.
    ...(rules?.events && !problems.some(({ kind }) => kind === 'sliStopped')
      ? { events: slothEvents(rules.events, rules.labels, ownLabels) }
      : {}),
    pairs,
    ...(rules === null || rules.pairs.length === 0 ? { pairsByDefault: true } : {}),
    links: rules ? annotationLinks(rules.annotations, ownLabels) : [],
    problems,
  };
}

/** What is missing because rules cannot be read. A moment's failure passes, so it is not told of each SLO. */
function rulesWouldTell(cause: RulesUnreadable | undefined, problems: readonly Problem[]): Problem[] {
  if (cause === undefined || cause === 'unavailable') {
    return [];
  }
  return problems.flatMap(({ kind }): Problem[] => {
    switch (kind) {
      case 'sliMissing':
        return [{ kind: 'rulesWouldTell', what: 'total' }];
      case 'pairsAssumed':
        return [{ kind: 'rulesWouldTell', what: 'pairs' }];
      default:
        return [];
    }
  });
}

function ratio(windowSeconds: number): RatioMetric {
  return { metric: SLOTH_ERROR_RATIO_PREFIX + formatDuration(windowSeconds), holds: 'bad' };
}

function objective({ info, objectiveRatio }: SlothFacts, problems: Problem[]): number | null {
  // Shifting the point in the text keeps 99.9 % at 0.999, where a division makes 0.9990000000000001 of it.
  const infoRatio = Number(`${info[SLOTH_OBJECTIVE_PERCENT] ?? ''}e-2`);
  if (isObjective(infoRatio)) {
    if (objectiveRatio !== undefined && !isSameObjective(infoRatio, objectiveRatio)) {
      problems.push({ kind: 'objectivesDisagree', infoRatio, seriesRatio: objectiveRatio });
    }
    return infoRatio;
  }
  if (objectiveRatio !== undefined && isObjective(objectiveRatio)) {
    return objectiveRatio;
  }
  problems.push({ kind: 'objectiveUnknown' });
  return null;
}

/**
 * Sloth compares error ratios with factor · ((100 - objective) / 100), where 100 - 99.9 is 0.09999999999999432 to a
 * computer: at 99.9 %, an error ratio of 0.0144 exceeds 14.4 times the budget. Source: the rules that Sloth writes.
 */
function asCompared(pair: AlertPair, info: Labels, objectiveRatio: number | null): AlertPair {
  const budgetRatio = (100 - Number(info[SLOTH_OBJECTIVE_PERCENT] ?? NaN)) / 100;
  return objectiveRatio === null || Number.isNaN(budgetRatio)
    ? pair
    : { ...pair, thresholdRate: burnRate(pair.factor * budgetRatio, objectiveRatio) };
}

/** Slots of a minute would be ten thousands in a window. */
const SHORTEST_SLOT_SECONDS = 300;

/** Custom alert windows may leave the default one out; the period rule then averages the shortest. */
function slotOf(recordedSeconds: readonly number[]): number {
  const [shortest = SLOTH_SLOT_SECONDS] = recordedSeconds;
  return recordedSeconds.includes(SLOTH_SLOT_SECONDS) ? SLOTH_SLOT_SECONDS : shortest;
}

function isMean(weighs: SlothRules['weighs']): boolean {
  return weighs === 'slots' || weighs === 'traffic';
}

/**
 * The pairs Sloth alerts on, as its alerts say. Where these are not known, as far as the series tell: its built-in ones,
 * scaled to the period. Custom alert windows leave their windows behind in metric names but not their factors.
 */
function alertPairs(
  rules: SlothRules | null,
  windowSeconds: number,
  recordedSeconds: readonly number[],
  problems: Problem[]
): AlertPair[] {
  const known = rules?.pairs ?? [];
  const isAssumed = rules !== null || !KNOWN_PERIODS_SECONDS.includes(windowSeconds);
  if (known.length === 0 && isAssumed) {
    problems.push({ kind: 'pairsAssumed' });
  }
  const pairs = known.length > 0 ? known : workbookPairs(windowSeconds);
  if (recordedSeconds.length > 0) {
    for (const { shortSeconds, longSeconds } of pairs) {
      if (!recordedSeconds.includes(shortSeconds) || !recordedSeconds.includes(longSeconds)) {
        problems.push({ kind: 'pairNotRecorded', shortSeconds, longSeconds });
      }
    }
  }
  return pairs;
}
