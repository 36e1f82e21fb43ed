/**
 * Error budget arithmetic. Sources: Google, The Site Reliability Workbook, chapters 2 and 5.
 * Ratios are fractions, not percent. Nothing is clamped: a value outside its range is a finding, not noise to hide.
 */

/** Ratios are differences and quotients of floating point sums: this far outside 0 to 1 is rounding, not a finding. */
const ROUNDING = 1e-6;

/** Whether a share of events lies between none and all of them, but for rounding. */
export function isShare(ratio: number): boolean {
  return ratio >= -ROUNDING && ratio <= 1 + ROUNDING;
}

/** Share of events that may be bad: 1 - objective, in (0, 1]. */
export function errorBudgetRatio(objectiveRatio: number): number {
  return 1 - objectiveRatio;
}

/** Error ratio over the budget: 1 spends exactly the whole budget in one window, 0 spends nothing. */
export function burnRate(errorRatio: number, objectiveRatio: number): number {
  return errorRatio / errorBudgetRatio(objectiveRatio);
}

/** 1 = untouched, 0 = spent, negative = overspent. `errorRatio` is taken over the whole SLO window. */
export function budgetRemainingRatio(errorRatio: number, objectiveRatio: number): number {
  return 1 - burnRate(errorRatio, objectiveRatio);
}

/**
 * Seconds until the budget is gone if the burn rate stays as it is and nothing is paid back by old errors leaving the
 * rolling window: remaining · window / burn rate. Infinity when a rolling window pays back as fast as it is spent
 * (burn rate at most 1); 0 when the budget is spent already.
 */
export function exhaustionSeconds(remainingRatio: number, presentBurnRate: number, windowSeconds: number): number {
  if (remainingRatio <= 0) {
    return 0;
  }
  return presentBurnRate > 1 ? (remainingRatio * windowSeconds) / presentBurnRate : Infinity;
}

/**
 * Seconds until the budget of a running calendar period is gone, if burn rate and traffic stay as they are. That budget is
 * a share of the events so far, so it grows as it is spent: after t seconds more, (1 - remaining) · elapsed + rate · t is
 * spent of elapsed + t, which meet at remaining · elapsed / (rate - 1). Infinity where that is not before the end of the
 * period, when the budget begins anew; 0 when it is spent already.
 */
export function periodExhaustionSeconds(
  remainingRatio: number,
  presentBurnRate: number,
  { elapsedSeconds, leftSeconds }: { elapsedSeconds: number; leftSeconds: number }
): number {
  if (remainingRatio <= 0) {
    return 0;
  }
  const seconds = presentBurnRate > 1 ? (remainingRatio * elapsedSeconds) / (presentBurnRate - 1) : Infinity;
  return seconds < leftSeconds ? seconds : Infinity;
}
