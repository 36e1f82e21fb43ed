import type { Slo } from './slo';

/**
 * The same SLOs judged over another window than their own, as for a history that is shorter than theirs. What a tool has
 * recorded over its own window says nothing of the other, so ratio and budget are made of the short ratios; the alerts
 * stay what they are.
 *
 * @param windowSeconds null leaves every SLO its own
 */
export function overWindow(slos: readonly Slo[], windowSeconds: number | null): Slo[] {
  return slos.map((slo) => {
    if (windowSeconds === null || windowSeconds === slo.window.seconds) {
      return slo;
    }
    const { recorded } = slo;
    return {
      ...slo,
      window: { kind: 'rolling', seconds: windowSeconds },
      ...(recorded && { recorded: { ...recorded, windowRatio: null, budgetRemaining: null } }),
    };
  });
}
