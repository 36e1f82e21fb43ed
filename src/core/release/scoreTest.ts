import { normalCdf, normalQuantile } from './numeric/normal';
import { lastBelowZero } from './numeric/root';

/** Bad events of all; both may be effective counts. */
export interface BadOf {
  bad: number;
  total: number;
}

/** The likeliest shares of bad events of canary and baseline whose difference is exactly the margin. */
export interface ConstrainedShares {
  canary: number;
  baseline: number;
}

/**
 * Found at the root of the score equation, by bisection: the usual closed form of the cubic loses five digits.
 *
 * @param margin of the canary's share less the baseline's, in (-1, 1)
 */
export function constrainedShares(canary: BadOf, baseline: BadOf, margin: number): ConstrainedShares {
  const share = lastBelowZero(
    (p) => -slope(canary, p + margin) - slope(baseline, p),
    Math.max(0, -margin),
    Math.min(1, 1 - margin)
  );
  return { canary: share + margin, baseline: share };
}

/** Derivative of the log likelihood. */
function slope({ bad, total }: BadOf, share: number): number {
  return (bad === 0 ? 0 : bad / share) - (total === bad ? 0 : (total - bad) / (1 - share));
}

/**
 * Standard normal, where the difference is the margin, in the limit of many events: at one look that was fixed before.
 * Very negative means below the margin. NaN where neither could have had a bad event.
 * Source: O. Miettinen and M. Nurminen, Comparative Analysis of Two Rates, Statistics in Medicine 4, 1985.
 */
export function scoreStatistic(canary: BadOf, baseline: BadOf, margin: number): number {
  const shares = constrainedShares(canary, baseline, margin);
  const events = canary.total + baseline.total;
  const variance =
    (shares.canary * (1 - shares.canary)) / canary.total + (shares.baseline * (1 - shares.baseline)) / baseline.total;
  const difference = canary.bad / canary.total - baseline.bad / baseline.total;
  return (difference - margin) / Math.sqrt((variance * events) / (events - 1));
}

/** P(a statistic as low as this | the difference is the margin). */
export function scorePassValue(canary: BadOf, baseline: BadOf, margin: number): number {
  return normalCdf(scoreStatistic(canary, baseline, margin));
}

/** The most that the difference can be, with confidence 1 - alpha in the limit of many events. */
export function scoreUpperDifference(canary: BadOf, baseline: BadOf, alpha: number): number {
  const quantile = normalQuantile(alpha);
  const difference = canary.bad / canary.total - baseline.bad / baseline.total;
  return lastBelowZero((margin) => quantile - scoreStatistic(canary, baseline, margin), difference, 1);
}
