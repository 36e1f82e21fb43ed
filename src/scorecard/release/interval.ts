import type { Criterion } from './readRelease';

/** Positions on a bar, from 0 on the left, which is no bad event, to 1. */
export interface Interval {
  from: number;
  to: number;
  measured: number;
  objective: number;
}

/** Twice what the objective allows is on every bar, so that its line is in the middle where nothing is beyond. */
const LEAST_TIMES = 2;

/** Where the share of bad events lies; null where a criterion is about none, or none was counted. */
export function intervalOf({
  objective,
  value,
  lower,
  upper,
}: Pick<Criterion, 'objective' | 'value' | 'lower' | 'upper'>): Interval | null {
  if (objective === null || value === null || lower === null || upper === null || !(objective < 1)) {
    return null;
  }
  const times = (share: number) => (1 - share) / (1 - objective);
  // Of a band that reaches far beyond, only its beginning says something.
  const most = Math.max(LEAST_TIMES, 1.25 * times(value), 1.25 * times(upper));
  const at = (share: number) => Math.min(1, Math.max(0, times(share) / most));
  return { from: at(upper), to: at(lower), measured: at(value), objective: 1 / most };
}
