import type { Slo } from './slo';

/**
 * The same SLOs judged over another window than their own, as for a history that is shorter than theirs. What a tool has
 * recorded over its own window says nothing of the other, so ratio and budget are made of the short ratios, or where there
 * are none are what it has recorded over just that window; the alerts stay what they are. A calendar window gives way to a
 * rolling one.
 *
 * @param windowSeconds null leaves every SLO its own
 */
export function overWindow(slos: readonly Slo[], windowSeconds: number | null): Slo[] {
  return slos.map((slo) => {
    const { windowIsDefault: _, ...own } = slo;
    const { recorded, window } = slo;
    if (windowSeconds === null || (window.kind === 'rolling' && windowSeconds === window.seconds)) {
      return slo;
    }
    return {
      ...own,
      window: { kind: 'rolling', seconds: windowSeconds },
      isOverAnotherWindow: true,
      ...(recorded && {
        recorded: {
          ...recorded,
          windowRatio: recorded.slot === null ? (recorded.ratios.get(windowSeconds) ?? null) : null,
          budgetRemaining: null,
        },
      }),
    };
  });
}
