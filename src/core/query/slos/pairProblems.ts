import { isReachable } from '../../budget/alertPairs';
import { lowTraffic } from '../../budget/lowTraffic';
import type { Problem } from '../../slo/slo';
import type { JudgedSlo } from '../judgedSlo';
import type { EventWeighted } from './row';

/** What is wrong with the alert pairs of an SLO, given its objective and, where they are known, its events. */
export function pairProblems({ pairs, objectiveRatio, window }: JudgedSlo, events: EventWeighted | null): Problem[] {
  if (objectiveRatio === null) {
    return [];
  }
  const unreachable = pairs
    .filter((pair) => !isReachable(pair, objectiveRatio))
    .map(({ shortSeconds, longSeconds, factor }): Problem => ({
      kind: 'pairUnreachable',
      shortSeconds,
      longSeconds,
      factor,
    }));
  return [...unreachable, ...lowTrafficProblems({ pairs, objectiveRatio, window }, events?.totalEvents.value ?? 0)];
}

/**
 * That a single bad event fires a pair; empty where it takes more, and where nothing tells how many events there are.
 *
 * @param totalEvents in the SLO window
 * @param weight of a member of a composite, whose pairs these are; 1 for every other SLO
 */
export function lowTrafficProblems(
  { pairs, objectiveRatio, window }: Pick<JudgedSlo, 'pairs' | 'window'> & { objectiveRatio: number },
  totalEvents: number,
  weight = 1
): Problem[] {
  const low =
    totalEvents > 0 ? lowTraffic(pairs, { totalEvents, windowSeconds: window.seconds, objectiveRatio, weight }) : null;
  if (low === null) {
    return [];
  }
  const { pair, expectedEvents, failureBudgetRatio } = low;
  const { shortSeconds, longSeconds } = pair;
  return [{ kind: 'lowTraffic', expectedEvents, shortSeconds, longSeconds, failureBudgetRatio }];
}
