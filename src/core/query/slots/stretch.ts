import type { SlotTimes } from '../events/slotCounts';

/** Prometheus refuses a range of more than 11,000 points, so longer ones are asked for in pieces of these many. */
export const MOST_POINTS_IN_RANGE = 10_000;

/** Slots of one length, one after another, each ending at a multiple of it: upstreams floor both ends of a range. */
export interface Stretch {
  /** Start of the first slot in epoch seconds. */
  startSeconds: number;
  slotSeconds: number;
  slots: number;
}

/** The slots from the one in which `fromSeconds` lies to the last whole one before `toSeconds`. */
export function stretchOf(fromSeconds: number, toSeconds: number, slotSeconds: number): Stretch {
  const floor = (seconds: number) => Math.floor(seconds / slotSeconds) * slotSeconds;
  const startSeconds = floor(fromSeconds);
  return { startSeconds, slotSeconds, slots: Math.max(0, (floor(toSeconds) - startSeconds) / slotSeconds) };
}

/** The parts of a stretch that one range query each can hold. */
export function piecesOf({ startSeconds, slotSeconds, slots }: Stretch): SlotTimes[] {
  return Array.from({ length: Math.ceil(slots / MOST_POINTS_IN_RANGE) }, (_, index): SlotTimes => {
    const before = index * MOST_POINTS_IN_RANGE;
    return {
      firstSeconds: startSeconds + (before + 1) * slotSeconds,
      lastSeconds: startSeconds + Math.min(slots, before + MOST_POINTS_IN_RANGE) * slotSeconds,
      stepSeconds: slotSeconds,
    };
  });
}
