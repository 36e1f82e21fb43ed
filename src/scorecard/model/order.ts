import { compareNumbers, compareTexts } from '../../core/budget/order';
import { STATUSES } from '../../core/budget/status';
import type { ScoreRow } from './row';

/**
 * Worst first: by status, then the lowest budget, rows without one last, then by name so that order is stable. A row that
 * cannot be seen stands where its last known status puts it when that is worse than not being seen; the others of
 * its kind follow one another by that status, so that an outage hides nothing that was worse.
 */
export function byWorst(a: ScoreRow, b: ScoreRow): number {
  return (
    byStatus(a, b) ||
    compareNumbers(a.budget.value, b.budget.value) ||
    compareTexts(a.service, b.service) ||
    compareTexts(a.name, b.name) ||
    compareTexts(a.id, b.id)
  );
}

/** The part of `byWorst` that looks at the status, now and when it last could be seen. */
export function byStatus(a: ScoreRow, b: ScoreRow): number {
  return (
    Math.min(rank(a), lastRank(a)) - Math.min(rank(b), lastRank(b)) || lastRank(a) - lastRank(b) || rank(a) - rank(b)
  );
}

function rank({ status }: ScoreRow): number {
  return STATUSES.indexOf(status);
}

function lastRank({ status, stale }: ScoreRow): number {
  return STATUSES.indexOf(stale?.status ?? status);
}
