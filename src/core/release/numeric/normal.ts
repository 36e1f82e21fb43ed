import { lastBelowZero } from './root';

const LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
/** Beyond this the continued fraction of the tail takes fewer terms than the series from the middle loses digits. */
const TAIL_FROM = 3;
const TAIL_TERMS = 200;
/** Below this the chance is less than the smallest number. */
const LEAST = -40;

/** Chance that a standard normal variable is at most z; relative error below 1e-12, also in the lower tail. */
export function normalCdf(z: number): number {
  if (z > 0) {
    return 1 - normalCdf(-z);
  }
  return Number.isNaN(z) ? NaN : z > -TAIL_FROM ? middle(z) : Math.exp(logTail(-z));
}

/** The z with normalCdf(z) = probability, for a probability in (0, 1). */
export function normalQuantile(probability: number): number {
  return probability > 0.5
    ? -normalQuantile(1 - probability)
    : lastBelowZero((z) => normalCdf(z) - probability, LEAST, Number.MIN_VALUE);
}

/** 1/2 + phi(z) (z + z^3/3 + z^5/15 + …). Source: Abramowitz and Stegun, 26.2.11. */
function middle(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > Number.EPSILON * Math.abs(sum) * 1e-3; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * z * z - LOG_ROOT_TWO_PI);
}

/** ln of phi(z) / (z + 1/(z + 2/(z + 3/(z + …)))). Source: Abramowitz and Stegun, 26.2.14. */
function logTail(z: number): number {
  let rest = z;
  for (let term = TAIL_TERMS; term > 0; term--) {
    rest = z + term / rest;
  }
  return -0.5 * z * z - LOG_ROOT_TWO_PI - Math.log(rest);
}
