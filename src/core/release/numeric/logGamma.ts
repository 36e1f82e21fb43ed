const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** From here on the first term that the series leaves out, 691 / (360360 n^11), is below 2e-16. */
const SERIES_FROM = 16;

/**
 * ln Gamma(n + 1) less Stirling's formula (n + 1/2) ln n - n + 1/2 ln(2 pi), for n > 0; absolute error below 1e-14.
 * Source: C. Loader, Fast and Accurate Computation of Binomial Probabilities, 2000.
 */
export function stirlingError(n: number): number {
  if (n < SERIES_FROM) {
    return logGamma(n + 1) - ((n + 0.5) * Math.log(n) - n + HALF_LOG_TWO_PI);
  }
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

/** ln Gamma(x) for x > 0; absolute error below 1e-14 where the value is small, relative error below 1e-15 elsewhere. */
export function logGamma(x: number): number {
  let rising = 1;
  let shifted = x;
  // Gamma(x) = Gamma(x + k) / (x (x + 1) … (x + k - 1))
  for (; shifted < SERIES_FROM + 1; shifted++) {
    rising *= shifted;
  }
  const n = shifted - 1;
  return (n + 0.5) * Math.log(n) - n + HALF_LOG_TWO_PI + stirlingError(n) - Math.log(rising);
}
