/** Deterministic random draws: every draw is a pure function of its key, so no generator state has to be kept. */

// Bound once: looking up globals in these inner loops is slow where a realm is sandboxed, as in tests.
const { exp, imul, log, max, min, round, sqrt } = Math;

function mix(value: number): number {
  let mixed = value | 0;
  mixed = imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

/** 32-bit key of a named stream under a seed. */
export function streamKey(seed: number, name: string): number {
  let key = mix(seed ^ 0x9e3779b9);
  for (let index = 0; index < name.length; index++) {
    key = mix(imul(key, 31) + name.charCodeAt(index));
  }
  return key;
}

/** 32-bit key of one minute (or any other counter) of a stream. */
export function minuteKey(stream: number, minute: number): number {
  return mix(mix(stream ^ imul(minute, 0x9e3779b1)) + minute);
}

/** Uniform draw in (0, 1); `draw` numbers the draws made under one key. */
export function uniform(key: number, draw: number): number {
  return ((mix(key + imul(draw + 1, 0x6c8e9cf5)) >>> 0) + 0.5) / 4294967296;
}

/** Inverse of the normal distribution function (Acklam's rational approximation, |relative error| < 1.2e-9). */
function normalQuantile(probability: number): number {
  if (probability < 0.02425) {
    return tailQuantile(sqrt(-2 * log(probability)));
  }
  if (probability > 0.97575) {
    return -tailQuantile(sqrt(-2 * log(1 - probability)));
  }
  const q = probability - 0.5;
  const r = q * q;
  const numerator =
    ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
    2.506628277459239;
  const denominator =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1;
  return (numerator * q) / denominator;
}

function tailQuantile(q: number): number {
  const numerator =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const denominator =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1;
  return numerator / denominator;
}

/** Poisson count for a mean and one uniform draw: exact inversion below 30, normal approximation above. */
export function poisson(mean: number, draw: number): number {
  if (mean <= 0) {
    return 0;
  }
  if (mean > 30) {
    return max(0, round(mean + sqrt(mean) * normalQuantile(draw)));
  }
  let count = 0;
  let probability = exp(-mean);
  let cumulative = probability;
  while (draw > cumulative && count < 200) {
    count++;
    probability *= mean / count;
    cumulative += probability;
  }
  return count;
}

/** Binomial count of successes among `trials` for one uniform draw; approximated by Poisson or normal. */
export function binomial(trials: number, probability: number, draw: number): number {
  if (trials <= 0 || probability <= 0) {
    return 0;
  }
  if (probability >= 1) {
    return trials;
  }
  const mean = trials * probability;
  if (mean < 30) {
    return min(trials, poisson(mean, draw));
  }
  if (trials - mean < 30) {
    return max(0, trials - poisson(trials - mean, draw));
  }
  const spread = sqrt(mean * (1 - probability));
  return min(trials, max(0, round(mean + spread * normalQuantile(draw))));
}
