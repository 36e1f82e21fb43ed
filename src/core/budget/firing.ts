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
  const inSlots = pairs.map((pair) => ({
    pair,
    short: slotsIn(pair.shortSeconds, slotSeconds),
    long: slotsIn(pair.longSeconds, slotSeconds),
  }));
  const shortest = Math.min(...inSlots.map(({ short }) => short));
  return slots.map((_, index): Firing | null => {
    const known = firesAtEnd && index === slots.length - 1 ? firesAtEnd : null;
    let fires: Firing | null = null;
    const burns = (pair: AlertPair, length: number) =>
      burnsFastEnough(pair, errorRatioBefore(sums, index + 1, length) / budgetRatio);
    for (const { pair, short, long } of inSlots) {
      const counts = known === null || pair.severity === known;
      if (counts && burns(pair, short) && burns(pair, long)) {
        fires = worse(fires, { severity: pair.severity, shortSlots: short });
      }
    }
    return fires ?? (known === null ? null : { severity: known, shortSlots: shortest });
  });
}

/** Of the slots before `end`; 0/0 is no number, and so nothing that burns. */
function errorRatioBefore(sums: RunningSums, end: number, length: number): number {
  const from = Math.max(0, end - length);
  return sums.bad(from, end) / sums.total(from, end);
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
