import type { BudgetPoint } from '../budgetSeries';

/** The budget of a member over time, as a share of its own. */
export interface MemberBudget {
  weight: number;
  points: readonly BudgetPoint[];
}

/**
 * The budget of a composite over time: 1 - Σ weight · (1 - budget of the member). A time at which one of these members
 * cannot be seen has no number; members without events spend nothing and must not be among them.
 */
export function compositeBudget(members: readonly MemberBudget[]): BudgetPoint[] {
  const budgets = members.map(({ weight, points }) => ({
    weight,
    at: new Map(points.map(({ timeSeconds, value }) => [timeSeconds, value])),
  }));
  const times = [...new Set(budgets.flatMap(({ at }) => [...at.keys()]))].sort((a, b) => a - b);
  return times.map((timeSeconds) => ({
    timeSeconds,
    value: budgets.reduce<number | null>((left, { weight, at }) => {
      const budget = at.get(timeSeconds) ?? null;
      return left === null || budget === null ? null : left - weight * (1 - budget);
    }, 1),
  }));
}
