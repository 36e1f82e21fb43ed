/** What was spent of the budget in one stretch of the rolling window that ends now. */
export interface PastSpending {
  /** Length of the stretch, > 0. */
  seconds: number;
  /** Share of the budget, >= 0. */
  spentRatio: number;
}

/**
 * Seconds until the budget of a rolling window is gone, if burn rate and traffic stay as they are, counting what leaves the
 * window meanwhile: each second spends burn rate / window and pays back what was spent a window ago. Unlike without it, a
 * burn rate of at most 1 may end a budget too, as long as only good times leave. Infinity where it never ends; 0 when it is
 * spent already. Never earlier than remaining · window / burn rate.
 *
 * @param past the window from its start on, stretch by stretch, each spent evenly
 */
export function exhaustionWithPaybackSeconds(
  remainingRatio: number,
  presentBurnRate: number,
  windowSeconds: number,
  past: readonly PastSpending[]
): number {
  if (remainingRatio <= 0) {
    return 0;
  }
  let left = remainingRatio;
  let passedSeconds = 0;
  for (const { seconds, spentRatio } of past) {
    const lossPerSecond = presentBurnRate / windowSeconds - spentRatio / seconds;
    const untilGone = lossPerSecond > 0 ? left / lossPerSecond : Infinity;
    if (untilGone <= seconds && passedSeconds + untilGone < windowSeconds) {
      return passedSeconds + untilGone;
    }
    left -= lossPerSecond * seconds;
    passedSeconds += seconds;
  }
  // A window from now nothing is left in it but the present burn.
  return presentBurnRate > 1 ? windowSeconds : Infinity;
}
