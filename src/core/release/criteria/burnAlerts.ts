import { burnRate, errorBudgetRatio } from '../../budget/budget';
import { badLower, logFailValue } from '../clopperPearson';
import { isPart } from '../counts';
import { isProperRatio } from '../parameters';
import { type BadOf } from '../scoreTest';
import { type Decision, unknown } from '../verdict';

/** The requirement that no pair of burn rate windows fires in the soak. */
export interface BurnAlertCriterion {
  objectiveRatio: number;
  leastSoakSeconds: number;
  /** Level of the bound of the burn rate that a FAIL needs. */
  alpha: number;
}

/** What both windows of a pair held at one moment. */
export interface BurnWindows {
  long: BadOf;
  short: BadOf;
}

/** A pair over a soak, at each moment of a grid with a step of a fifth of the short window; null where a window was not seen. */
export interface BurnHistory {
  /** Burn rate that both windows must exceed, > 0. */
  factor: number;
  moments: ReadonlyArray<BurnWindows | null>;
}

export interface BurnAlertDecision extends Decision {
  /** Pairs that fired, by their place in the histories. */
  fired: number[];
}

/** Share of the moments at which both windows of a pair must have had data. */
const LEAST_SEEN_RATIO = 0.99;

/**
 * Burn alerts, criterion (e). Deterministic. A FAIL takes more than that a pair fired: so much traffic that no single bad event
 * fires the short window, and a burn rate of the long window that is above 1 beyond doubt. A soak of S seconds rules out burn
 * rates from factor · long window / S on, and no lower ones.
 */
export function judgeBurnAlerts(
  criterion: BurnAlertCriterion,
  soakSeconds: number,
  histories: readonly BurnHistory[]
): BurnAlertDecision {
  const { objectiveRatio, leastSoakSeconds, alpha } = criterion;
  const usable =
    isProperRatio(objectiveRatio) &&
    isProperRatio(alpha) &&
    leastSoakSeconds >= 0 &&
    soakSeconds >= 0 &&
    histories.every(
      ({ factor, moments }) => factor > 0 && moments.every((moment) => moment === null || isCounted(moment))
    );
  if (!usable) {
    return { ...unknown('DATA_QUALITY'), fired: [] };
  }
  const pairs = histories.map(({ factor, moments }) => ({
    fires: moments.some((moment) => moment !== null && fires(factor, moment, objectiveRatio)),
    proves: moments.some((moment) => moment !== null && proves(factor, moment, criterion)),
    seenRatio: moments.filter((moment) => moment !== null && hasTraffic(moment)).length / moments.length,
  }));
  return {
    ...decide(pairs, soakSeconds >= leastSoakSeconds),
    fired: pairs.flatMap((pair, index) => (pair.fires ? [index] : [])),
  };
}

function decide(
  pairs: ReadonlyArray<{ fires: boolean; proves: boolean; seenRatio: number }>,
  soaked: boolean
): Decision {
  if (pairs.some(({ proves: proven }) => proven)) {
    return { verdict: 'FAIL', reason: null, pFail: null };
  }
  if (pairs.some((pair) => pair.fires)) {
    return unknown('INSUFFICIENT_SAMPLE');
  }
  if (!pairs.some(({ seenRatio }) => seenRatio > 0)) {
    return unknown('NO_DATA');
  }
  if (!soaked) {
    return unknown('SOAK_INCOMPLETE');
  }
  return pairs.every(({ seenRatio }) => seenRatio >= LEAST_SEEN_RATIO)
    ? { verdict: 'PASS', reason: null, pFail: null }
    : unknown('DATA_QUALITY');
}

function isCounted({ long, short }: BurnWindows): boolean {
  return isPart(long.bad, long.total) && isPart(short.bad, short.total);
}

function hasTraffic({ long, short }: BurnWindows): boolean {
  return long.total > 0 && short.total > 0;
}

/** 0/0 is no number, so it is above nothing. */
function fires(factor: number, { long, short }: BurnWindows, objectiveRatio: number): boolean {
  return [long, short].every(({ bad, total }) => burnRate(bad / total, objectiveRatio) > factor);
}

function proves(factor: number, moment: BurnWindows, { objectiveRatio, alpha }: BurnAlertCriterion): boolean {
  return (
    fires(factor, moment, objectiveRatio) &&
    moment.short.total >= leastShortTotal(factor, objectiveRatio) &&
    lowerBurnRate(moment.long, objectiveRatio, alpha) > 1
  );
}

/** The fewest events of a short window that one bad one of them does not fire. */
export function leastShortTotal(factor: number, objectiveRatio: number): number {
  return Math.floor(1 / (factor * errorBudgetRatio(objectiveRatio))) + 1;
}

/** The least that the burn rate can be, with confidence 1 - alpha, at this look. */
export function lowerBurnRate({ bad, total }: BadOf, objectiveRatio: number, alpha: number): number {
  return burnRate(badLower(total - bad, bad, alpha), objectiveRatio);
}

/** The fewest bad events of so many that exceed a factor. */
export function badToFire(factor: number, total: number, objectiveRatio: number): number {
  return Math.floor(factor * errorBudgetRatio(objectiveRatio) * total) + 1;
}

/** Chance that a window of so many events exceeds a factor while exactly the budget is bad. */
export function chanceToFireAtBudget(factor: number, total: number, objectiveRatio: number): number {
  const bad = badToFire(factor, total, objectiveRatio);
  return bad > total ? 0 : Math.exp(logFailValue(total - bad, bad, errorBudgetRatio(objectiveRatio)));
}
