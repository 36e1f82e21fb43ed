import { exhaustionSeconds, periodExhaustionSeconds } from './budget';
import { pairState, worstFiring, type AlertPair } from './alertPairs';
import { exhaustionWithPaybackSeconds, type PastSpending } from './payback';
import { budgetAtBest, mayBeHealthy, type Measured } from './dataState';

/** Worst first: the order rows are sorted in. */
export const STATUSES = ['burning', 'blind', 'breached', 'smouldering', 'atRisk', 'noTraffic', 'healthy'] as const;

export type Status = (typeof STATUSES)[number];

/** The thresholds of the status table; they stand here and nowhere else. */
export const AT_RISK_REMAINING_RATIO = 0.1;
export const AT_RISK_EXHAUSTION_SECONDS = 7 * 24 * 3600;
/** The burn rate that "at the present rate" means where nothing fires: it outlives a spike and is still the present. */
export const USUAL_RATE_WINDOW_SECONDS = 6 * 3600;
/** How many times as long or as short another window may be that stands in for it. */
const USUAL_RATE_STRETCH = 4;

/**
 * The window in seconds whose burn rate is the present one where nothing fires: of those with a number the nearest to six
 * hours, since tools have windows of their own. Null where none is near.
 */
export function usualRateWindow(rates: Iterable<readonly [seconds: number, rate: number | null]>): number | null {
  const away = (seconds: number) => Math.abs(Math.log(seconds / USUAL_RATE_WINDOW_SECONDS));
  const [nearest] = [...rates]
    .flatMap(([seconds, rate]) => (rate !== null && away(seconds) <= Math.log(USUAL_RATE_STRETCH) ? [seconds] : []))
    .sort((a, b) => away(a) - away(b) || b - a);
  return nearest ?? null;
}

export interface StatusInput {
  /** Length of the SLO window; of a calendar period what has passed of it. */
  windowSeconds: number;
  /** What is still to come of a calendar period; absent for a rolling window. */
  leftSeconds?: number;
  /** When a rolling window was spent, from its start on; absent where that is not known. */
  past?: readonly PastSpending[];
  budgetRemaining: Measured;
  /** Burn rate by window length in seconds. */
  burnRates: ReadonlyMap<number, Measured>;
  pairs: readonly AlertPair[];
  /** There are no pairs because nobody is to be alerted. */
  alertsAreOff?: boolean;
  /** Set when the numbers contradict each other or cannot be: they are shown, but prove no health. */
  doubtful: boolean;
}

/** Which rule of the table decided, for the words beside the status. */
export type StatusCause =
  | { rule: 'pairFires'; pair: AlertPair; shortRate: number; longRate: number }
  | { rule: 'cannotSee'; what: Measured }
  | { rule: 'pairsUnknown' }
  | { rule: 'doubtful' }
  | { rule: 'budgetSpent' }
  | { rule: 'budgetLow' }
  | { rule: 'exhaustionNear'; exhaustion: Exhaustion }
  | { rule: 'noTraffic' }
  | { rule: 'allQuiet' }
  /** As `allQuiet`, of an SLO that alerts nobody. */
  | { rule: 'alertsOff' };

export interface StatusVerdict {
  status: Status;
  cause: StatusCause;
  /** Null where the budget or the rate is unknown. */
  exhaustion: Exhaustion | null;
}

/** When the budget will be gone if it goes on like this. */
export interface Exhaustion {
  /** Seconds from now; Infinity when a rolling window pays back as fast as is spent, or a calendar period ends before. */
  seconds: number;
  /** Window of the burn rate this is computed from: the long one of the worst firing pair, else 6 h. */
  rateWindowSeconds: number;
  /** Whether what leaves the rolling window meanwhile is counted; where not, nothing is paid back until then. */
  countsPayback: boolean;
}

/**
 * The status of an SLO: the worst of burning (a page pair fires), blind (error or no data), breached (remaining <= 0), smouldering (a ticket pair fires), at risk (gone within 7 days at the present rate, or remaining
 * < 10 %), no traffic, healthy. Healthy needs a number that may be healthy and every pair known to be quiet; where alerts are
 * switched off, the budget alone decides. A budget of which too little was seen is breached only where the rest could not
 * undo it, and is never at risk: without a pair that fires, it is blind.
 */
export function judgeStatus(input: StatusInput): StatusVerdict {
  const exhaustion = exhaustionOf(input);
  return { ...decide(input, exhaustion), exhaustion };
}

