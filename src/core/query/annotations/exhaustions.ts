import type { BudgetPoint } from '../budgetSeries';

/**
 * Times at which the error budget has run out: the first points at or below 0 after one above it, ascending, as exact as
 * the step of the points. Points without a number are passed over. A budget that is spent at its first point ran out before
 * anybody looked, and gives none.
 */
export function exhaustions(points: readonly BudgetPoint[]): number[] {
  const known = points.flatMap(({ timeSeconds, value }) => (value === null ? [] : [{ timeSeconds, value }]));
  return known
    .filter(({ value }, index) => value <= 0 && (known[index - 1]?.value ?? 0) > 0)
    .map(({ timeSeconds }) => timeSeconds);
}
