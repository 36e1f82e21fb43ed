import { STATUSES } from '../../core/budget/status';
import type { ScoreRow } from './row';

/** Worst first: by status, then the lowest budget, rows without one last, then by name so that order is stable. */
export function byWorst(a: ScoreRow, b: ScoreRow): number {
  return (
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    compareNumbers(a.budget.value ?? Infinity, b.budget.value ?? Infinity) ||
    compareText(a.service, b.service) ||
    compareText(a.name, b.name) ||
    compareText(a.id, b.id)
  );
}

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
