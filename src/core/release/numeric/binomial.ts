import { stirlingError } from './logGamma';

/** ln p of a probability of which the complement is known too, so that neither end loses digits. */
export function logOf(p: number, complement: number): number {
  return p < 0.5 ? Math.log(p) : Math.log1p(-complement);
}

/**
 * ln of the binomial density extended to real counts: ln[ Gamma(x+y+1) / (Gamma(x+1) Gamma(y+1)) p^x q^y ].
 *
 * Saddle-point form, in which nothing large cancels: a difference of three ln Gamma is off by 3.5e-7 at 1e9 events, this
 * by less than 1e-12. Source: C. Loader, Fast and Accurate Computation of Binomial Probabilities, 2000.
 *
 * @param x events of the kind that has probability p, >= 0
 * @param y all others, >= 0
 * @param p in (0, 1)
 * @param q 1 - p
 */
export function logBinomialDensity(x: number, y: number, p: number, q: number): number {
  if (x === 0) {
    return y === 0 ? 0 : y * logOf(q, p);
  }
  if (y === 0) {
    return x * logOf(p, q);
  }
  const m = x + y;
  return (
    stirlingError(m) -
    stirlingError(x) -
    stirlingError(y) -
    deviance(x, m * p) -
    deviance(y, m * q) +
    0.5 * (Math.log(m / x) - Math.log(2 * Math.PI * y))
  );
}

/** x ln(x / mean) + mean - x, which is never negative. */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) {
    return x * Math.log(x / mean) - difference;
  }
  const v = difference / (x + mean);
  let sum = difference * v;
  let power = 2 * x * v;
  for (let odd = 3; ; odd += 2) {
    power *= v * v;
    const next = sum + power / odd;
    if (next === sum || Number.isNaN(next)) {
      return next;
    }
    sum = next;
  }
}
