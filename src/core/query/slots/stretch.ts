/** Prometheus refuses a range of more than 11,000 points, so longer ones are asked for in pieces of these many. */
const MOST_POINTS_IN_RANGE = 10_000;

/** Slots of one length, one after another, each ending at a multiple of it: upstreams floor both ends of a range. */
export interface Stretch {
  /** Start of the first slot in epoch seconds. */
  startSeconds: number;
  slotSeconds: number;
  slots: number;
}

/** A part of a stretch that one range query can hold. */
export interface Piece {
  /** Ends of the first and the last slot. */
  firstSeconds: number;
  lastSeconds: number;
  slotSeconds: number;
}

/** The slots from the one in which `fromSeconds` lies to the last whole one before `toSeconds`. */
export function stretchOf(fromSeconds: number, toSeconds: number, slotSeconds: number): Stretch {
  const floor = (seconds: number) => Math.floor(seconds / slotSeconds) * slotSeconds;
  const startSeconds = floor(fromSeconds);
  return { startSeconds, slotSeconds, slots: Math.max(0, (floor(toSeconds) - startSeconds) / slotSeconds) };
}

export function piecesOf({ startSeconds, slotSeconds, slots }: Stretch): Piece[] {
  return Array.from({ length: Math.ceil(slots / MOST_POINTS_IN_RANGE) }, (_, index): Piece => {
    const before = index * MOST_POINTS_IN_RANGE;
    return {
      firstSeconds: startSeconds + (before + 1) * slotSeconds,
      lastSeconds: startSeconds + Math.min(slots, before + MOST_POINTS_IN_RANGE) * slotSeconds,
      slotSeconds,
    };
  });
}

/** The ends of the slots of a piece, ascending. */
export function timesOf({ firstSeconds, lastSeconds, slotSeconds }: Piece): number[] {
  return Array.from(
    { length: Math.round((lastSeconds - firstSeconds) / slotSeconds) + 1 },
    (_, index) => firstSeconds + index * slotSeconds
  );
}
