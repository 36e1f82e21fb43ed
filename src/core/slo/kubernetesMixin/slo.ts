import type { AlertPair } from '../../budget/alertPairs';
import type { BurnAlerts } from './alerts';
import { formatDuration, parseDuration } from '../../window/duration';
import type { RulesUnreadable } from '../../rules/rules';
import { safeUrl } from '../links';
import { identifyingLabels, seriesKey } from '../identity';
import type { RememberedSeries } from '../remembered';
import type { Labels, Problem, RatioMetric, Slo, Upstream } from '../slo';
import {
  ALL_VERBS,
  APISERVER_NAME,
  APISERVER_SERVICE,
  AVAILABILITY_PREFIX,
  BURN_RATE_PREFIX,
  RUNBOOK_ANNOTATION,
  VERB,
} from './names';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** The mixin's own default, used where no availability tells the window. */
const DEFAULT_WINDOW_SECONDS = 30 * DAY_SECONDS;
const SLOT_SECONDS = 300;

/** The mixin's alerts, where they cannot be read: they stay as they are, whatever the window of the SLO. */
const PAIRS: readonly AlertPair[] = [
  { severity: 'page', shortSeconds: 300, longSeconds: HOUR_SECONDS, factor: 14.4 },
  { severity: 'page', shortSeconds: 1800, longSeconds: 6 * HOUR_SECONDS, factor: 6 },
  { severity: 'ticket', shortSeconds: 2 * HOUR_SECONDS, longSeconds: DAY_SECONDS, factor: 3 },
  { severity: 'ticket', shortSeconds: 6 * HOUR_SECONDS, longSeconds: 3 * DAY_SECONDS, factor: 1 },
];

const NO_REMARKS: ReadonlySet<string> = new Set();
const VERB_ONLY: ReadonlySet<string> = new Set([VERB]);

export interface ApiserverFacts {
  upstream: Upstream;
  /** What its alerts say; null where they cannot be read or are not there. */
  alerts: BurnAlerts | null;
  /** Why the rules could not be read; null where they could. */
  unreadable: RulesUnreadable | null;
  /** Of the availability of one kind of requests to one API server, `verb` among them. */
  labels: Labels;
  availability: RememberedSeries | undefined;
  /** For which an error ratio is recorded now, ascending. */
  ratioWindowsSeconds: readonly number[];
}

/**
 * The SLO of one kind of requests. Its objective stands in the mixin's alerts only, so that without them or a document
 * there is no budget to speak of.
 */
export function apiserverSlo(facts: ApiserverFacts): Slo {
  const { upstream, alerts, unreadable, labels, availability, ratioWindowsSeconds } = facts;
  const isWhole = labels[VERB] === ALL_VERBS;
  const pairs = alerts?.pairs ?? PAIRS;
  const problems: Problem[] = alerts ? [] : [{ kind: 'objectiveUnknown' }];
  if (unreadable) {
    problems.push({ kind: 'rulesUnreadable', cause: unreadable });
  }
  const windowSeconds =
    availability && parseDuration(availability.labels['__name__']!.slice(AVAILABILITY_PREFIX.length));
  if (windowSeconds == null) {
    problems.push({ kind: 'windowAssumed', windowSeconds: DEFAULT_WINDOW_SECONDS });
  }
  if (isWhole) {
    problems.push({ kind: 'ratiosSummed', label: VERB });
  }
  // Nothing alerts on reading or writing alone.
  if (!isWhole || !alerts) {
    problems.push({ kind: 'pairsAssumed' });
  }
  if (!availability?.current && ratioWindowsSeconds.length === 0) {
    problems.push({ kind: 'rulesStopped' });
  }

  const key = seriesKey(labels, NO_REMARKS);
  const ratio = (seconds: number): RatioMetric => ({
    metric: BURN_RATE_PREFIX + formatDuration(seconds),
    holds: 'bad',
    // No label more, but a question of its own: Pyrra may have recorded SLOs of the API server by the same names.
    labels: {},
    ...(isWhole ? { summedOver: VERB, seriesKey: seriesKey(labels, VERB_ONLY) } : {}),
  });
  const runbook = safeUrl(alerts?.annotations[RUNBOOK_ANNOTATION] ?? '');
  const seconds = new Set([...ratioWindowsSeconds, ...pairs.flatMap((pair) => [pair.shortSeconds, pair.longSeconds])]);
  return {
    id: `kubernetes-mixin:${upstream.uid}:${key}`,
    tool: 'kubernetes-mixin',
    upstream,
    service: APISERVER_SERVICE,
    name: APISERVER_NAME,
    labels: Object.fromEntries(identifyingLabels(labels, NO_REMARKS)),
    objectiveRatio: alerts?.objectiveRatio ?? null,
    window: { kind: 'rolling', seconds: windowSeconds ?? DEFAULT_WINDOW_SECONDS },
    recorded: {
      idLabel: VERB,
      idValue: labels[VERB] ?? '',
      seriesKey: key,
      remarkLabels: NO_REMARKS,
      ratios: new Map([...seconds].sort((a, b) => a - b).map((one) => [one, ratio(one)])),
      windowRatio: {
        // Its own text: the mixin writes 28 days as `28d`, where Prometheus's durations say `4w`.
        metric:
          availability?.labels['__name__'] ??
          AVAILABILITY_PREFIX + formatDuration(windowSeconds ?? DEFAULT_WINDOW_SECONDS),
        holds: 'good',
      },
      weighs: 'events',
      budgetRemaining: null,
      slot: { ratio: ratio(SLOT_SECONDS), seconds: SLOT_SECONDS },
      poisoned: false,
    },
    pairs,
    links: runbook === null ? [] : [{ kind: 'runbook', title: '', url: runbook }],
    problems,
  };
}
