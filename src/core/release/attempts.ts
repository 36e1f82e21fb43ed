/**
 * Level of the k-th attempt to release the same artefact: 6 alpha / (pi^2 k^2), which sum to alpha over all attempts there can
 * ever be. NaN, at which nothing is decided, for what is no attempt.
 *
 * @param attempt from 1 on
 */
export function attemptAlpha(alpha: number, attempt: number): number {
  return Number.isSafeInteger(attempt) && attempt >= 1 ? (6 * alpha) / (Math.PI * attempt) ** 2 : NaN;
}
