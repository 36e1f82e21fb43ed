import { type Reason } from './verdict';

/** Events of one stretch of the soak, and how many of them were bad. As certificates store them. */
export type Block = readonly [total: number, bad: number];

/**
 * Length of a block that is longer than most bursts with the time it takes until all targets are scraped, and short enough
 * that a good release has blocks without a bad event.
 */
export const BLOCK_SECONDS = 30;

/** Whole events since the start of the release. Bad ones are those that are not good, so a vanished series of good ones hurts. */
export interface Counts {
  good: number;
  total: number;
  /** Events that may have been lost: between the last scrape and the end of a process. */
  unobserved: number;
  /** Share of the soak that was scraped, 0 to 1. */
  coverageRatio: number;
  /** The same events in stretches of equal length from the start on, without gaps; a block without events is [0, 0]. */
  blocks?: readonly Block[];
}

/** Share of the soak that must have been scraped. */
export const LEAST_COVERAGE_RATIO = 0.95;

/** Why nothing may be concluded from counts; null where something may. */
export function unusable({ good, total, unobserved, coverageRatio, blocks }: Counts): Reason | null {
  if (!isPart(good, total) || !isCount(unobserved) || !(coverageRatio >= LEAST_COVERAGE_RATIO && coverageRatio <= 1)) {
    return total === 0 && good === 0 ? 'NO_DATA' : 'DATA_QUALITY';
  }
  if (total === 0) {
    return 'NO_DATA';
  }
  return blocks === undefined || addUp(blocks, total, total - good) ? null : 'DATA_QUALITY';
}

function addUp(blocks: readonly Block[], total: number, bad: number): boolean {
  let [events, badEvents] = [0, 0];
  for (const [blockTotal, blockBad] of blocks) {
    if (!isPart(blockBad, blockTotal)) {
      return false;
    }
    events += blockTotal;
    badEvents += blockBad;
  }
  return events === total && badEvents === bad;
}

/** Whether a number is a whole number of events that is exact. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Whether both are counts, the first one of the second. */
export function isPart(part: number, whole: number): boolean {
  return isCount(part) && isCount(whole) && part <= whole;
}
