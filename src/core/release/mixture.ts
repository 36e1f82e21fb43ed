import { logBinomialDensity, logOf } from './numeric/binomial';
import { betaFraction, isLowerTail, logIncompleteBeta } from './numeric/incompleteBeta';
import { lastBelowZero } from './numeric/root';

/** Weight of the alternatives to "not good enough": most near an error ratio of 0, as Jeffreys' prior has it. */
export const PASS_PRIOR = 0.5;

/** Weight of the alternatives to "good enough": error ratios beyond the budget, on the scale of the budget. */
export function failPrior(errorBudgetRatio: number): number {
  return (1 - errorBudgetRatio) / errorBudgetRatio;
}

/**
 * ln of the evidence that events of a kind have a probability above p: the likelihood ratio against p, averaged over the
 * alternatives t in (p, 1) with the weight of a Beta(1, c) distribution,
 *
 *   integral of (t/p)^x ((1-t)/(1-p))^y c (1-t)^(c-1) / (1-p)^c dt
 *     = c/(y+c) I_q(y+c, x+1) / D(x; y+c),  D the binomial density of x and y+c events at p.
 *
 * Theorem. Let events arrive in any order, p_t = P(event t is of the kind | everything before) and let pbar be the mean of
 * p_1 … p_n. Then P(there is an n with E_n >= 1/alpha while pbar <= p) <= alpha: for any dependence, any drift, any number
 * of looks and any rule to stop.
 *
 * Proof. For t > p let k = (t-p)/(pq). The ratio of one event has conditional mean 1 + k(p_t - p) >= 0. The product of the
 * ratios over the product of these means is a nonnegative martingale of mean 1, and so is its average over t. While
 * pbar <= p, the product of the means is at most (1 + k(pbar - p))^n <= 1 by AM-GM, so E_n is at most that martingale, which
 * by Ville's inequality reaches 1/alpha with a chance of at most alpha.
 *
 * It says nothing of next month, and "given everything before" hides the rate in the long run where errors come in bursts:
 * see `sample.ts`.
 *
 * Absolute error below 1e-12 where evidence is between -1000 and 1000, up to 1e12 events.
 *
 * @param x events of the kind, >= 0, whole or not
 * @param y all others, >= 0
 * @param p in (0, 1)
 * @param q 1 - p
 * @param c > 0
 */
export function logEvidence(x: number, y: number, p: number, q: number, c: number): number {
  if (x + y === 0) {
    return 0;
  }
  const [a, b] = [y + c, x + 1];
  if (isLowerTail(a, b, q, p)) {
    // The density is a factor of both, and cancels.
    return Math.log(c) + logOf(p, q) + Math.log(betaFraction(a, b, q, p));
  }
  return Math.log(c / a) + logIncompleteBeta(a, b, q, p) - logBinomialDensity(x, a, p, q);
}

/**
 * The most that the share of bad events can be: it is below with confidence 1 - alpha at all times together. The root of
 * the evidence, which rises with q; at most q0 exactly where the evidence for "less than q0" is enough.
 */
export function anytimeBadUpper(good: number, bad: number, alpha: number): number {
  const enough = -Math.log(alpha);
  return good === 0
    ? 1
    : lastBelowZero((q) => logEvidence(good, bad, 1 - q, q, PASS_PRIOR) - enough, bad / (good + bad), 1);
}

/** The least that the share of bad events can be, likewise, with confidence 1 - beta. */
export function anytimeBadLower(good: number, bad: number, beta: number, prior: number): number {
  const enough = -Math.log(beta);
  return bad === 0 ? 0 : lastBelowZero((q) => enough - logEvidence(bad, good, q, 1 - q, prior), 0, bad / (good + bad));
}
