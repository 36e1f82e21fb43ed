import { LOOK_BACK_SECONDS, type SoakSpan } from '../../release/counter';
import type { NoRegression, ReleasePolicy } from '../../release/policy/policy';

/** A release that is to be judged. */
export interface ReleaseRequest {
  policy: ReleasePolicy;
  /** Null only where a start time is all that tells it. */
  version: string | null;
  /** What it is compared with; every other version where null. */
  baselineVersion: string | null;
  /** Which attempt to release the same artefact it is, from 1. */
  attempt: number;
  startSeconds: number;
  /** End of what is counted, see `endOfSoak`; not after the start for a release that has not started. */
  endSeconds: number;
}

/** How long after it a sample may still come: that of remote write. */
const REMOTE_WRITE_SECONDS = 60;

/** By how much what is counted ends before now, so that the same question has the same answer later. */
export function evaluationLagSeconds({ scrapeSeconds }: ReleasePolicy): number {
  return Math.max(2 * scrapeSeconds, REMOTE_WRITE_SECONDS);
}

/** Where what is counted ends at a time: on whole scrapes, and at the end of the soak at the latest. */
export function endOfSoak(policy: ReleasePolicy, startSeconds: number, nowSeconds: number): number {
  const { soak, looks, scrapeSeconds } = policy;
  const step = Math.max(1, Math.round(scrapeSeconds));
  const seen = Math.floor((nowSeconds - evaluationLagSeconds(policy)) / step) * step;
  // A fixed look is at an end that was named before.
  return Math.min(seen, startSeconds + (looks === 'fixed' ? soak.atLeastSeconds : soak.atMostSeconds));
}

/**
 * Stretches of time that counters are read over: the soak; as long before it; and as far back as the longest of the windows
 * whose burn rates are looked at.
 */
export type SpanName = 'soak' | 'before' | 'burn';

export function spanOf({ policy, startSeconds, endSeconds }: ReleaseRequest, name: SpanName): SoakSpan {
  const { scrapeSeconds } = policy;
  switch (name) {
    case 'soak':
      return { startSeconds, endSeconds, scrapeSeconds };
    case 'before':
      return { startSeconds: 2 * startSeconds - endSeconds, endSeconds: startSeconds, scrapeSeconds };
    case 'burn':
      return { startSeconds: startSeconds - longestBurnSeconds(policy), endSeconds, scrapeSeconds };
  }
}

export function readSecondsOf(span: SoakSpan): number {
  return span.endSeconds - span.startSeconds + LOOK_BACK_SECONDS;
}

export function baselineSpan({ against }: NoRegression): SpanName {
  return against === 'previous' ? 'before' : 'soak';
}

function longestBurnSeconds({ criteria }: ReleasePolicy): number {
  const pairs = criteria.flatMap((criterion) => (criterion.kind === 'noBurnAlert' ? criterion.pairs : []));
  return pairs.reduce((longest, { longSeconds }) => Math.max(longest, longSeconds), 0);
}
