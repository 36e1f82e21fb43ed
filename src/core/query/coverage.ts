import type { Measured } from '../budget/dataState';

/** How many times a window is looked at to tell how much of it has samples: enough for 1 %. */
export const COVERAGE_LOOKS = 720;

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
  // What an upstream restricts is not made whole by how much of the window it is.
  if (own.value === null || own.state === 'partial' || coverageRatio >= WHOLE_WINDOW_RATIO) {
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
