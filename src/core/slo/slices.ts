import type { EventsSli } from './events';

/**
 * An SLI of slices of time, each of which weighs the same however many events it had. `good`: the share of slices of whose
 * events at least `targetRatio` (in (0, 1]) were good. `mean`: the mean of the slices' shares of good events.
 *
 * Source of the methods: OpenSLO's `Timeslices` and `RatioTimeslices`.
 */
export type Slices = { seconds: number; events: EventsSli } & (
  { kind: 'good'; targetRatio: number } | { kind: 'mean' }
);
