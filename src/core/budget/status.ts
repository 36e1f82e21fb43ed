import { exhaustionSeconds } from './budget';
import { pairState, type AlertPair } from './alertPairs';
import { mayBeHealthy, type Measured } from './dataState';

/** Worst first: the order rows are sorted in. */
export const STATUSES = ['burning', 'blind', 'breached', 'smouldering', 'atRisk', 'noTraffic', 'healthy'] as const;

export type Status = (typeof STATUSES)[number];

/** The thresholds of the status table; they stand here and nowhere else. */
export const AT_RISK_REMAINING_RATIO = 0.1;
export const AT_RISK_EXHAUSTION_SECONDS = 7 * 24 * 3600;
/** The burn rate that "at the present rate" means: long enough to outlive a spike, short enough to be the present. */
export const PRESENT_RATE_WINDOW_SECONDS = 6 * 3600;

export interface StatusInput {
  windowSeconds: number;
  budgetRemaining: Measured;
  /** Burn rate by window length in seconds. */
  burnRates: ReadonlyMap<number, Measured>;
  pairs: readonly AlertPair[];
}

/** Which rule of the table decided, for the words beside the status. */
export type StatusCause =
  | { rule: 'pairFires'; pair: AlertPair }
  | { rule: 'cannotSee'; what: Measured }
  | { rule: 'pairsUnknown' }
  | { rule: 'budgetSpent' }
  | { rule: 'budgetLow' }
  | { rule: 'exhaustionNear'; seconds: number }
  | { rule: 'noTraffic' }
  | { rule: 'allQuiet' };

export interface StatusVerdict {
  status: Status;
  cause: StatusCause;
}

/**
 * The status of an SLO: the worst of burning (a page pair fires), blind (error, no data, or too little of it), breached
 * (remaining <= 0), smouldering (a ticket pair fires), at risk (gone within 7 days at the present rate, or remaining
 * < 10 %), no traffic, healthy. Healthy needs a number that may be healthy and every pair known to be quiet.
 */
export function judgeStatus(input: StatusInput): StatusVerdict {
  const { budgetRemaining, burnRates, pairs, windowSeconds } = input;
  const firing = pairs.filter((pair) => pairState(pair, burnRates) === 'firing');
  const page = firing.find((pair) => pair.severity === 'page');
  if (page) {
    return { status: 'burning', cause: { rule: 'pairFires', pair: page } };
  }

  const shortest = shortestRate(burnRates);
  const blind = [budgetRemaining, ...burnRates.values()].find(({ state }) => state === 'error' || state === 'noData');
  if (blind) {
    return { status: 'blind', cause: { rule: 'cannotSee', what: blind } };
  }
  const idle = shortest?.state === 'noTraffic';
  if (budgetRemaining.value === null) {
    return idle || budgetRemaining.state === 'noTraffic'
      ? { status: 'noTraffic', cause: { rule: 'noTraffic' } }
      : { status: 'blind', cause: { rule: 'cannotSee', what: budgetRemaining } };
  }

  if (budgetRemaining.value <= 0) {
    return { status: 'breached', cause: { rule: 'budgetSpent' } };
  }
  if (firing[0]) {
    return { status: 'smouldering', cause: { rule: 'pairFires', pair: firing[0] } };
  }
  if (budgetRemaining.value < AT_RISK_REMAINING_RATIO) {
    return { status: 'atRisk', cause: { rule: 'budgetLow' } };
  }
  const present = burnRates.get(PRESENT_RATE_WINDOW_SECONDS)?.value;
  const seconds = present == null ? Infinity : exhaustionSeconds(budgetRemaining.value, present, windowSeconds);
  if (seconds <= AT_RISK_EXHAUSTION_SECONDS) {
    return { status: 'atRisk', cause: { rule: 'exhaustionNear', seconds } };
  }
  if (idle) {
    return { status: 'noTraffic', cause: { rule: 'noTraffic' } };
  }
  if (pairs.length === 0 || pairs.some((pair) => pairState(pair, burnRates) === 'unknown')) {
    return { status: 'blind', cause: { rule: 'pairsUnknown' } };
  }
  return mayBeHealthy(budgetRemaining)
    ? { status: 'healthy', cause: { rule: 'allQuiet' } }
    : { status: 'blind', cause: { rule: 'cannotSee', what: budgetRemaining } };
}

function shortestRate(burnRates: ReadonlyMap<number, Measured>): Measured | undefined {
  const shortest = [...burnRates.keys()].sort((a, b) => a - b)[0];
  return shortest === undefined ? undefined : burnRates.get(shortest);
}
