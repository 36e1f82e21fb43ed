/** Events of one counter between two times, from its raw samples: whole numbers, where `increase` would extrapolate. */

import type { Series } from '../query/port';
import { BLOCK_SECONDS } from './counts';

/** What is counted of a release: from its start, which never moves, up to a time that does. Epoch seconds. */
export interface SoakSpan {
  startSeconds: number;
  endSeconds: number;
  /** Between two scrapes of a target. */
  scrapeSeconds: number;
}

/** How long before the start the last sample of a counter may lie to be what it stood at then. */
export const LOOK_BACK_SECONDS = 300;

export interface CounterEvents {
  /** Events after the start up to the end. */
  events: number;
  /** The same by block, the first of which begins at the start. */
  blocks: readonly number[];
  /** Blocks in which it has a sample. */
  sampled: readonly boolean[];
  resets: number;
  /**
   * Events that may have happened and that no sample shows, at most: between the last scrape and a restart, or after the
   * last sample of a counter that ended, a scrape interval at its greatest rate each.
   */
  unobserved: number;
  /** Its first sample, where nobody knows which of it lies after the start. It is not among the events. */
  leftOut: number | null;
}

export type CounterDefect = 'notANumber' | 'negative' | 'notWhole' | 'notAscending';

/**
 * Counts the samples of a counter. On a drop it has begun again at 0, so that the new value is what happened since.
 *
 * @param series its samples from `LOOK_BACK_SECONDS` before the start up to the end
 * @param bornInSoak whether something shows that a counter without a sample before the start did not exist then
 */
export function countCounter(
  { timesSeconds, values }: Series,
  span: SoakSpan,
  bornInSoak: boolean
): CounterEvents | { defect: CounterDefect } {
  const defect = defectOf(timesSeconds, values);
  if (defect !== null) {
    return { defect };
  }
  const { startSeconds, endSeconds, scrapeSeconds } = span;
  const blocks = Array.from<number>({ length: blocksIn(span) }).fill(0);
  const sampled = blocks.map(() => false);
  const inSpan = timesSeconds.findIndex((seconds) => seconds > startSeconds);
  const first = inSpan < 0 ? timesSeconds.length : inSpan;
  const begin = first > 0 ? values[first - 1]! : bornInSoak ? 0 : null;
  let [before, beforeSeconds] = [begin, first > 0 ? timesSeconds[first - 1]! : startSeconds];
  let [events, resets, peakPerSecond, lastSeconds] = [0, 0, 0, beforeSeconds];
  for (let index = first; index < timesSeconds.length && timesSeconds[index]! <= endSeconds; index++) {
    const [seconds, value] = [timesSeconds[index]!, values[index]!];
    // What is scraped at the end of a block has happened in it.
    const block = Math.ceil((seconds - startSeconds) / blockSeconds(span)) - 1;
    sampled[block] = true;
    if (before !== null) {
      const isReset = value < before;
      const added = isReset ? value : value - before;
      events += added;
      blocks[block]! += added;
      resets += isReset ? 1 : 0;
      peakPerSecond = Math.max(peakPerSecond, added / Math.max(scrapeSeconds, seconds - beforeSeconds));
    }
    [before, beforeSeconds, lastSeconds] = [value, seconds, seconds];
  }
  const leftOut = begin === null && first < timesSeconds.length ? values[first]! : null;
  const hasEnded = timesSeconds.length > 0 && endSeconds - lastSeconds > 2 * scrapeSeconds;
  const lost = Math.ceil(peakPerSecond * scrapeSeconds);
  return {
    events,
    blocks,
    sampled,
    resets,
    unobserved: lost * (resets + (hasEnded ? 1 : 0)) + Math.min(leftOut ?? 0, lost),
    leftOut,
  };
}

/** Blocks are longer where scrapes are so far apart that one could have none. */
export function blockSeconds({ scrapeSeconds }: SoakSpan): number {
  return Math.max(BLOCK_SECONDS, 2 * scrapeSeconds);
}

export function blocksIn(span: SoakSpan): number {
  return Math.max(1, Math.ceil((span.endSeconds - span.startSeconds) / blockSeconds(span)));
}

function defectOf(timesSeconds: readonly number[], values: readonly number[]): CounterDefect | null {
  if (values.some((value) => !Number.isFinite(value))) {
    return 'notANumber';
  }
  if (values.some((value) => value < 0)) {
    return 'negative';
  }
  if (values.some((value) => !Number.isInteger(value))) {
    return 'notWhole';
  }
  return timesSeconds.some((seconds, index) => index > 0 && seconds <= timesSeconds[index - 1]!)
    ? 'notAscending'
    : null;
}
