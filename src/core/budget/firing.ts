import type { AlertSeverity } from './alertPairs';
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
  const inSlots = pairs.map(({ shortSeconds, longSeconds, factor, severity }) => ({
    short: slotsIn(shortSeconds, slotSeconds),
    long: slotsIn(longSeconds, slotSeconds),
    errorRatio: factor * budgetRatio,
    severity,
  }));
  const shortest = Math.min(...inSlots.map(({ short }) => short));
  return slots.map((_, index): Firing | null => {
    const known = firesAtEnd && index === slots.length - 1 ? firesAtEnd : null;
    let fires: Firing | null = null;
    for (const { short, long, errorRatio, severity } of inSlots) {
      const counts = known === null || severity === known;
      if (counts && isAbove(sums, index + 1, short, errorRatio) && isAbove(sums, index + 1, long, errorRatio)) {
        fires = worse(fires, { severity, shortSlots: short });
      }
    }
    return fires ?? (known === null ? null : { severity: known, shortSlots: shortest });
  });
}

/** Whether more than this ratio was bad in the slots before `end`; 0/0 is no number, so it is above nothing. */
function isAbove(sums: RunningSums, end: number, length: number, errorRatio: number): boolean {
  const from = Math.max(0, end - length);
  return sums.bad(from, end) / sums.total(from, end) > errorRatio;
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
