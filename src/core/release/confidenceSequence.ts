import { logBinomialDensity, logOf } from './numeric/binomial';
import { logGamma } from './numeric/logGamma';
import { lastBelowZero } from './numeric/root';

/** Both parameters of the weight of the alternatives, a Beta distribution: Jeffreys' prior. */
const PRIOR = 0.5;

/**
 * The share of good events, between two bounds that hold at all times together with confidence 1 - alpha: all p with
 * ln B(a+g, a+b) - ln B(a, a) - g ln p - b ln(1-p) < ln(1/alpha). For charts; a criterion asks about one side only.
 * Source: H. Robbins, Statistical Methods Related to the Law of the Iterated Logarithm, 1970.
 */
export function confidenceSequence(good: number, bad: number, alpha: number): { lower: number; upper: number } {
  const share = good / (good + bad);
  return {
    lower: good === 0 ? 0 : lastBelowZero((p) => enough(alpha) - logRatio(good, bad, p), 0, share),
    upper: bad === 0 ? 1 : lastBelowZero((p) => logRatio(good, bad, p) - enough(alpha), share, 1),
  };
}

function enough(alpha: number): number {
  return -Math.log(alpha);
}

/** ln of the likelihood averaged over all shares against that of p; B(A, C) is written by the density, which loses no digits. */
function logRatio(good: number, bad: number, p: number): number {
  const [a, c] = [PRIOR + good, PRIOR + bad];
  const logBetaOfPrior = 2 * logGamma(PRIOR) - logGamma(2 * PRIOR);
  return (
    PRIOR * (logOf(p, 1 - p) + logOf(1 - p, p)) +
    Math.log(1 / a + 1 / c) -
    logBinomialDensity(a, c, p, 1 - p) -
    logBetaOfPrior
  );
}
