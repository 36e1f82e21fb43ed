import type { QueryFailed } from '../failure';

/**
 * What is known about a number. Kept apart from the number all the way to the screen, because an absent number and a
 * perfect one look alike once they have been merged.
 *
 * - `measured`: every sample the number needs was there.
 * - `noTraffic`: nothing was counted, so the ratio is 0/0.
 * - `noData`: the series the number needs does not exist at that time.
 * - `partial`: measured on part of the window only; the coverage says how much.
 * - `gapsSkipped`: slots without traffic (NaN) were left out; the coverage says how many slots were recorded at all.
 * - `error`: the question could not be asked or was refused.
 */
export type DataState = 'measured' | 'noTraffic' | 'noData' | 'partial' | 'gapsSkipped' | 'error';

/** Share of the window that must have been seen before `partial` or `gapsSkipped` may count as healthy. */
export const COVERAGE_FLOOR_RATIO = 0.9;

/** Why a number is in a state other than `measured`; the edge turns it into words. */
export type Reason =
  | { kind: 'seriesMissing'; metric: string }
  | { kind: 'rulesStopped' }
  | { kind: 'sliMissing' }
  /** Nothing has been recorded, and its document gives nothing that can be counted. */
  | { kind: 'notCountable' }
  /** What a Pushgateway shows is of a run long ago (unix seconds). */
  | { kind: 'pushStopped'; sinceSeconds: number }
  | { kind: 'sliStopped'; metric: string }
  | { kind: 'ratioUndefined'; metric: string }
  /** Nothing is recorded over the window that is judged, and nothing that it could be made of. */
  | { kind: 'windowNotRecorded' }
  /** Exclusions leave nothing of the window. */
  | { kind: 'allExcluded' }
  | { kind: 'gapsSkipped'; slots: number; slotsInWindow: number; slotSeconds: number }
  | { kind: 'newlyPoisoned'; metric: string }
  | { kind: 'windowNotCovered'; coverageRatio: number }
  | { kind: 'upstreamWarning'; message: string }
  /** The window is not covered because its data begins later; nothing is missing since. */
  | { kind: 'youngerThanWindow'; coverageRatio: number; sinceSeconds: number }
  | { kind: 'noEvents' }
  /** The calendar period begins later, or began so recently that no two samples lie in it. */
  | { kind: 'periodNotBegun' | 'periodJustBegun'; startSeconds: number; zone: string }
  | { kind: 'notANumber'; metric: string }
  /** The histogram has no bucket of this upper bound; the next ones below and above, where there are any. */
  | { kind: 'bucketMissing'; upperBound: number; below: number | null; above: number | null }
  | { kind: 'objectiveUnknown' }
  | QueryFailed
  /** The labels of its events have more combinations of values than are read at once. */
  | { kind: 'tooManyCombinations'; most: number }
  /** A composite SLO has no share of good events: its members have one each. */
  | { kind: 'noSliOfItsOwn' }
  /** Why the number of a composite is in its state: that of this member is. */
  | { kind: 'ofMember'; member: string; reason: Reason }
  /** The number is that of the other members, and so the least it can be. */
  | { kind: 'memberUnseen'; member: string };

/**
 * A number with its state.
 *
 * `value` is null exactly when the state gives no number (`noTraffic`, `noData`, `error`, or a `gapsSkipped` or
 * `partial` number that cannot be computed). `coverageRatio` is in [0, 1], present where it is known. `sinceSeconds`, in
 * epoch seconds, is present where the data begins within the window and nothing is missing since.
 */
export interface Measured {
  state: DataState;
  value: number | null;
  coverageRatio?: number;
  sinceSeconds?: number;
  reason?: Reason;
}

export function measured(value: number): Measured {
  return { state: 'measured', value };
}

export function unmeasured(state: Exclude<DataState, 'measured'>, reason: Reason): Measured {
  return { state, value: null, reason };
}

/** The same state, coverage and reason around another number. */
export function mapMeasured(number: Measured, change: (value: number) => number): Measured {
  return number.value === null ? number : { ...number, value: change(number.value) };
}

/** What is left of a number when part of what it needs was not there. */
export function partial(value: number, reason: Reason, coverageRatio?: number): Measured {
  return { state: 'partial', value, reason, ...(coverageRatio === undefined ? {} : { coverageRatio }) };
}

/**
 * The most that can be left of a budget of which a part of the window was not seen: had there been as many events at the
 * same time, none of them bad, the share that was spent of what was seen would be spread over the whole. Null where it is
 * not known how much was seen.
 */
export function budgetAtBest(budgetRemaining: Measured): number | null {
  const { value, coverageRatio } = budgetRemaining;
  if (value === null || mayBeHealthy(budgetRemaining)) {
    return value;
  }
  return coverageRatio === undefined ? null : 1 - (1 - value) * coverageRatio;
}

/** Whether a number in this state may be shown as healthy. Unknown coverage is never enough. */
export function mayBeHealthy(number: Measured): boolean {
  switch (number.state) {
    case 'measured':
      return number.value !== null;
    case 'partial':
    case 'gapsSkipped':
      return number.value !== null && (number.coverageRatio ?? 0) >= COVERAGE_FLOOR_RATIO;
    case 'noTraffic':
    case 'noData':
    case 'error':
      return false;
  }
}
