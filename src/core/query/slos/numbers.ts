import type { Measured } from '../../budget/dataState';
import type { Problem } from '../../slo/slo';
import type { SliMethod } from './row';

/** What one way of measuring says of an SLO, before budget and status are made of it. */
export interface Numbers {
  /** Error ratio by window length in seconds, ascending: the windows of the alerts. */
  errorRatios: ReadonlyMap<number, Measured>;
  /** Error ratio over the SLO window. */
  windowErrorRatio: Measured;
  method: SliMethod;
  problems: readonly Problem[];
}

/** Coverage from which a window counts as whole: a restart of Prometheus costs a slot or two. */
const WHOLE_WINDOW_RATIO = 0.99;

/**
 * A number made of however much of its window was there, with how much that is: part of the number, because an SLO
 * observed for a day has a ratio over 30 days as well.
 *
 * @param looks share of the window at which there was something, 0 to 1
 * @param sinceSeconds first time in the window at which there was something; NaN where that is not known
 */
export function withCoverage(own: Measured, coverageRatio: number, sinceSeconds: number, window: WindowAt): Measured {
  if (own.value === null || coverageRatio >= WHOLE_WINDOW_RATIO) {
    return own;
  }
  const sinceRatio = (window.toSeconds - sinceSeconds) / window.seconds;
  const young = sinceRatio < WHOLE_WINDOW_RATIO && coverageRatio >= WHOLE_WINDOW_RATIO * sinceRatio;
  return {
    ...own,
    // That slots without traffic were left out says more of the number than that it is young.
    ...(own.state === 'gapsSkipped'
      ? {}
      : {
          state: 'partial',
          reason: young
            ? { kind: 'youngerThanWindow', coverageRatio, sinceSeconds }
            : { kind: 'windowNotCovered', coverageRatio },
        }),
    coverageRatio,
    ...(young ? { sinceSeconds } : {}),
  };
}

/** An SLO window that ends at a time. */
export interface WindowAt {
  seconds: number;
  toSeconds: number;
}
