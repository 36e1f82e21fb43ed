import type { Decision } from '../verdict';

/** A verdict with all that shows it; everything follows from policy, evidence and time. */
export interface Decided extends Decision {
  /** Null where it is not finite, or was not computed. */
  statistic: Readonly<Record<string, number | null>>;
  /** What decides, with its numbers; empty where nothing was computed. */
  inequality: string;
  outlook: Outlook | null;
}

/** What it takes to pass, about. */
export interface Outlook {
  /** Further events of the release at the present shares; null where no number of them is enough. */
  moreEvents: number | null;
  /** Were all of them good. */
  leastMoreEvents: number | null;
  /** Until `moreEvents` have come at the present rate; null where they never do. */
  moreSeconds: number | null;
}

export function undecidedBy(decision: Decision): Decided {
  return { ...decision, statistic: {}, inequality: '', outlook: null };
}

/** @param eventsPerSecond > 0, or nothing ever comes */
export function outlookOf(moreEvents: number | null, leastMoreEvents: number | null, eventsPerSecond: number): Outlook {
  const moreSeconds = moreEvents === null || !(eventsPerSecond > 0) ? null : moreEvents / eventsPerSecond;
  return { moreEvents, leastMoreEvents, moreSeconds };
}
