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
  return slots.map((_, index): Firing | null => {
    const above = (length: number, errorRatio: number) => {
      const from = Math.max(0, index + 1 - length);
      // 0/0 is no number, so it is above nothing.
      return sums.bad(from, index + 1) / sums.total(from, index + 1) > errorRatio;
    };
    const fires = inSlots.filter(({ short, long, errorRatio }) => above(short, errorRatio) && above(long, errorRatio));
    const known = firesAtEnd && index === slots.length - 1 ? firesAtEnd : null;
    if (fires.length === 0 && known === null) {
      return null;
    }
    const severity = known ?? (fires.some((pair) => pair.severity === 'page') ? 'page' : 'ticket');
    const own = fires.filter((pair) => pair.severity === severity);
    return { severity, shortSlots: Math.min(...(own.length > 0 ? own : inSlots).map(({ short }) => short)) };
  });
}

/** Windows of odd length, such as those of tools that scale them, are taken in whole slots. */
export function slotsIn(seconds: number, slotSeconds: number): number {
  return Math.max(1, Math.round(seconds / slotSeconds));
}
