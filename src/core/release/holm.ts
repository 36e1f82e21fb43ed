/**
 * Adjusted p-values: at most `level` exactly where the hypothesis is rejected while the chance that any true one is rejected
 * stays at most `level`, whatever the dependence. What is no number is 1.
 * Source: S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, 1979.
 */
export function holm(pValues: readonly number[]): number[] {
  const ascending = pValues.map((p, index) => ({ p: p >= 0 ? Math.min(1, p) : 1, index })).sort((a, b) => a.p - b.p);
  const adjusted = pValues.map(() => 1);
  let most = 0;
  for (const [rank, { p, index }] of ascending.entries()) {
    most = Math.max(most, Math.min(1, (ascending.length - rank) * p));
    adjusted[index] = most;
  }
  return adjusted;
}
