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
  const totalEvents = events?.totalEvents.value ?? 0;
  const low =
    totalEvents > 0 ? lowTraffic(pairs, { totalEvents, windowSeconds: window.seconds, objectiveRatio }) : null;
  if (low === null) {
    return unreachable;
  }
  const { pair, expectedEvents, failureBudgetRatio } = low;
  const { shortSeconds, longSeconds } = pair;
  return [...unreachable, { kind: 'lowTraffic', expectedEvents, shortSeconds, longSeconds, failureBudgetRatio }];
}