function decide(input: StatusInput, exhaustion: Exhaustion | null): Pick<StatusVerdict, 'status' | 'cause'> {
  const { budgetRemaining, burnRates, pairs } = input;
  const firing = worstFiringPair(input);
  if (firing?.severity === 'page') {
    return { status: 'burning', cause: pairFires(firing, burnRates) };
  }

  const shortest = shortestRate(burnRates);
  const blind = [budgetRemaining, ...burnRates.values()].find(({ state }) => state === 'error' || state === 'noData');
  if (blind) {
    return { status: 'blind', cause: { rule: 'cannotSee', what: blind } };
  }
  const idle = shortest?.state === 'noTraffic';
  if (budgetRemaining.value === null) {
    if (idle) {
      return { status: 'noTraffic', cause: { rule: 'noTraffic' } };
    }
    const status = budgetRemaining.state === 'noTraffic' ? 'noTraffic' : 'blind';
    return { status, cause: { rule: 'cannotSee', what: budgetRemaining } };
  }

  if ((budgetAtBest(budgetRemaining) ?? Infinity) <= 0) {
    return { status: 'breached', cause: { rule: 'budgetSpent' } };
  }
  if (firing) {
    return { status: 'smouldering', cause: pairFires(firing, burnRates) };
  }
  const isSeen = mayBeHealthy(budgetRemaining);
  if (isSeen && budgetRemaining.value < AT_RISK_REMAINING_RATIO) {
    return { status: 'atRisk', cause: { rule: 'budgetLow' } };
  }
  if (isSeen && exhaustion && exhaustion.seconds <= AT_RISK_EXHAUSTION_SECONDS) {
    return { status: 'atRisk', cause: { rule: 'exhaustionNear', exhaustion } };
  }
  if (idle) {
    return { status: 'noTraffic', cause: { rule: 'noTraffic' } };
  }
  const { alertsAreOff = false } = input;
  if ((pairs.length === 0 && !alertsAreOff) || pairs.some((pair) => pairState(pair, burnRates) === 'unknown')) {
    return { status: 'blind', cause: { rule: 'pairsUnknown' } };
  }
  const unseen = [budgetRemaining, ...burnRates.values()].find(
    (number) => number.state !== 'noTraffic' && !mayBeHealthy(number)
  );
  if (unseen) {
    return { status: 'blind', cause: { rule: 'cannotSee', what: unseen } };
  }
  return input.doubtful
    ? { status: 'blind', cause: { rule: 'doubtful' } }
    : { status: 'healthy', cause: { rule: alertsAreOff ? 'alertsOff' : 'allQuiet' } };
}

function worstFiringPair({ pairs, burnRates }: StatusInput): AlertPair | undefined {
  return worstFiring(
    pairs,
    pairs.map((pair) => pairState(pair, burnRates))
  );
}

function pairFires(pair: AlertPair, burnRates: StatusInput['burnRates']): StatusCause {
  const rate = (seconds: number) => burnRates.get(seconds)?.value ?? NaN;
  return { rule: 'pairFires', pair, shortRate: rate(pair.shortSeconds), longRate: rate(pair.longSeconds) };
}

function exhaustionOf(input: StatusInput): Exhaustion | null {
  const rateWindowSeconds =
    worstFiringPair(input)?.longSeconds ??
    usualRateWindow([...input.burnRates].map(([seconds, { value }]) => [seconds, value] as const));
  const rate = rateWindowSeconds === null ? null : (input.burnRates.get(rateWindowSeconds)?.value ?? null);
  const remaining = input.budgetRemaining.value;
  if (remaining === null || rateWindowSeconds === null || rate === null) {
    return null;
  }
  const { windowSeconds, leftSeconds, past } = input;
  if (leftSeconds !== undefined) {
    const seconds = periodExhaustionSeconds(remaining, rate, { elapsedSeconds: windowSeconds, leftSeconds });
    return { seconds, rateWindowSeconds, countsPayback: false };
  }
  const seconds = past
    ? exhaustionWithPaybackSeconds(remaining, rate, windowSeconds, past)
    : exhaustionSeconds(remaining, rate, windowSeconds);
  return { seconds, rateWindowSeconds, countsPayback: past !== undefined };
}

function shortestRate(burnRates: ReadonlyMap<number, Measured>): Measured | undefined {
  const shortest = [...burnRates.keys()].sort((a, b) => a - b)[0];
  return shortest === undefined ? undefined : burnRates.get(shortest);
}
