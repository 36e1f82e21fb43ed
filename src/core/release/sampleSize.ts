import { logPassValue } from './clopperPearson';
import { logEvidence, PASS_PRIOR } from './mixture';
import { firstWhole, lastBelowZero } from './numeric/root';

/** The fewest events of which so many are bad that pass at one fixed look; null where none do. */
export function leastEventsFixed(objectiveRatio: number, alpha: number, bad: number): number | null {
  return firstWhole((n) => logPassValue(n - bad, bad, 1 - objectiveRatio) <= Math.log(alpha), bad + 1);
}

/** The same for any number of looks, where errors are independent. */
export function leastEventsAnytime(objectiveRatio: number, alpha: number, bad: number): number | null {
  const budget = 1 - objectiveRatio;
  return firstWhole((n) => logEvidence(n - bad, bad, objectiveRatio, budget, PASS_PRIOR) >= -Math.log(alpha), bad + 1);
}

/** Beyond what a number holds exactly nobody counts. */
const MOST_EVENTS = 2 ** 53;

/**
 * About how many events pass where the error ratio stays the same: what speaks for the release at its expected counts is
 * enough. Null where it never is.
 *
 * @param logForPass of an expected sample of so many events
 */
export function expectedEvents(logForPass: (events: number) => number, alpha: number): number | null {
  let enough = 1;
  while (!(logForPass(enough) >= -Math.log(alpha))) {
    enough *= 2;
    if (enough > MOST_EVENTS) {
      return null;
    }
  }
  return lastBelowZero((events) => logForPass(events) + Math.log(alpha), enough / 2, enough);
}

/** Fewer than this no test needs on average: ln(1/alpha) over the divergence of the error ratio from the budget. */
export function leastExpectedEvents(objectiveRatio: number, errorRatio: number, alpha: number): number {
  return -Math.log(alpha) / divergence(errorRatio, 1 - objectiveRatio);
}

/** Kullback-Leibler divergence of one event, in nats. For q0 in (0, 1). */
export function divergence(q: number, q0: number): number {
  return (q === 0 ? 0 : q * Math.log(q / q0)) + (1 - q) * (Math.log1p(-q) - Math.log1p(-q0));
}
