import { burnsFastEnough, type AlertPair, type AlertSeverity } from './alertPairs';
import { errorBudgetRatio } from './budget';
import type { BurnHistory } from './episodes';
import type { RunningSums } from './slots';

/** What fires at the end of a slot: the worst severity, and the shortest of the short windows of its pairs that fire. */
export interface Firing {
  severity: AlertSeverity;
  shortSlots: number;
}

/** What fires at the end of every slot: both windows of a pair are above its factor. */
export function firingSlots(
  { slots, slotSeconds, objectiveRatio, pairs, firesAtEnd }: BurnHistory,
  sums: RunningSums
): Array<Firing | null> {
  const budgetRatio = errorBudgetRatio(objectiveRatio);
  const last = slots.length - 1;
  const fires = Array<Firing | null>(slots.length).fill(null);
  // Of 0/0, which is no number, nothing burns.
  const burns = (pair: AlertPair, end: number, length: number) =>
    burnsFastEnough(pair, sums.badRatio(Math.max(0, end - length), end) / budgetRatio);
  let shortest = Infinity;
  // Pair by pair: histories are long, and there are many of them.
  for (const pair of pairs) {
    const short = slotsIn(pair.shortSeconds, slotSeconds);
    const long = slotsIn(pair.longSeconds, slotSeconds);
    const own: Firing = { severity: pair.severity, shortSlots: short };
    shortest = Math.min(shortest, short);
    for (let index = 0; index <= last; index++) {
      const counts = index < last || firesAtEnd === undefined || firesAtEnd === pair.severity;
      if (counts && burns(pair, index + 1, short) && burns(pair, index + 1, long)) {
        fires[index] = worse(fires[index] ?? null, own);
      }
    }
  }
  if (firesAtEnd !== undefined && last >= 0) {
    fires[last] ??= { severity: firesAtEnd, shortSlots: shortest };
  }
  return fires;
}

function worse(one: Firing | null, other: Firing): Firing {
  if (one === null || one.severity !== other.severity) {
    return one?.severity === 'page' ? one : other;
  }
  return one.shortSlots <= other.shortSlots ? one : other;
}

/** Windows of odd length, such as those of tools that scale them, are taken in whole slots. */
export function slotsIn(seconds: number, slotSeconds: number): number {
  return Math.max(1, Math.round(seconds / slotSeconds));
}
