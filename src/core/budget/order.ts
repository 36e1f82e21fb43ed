import type { Measured } from './dataState';
import { STATUSES, type Status } from './status';

/** How rows may be ordered; `compareBy` says what each means. */
export const ORDERS = ['worst', 'name', 'budget', 'burnRate', 'exhaustion'] as const;

export type Order = (typeof ORDERS)[number];

/** What something judged is ordered by. */
export interface Orderable {
  /** Unique among what is ordered. */
  id: string;
  service: string;
  name: string;
  status: Status;
  /** 1 = untouched, 0 = spent, negative = overspent. */
  budgetRemaining: Measured;
  /** The greatest burn rate that both windows of an alert pair have; null where none is known. */
  burnRate: number | null;
  /** Until the budget is gone at the present rate; Infinity where it never is, null where nobody can tell. */
  exhaustionSeconds: number | null;
}

type Compare = (a: Orderable, b: Orderable) => number;

/**
 * - `worst`: by status, those that cannot be seen right after those that burn; then the least budget.
 * - `name`: by service and name, as people count: `rack-2` before `rack-10`.
 * - `budget`: the least budget remaining first.
 * - `burnRate`: the fastest first.
 * - `exhaustion`: whose budget is gone soonest first; what never is comes after all that is some day.
 *
 * A number that is unknown comes last among its like, so only `worst` keeps what cannot be seen near the top. Ties are
 * broken by `worst` and then by name and id: no two are equal, and the order does not depend on how they came.
 */
export function compareBy(order: Order): Compare {
  return ORDER_OF[order];
}

const byName: Compare = (a, b) =>
  NATURAL_ORDER.compare(a.service, b.service) ||
  NATURAL_ORDER.compare(a.name, b.name) ||
  // The natural order takes some texts for equal that are not.
  compareTexts(a.service, b.service) ||
  compareTexts(a.name, b.name) ||
  compareTexts(a.id, b.id);

const byBudget: Compare = (a, b) => compareNumbers(a.budgetRemaining.value, b.budgetRemaining.value);

const byWorst: Compare = (a, b) =>
  STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || byBudget(a, b) || byName(a, b);

const ORDER_OF: Record<Order, Compare> = {
  worst: byWorst,
  name: byName,
  budget: (a, b) => byBudget(a, b) || byWorst(a, b),
  burnRate: (a, b) => compareNumbers(negated(a.burnRate), negated(b.burnRate)) || byWorst(a, b),
  exhaustion: (a, b) => compareNumbers(a.exhaustionSeconds, b.exhaustionSeconds) || byWorst(a, b),
};

const NATURAL_ORDER = new Intl.Collator('en', { numeric: true });

/** Least first, unknown last. */
export function compareNumbers(a: number | null, b: number | null): number {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  return a === b ? 0 : a < b ? -1 : 1;
}

function negated(value: number | null): number | null {
  return value === null ? null : -value;
}

/** By code units, so that no locale decides. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
