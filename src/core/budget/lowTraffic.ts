import { burnsFastEnough, type AlertPair } from './alertPairs';
import { burnRate } from './budget';

/** A pair that a single bad event fires. */
export interface LowTraffic {
  pair: AlertPair;
  /** In its long window, were the events of the SLO window spread evenly. */
  expectedEvents: number;
  /** Share of the budget of the SLO window that one bad event spends; above 1 where none may be bad at all. */
  failureBudgetRatio: number;
}

/**
 * The first pair that one bad event fires by itself, because so few events are expected in its long window; null where
 * every pair takes more. In the short window the same event weighs more, so the long one decides. Source of the example
 * that this answers: The Site Reliability Workbook, chapter 5, "Low-Traffic Services".
 *
 * @param totalEvents in the SLO window, > 0
 * @param weight by how much the burn rate of a member of a composite is multiplied; 1 for every other SLO
 */
export function lowTraffic(
  pairs: readonly AlertPair[],
  {
    totalEvents,
    windowSeconds,
    objectiveRatio,
    weight = 1,
  }: { totalEvents: number; windowSeconds: number; objectiveRatio: number; weight?: number }
): LowTraffic | null {
  const burnOfOne = (events: number) => weight * burnRate(1 / events, objectiveRatio);
  for (const pair of pairs) {
    const expectedEvents = (totalEvents * pair.longSeconds) / windowSeconds;
    // Less than one event expected is one when it happens.
    if (burnsFastEnough(pair, burnOfOne(Math.max(1, expectedEvents)))) {
      return { pair, expectedEvents, failureBudgetRatio: burnOfOne(totalEvents) };
    }
  }
  return null;
}
