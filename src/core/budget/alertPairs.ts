/**
 * Multi-window, multi-burn-rate pairs. Source: The Site Reliability Workbook, chapter 5, table 5-8; the window pairs and
 * the budget shares are the ones Sloth ships for 28 and 30 days, so factor = share · SLO window / long window.
 */

import { burnRate } from './budget';
import type { Measured } from './dataState';

export type AlertSeverity = 'page' | 'ticket';

export interface AlertPair {
  severity: AlertSeverity;
  shortSeconds: number;
  longSeconds: number;
  /** Burn rate that both windows must exceed for the pair to fire. */
  factor: number;
  /** What is compared with in place of the factor, where the tool's own arithmetic rounds to another number. */
  thresholdRate?: number;
  /** Present where reaching the factor is enough. */
  comparison?: '>=';
  /** Present where the burn rate is rounded to so many decimals before it is compared. */
  roundedDecimals?: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const WORKBOOK_PAIRS = [
  { severity: 'page', shortSeconds: 5 * MINUTE, longSeconds: HOUR, budgetShareRatio: 0.02 },
  { severity: 'page', shortSeconds: 30 * MINUTE, longSeconds: 6 * HOUR, budgetShareRatio: 0.05 },
  { severity: 'ticket', shortSeconds: 2 * HOUR, longSeconds: DAY, budgetShareRatio: 0.1 },
  { severity: 'ticket', shortSeconds: 6 * HOUR, longSeconds: 3 * DAY, budgetShareRatio: 0.1 },
] as const;

/** The pairs that spend 2, 5, 10 and 10 % of the budget of a window of this many seconds. */
export function workbookPairs(windowSeconds: number): AlertPair[] {
  return WORKBOOK_PAIRS.map(({ severity, shortSeconds, longSeconds, budgetShareRatio }) => ({
    severity,
    shortSeconds,
    longSeconds,
    factor: (budgetShareRatio * windowSeconds) / longSeconds,
  }));
}

const SHORTEST_SCALED_SECONDS = 28 * DAY;

/**
 * The pairs of an SLO that names none. Over 28 days and more they spend the workbook's shares of the budget; over less,
 * those shares would mean burn rates at which the budget lasts, so the factors of 30 days are kept (14.4, 6, 3, 1) and
 * pairs that look back further than the SLO window are left out.
 */
export function defaultPairs(windowSeconds: number): AlertPair[] {
  return windowSeconds >= SHORTEST_SCALED_SECONDS
    ? workbookPairs(windowSeconds)
    : workbookPairs(30 * DAY).filter(({ longSeconds }) => longSeconds <= windowSeconds);
}

/** `unknown` when a window that decides has no number: a pair that cannot be seen is not a quiet pair. */
export type PairState = 'firing' | 'quiet' | 'unknown';

/** Whether a burn rate is one at which a window of the pair fires, as the tool that alerts compares it. */
export function burnsFastEnough(pair: AlertPair, rate: number): boolean {
  const { factor, thresholdRate = factor, comparison, roundedDecimals } = pair;
  const compared = roundedDecimals === undefined ? rate : Number(rate.toFixed(roundedDecimals));
  return comparison === '>=' ? compared >= thresholdRate : compared > thresholdRate;
}

/** False for a pair that cannot fire even while every event is bad, which is a burn rate of 1 / error budget. */
export function isReachable(pair: AlertPair, objectiveRatio: number): boolean {
  return burnsFastEnough(pair, burnRate(1, objectiveRatio));
}

/**
 * A pair fires when both burn rates exceed its factor. One window that does not is enough to know it is quiet, and
 * so is a window without traffic: there is nothing to alert on.
 */
export function pairState(pair: AlertPair, burnRates: ReadonlyMap<number, Measured>): PairState {
  const [short, long] = [burnRates.get(pair.shortSeconds), burnRates.get(pair.longSeconds)];
  if (isQuiet(pair, short) || isQuiet(pair, long)) {
    return 'quiet';
  }
  return short?.value != null && long?.value != null ? 'firing' : 'unknown';
}

function isQuiet(pair: AlertPair, rate: Measured | undefined): boolean {
  return rate?.state === 'noTraffic' || (rate?.value != null && !burnsFastEnough(pair, rate.value));
}

/** The first of the pairs that fire, pages before tickets. @param states in the order of the pairs */
export function worstFiring(pairs: readonly AlertPair[], states: readonly PairState[]): AlertPair | undefined {
  const firing = pairs.filter((_, index) => states[index] === 'firing');
  return firing.find(({ severity }) => severity === 'page') ?? firing[0];
}
