import { betaQuantile, logIncompleteBeta, upperBetaQuantile } from './numeric/incompleteBeta';

/**
 * Exact tests of a share at one look that was fixed before. Counts may be effective ones and so not whole.
 * Source: C. Clopper and E. Pearson, Biometrika 26, 1934. Also safe for independent events whose chance drifts (W. Hoeffding,
 * On the Distribution of the Number of Successes in Independent Trials, 1956), but for one look only.
 */

/** ln P(at least so many good | share of bad ones is q): small where the share of bad ones is below q. */
export function logPassValue(good: number, bad: number, q: number): number {
  return logIncompleteBeta(good, bad + 1, 1 - q, q);
}

/** ln P(at most so many good | share of bad ones is q): small where the share of bad ones is above q. */
export function logFailValue(good: number, bad: number, q: number): number {
  return logIncompleteBeta(bad, good + 1, q, 1 - q);
}

/** The most that the share of bad events can be, with confidence 1 - alpha. */
export function badUpper(good: number, bad: number, alpha: number): number {
  return good === 0 ? 1 : upperBetaQuantile(alpha, bad + 1, good);
}

/** The least that it can be, with confidence 1 - beta. */
export function badLower(good: number, bad: number, beta: number): number {
  return bad === 0 ? 0 : betaQuantile(beta, bad, good + 1);
}
