/** Since when what fires now has burned. */

import type { AlertPair, AlertSeverity } from './alertPairs';
import { burnRate } from './budget';
import { findEpisodes } from './episodes';
import type { SlotCount } from './slots';

/** What was seen of a burn: looks at one slot after another, which overlap where the step is shorter than the slot. */
export interface BurnLooks {
  /** Time of the first look: the end of its slot. */
  firstSeconds: number;
  stepSeconds: number;
  /** How far each look looks back; a multiple of the step. */
  slotSeconds: number;
  /** Ascending, one after another; null where there is no number. */
  looks: ReadonlyArray<SlotCount | null>;
  /** In [0, 1). */
  objectiveRatio: number;
  /** The pairs over whose firing a burn goes on. */
  pairs: readonly AlertPair[];
  /** What fires at the last look. */
  firing: AlertSeverity;
}

export interface Onset {
  /** Start of the step at whose end the burn rate was first above 1, in epoch seconds. */
  atSeconds: number;
  /** False where it may have begun earlier, because nothing is known of before. */
  seen: boolean;
}

/**
 * The onset of the episode that goes on at the last look, as `findEpisodes` defines it. Slots tell which burn, the looks
 * within its first slot when it began. A sudden burn is found to the step; of one that is slow, with a failure every five
 * minutes at a burn rate of 2, the onset is found to about half an hour, with fewer to hours.
 */
export function findOnset(burn: BurnLooks): Onset {
  const { firstSeconds, stepSeconds, slotSeconds, looks, objectiveRatio, pairs, firing } = burn;
  const looksPerSlot = slotSeconds / stepSeconds;
  const firstLook = (looks.length - 1) % looksPerSlot;
  const startSeconds = firstSeconds + firstLook * stepSeconds - slotSeconds;
  const slots = looks.filter((_, index) => index % looksPerSlot === firstLook);
  const history = { startSeconds, slotSeconds, slots, windowSlot: 0, objectiveRatio, pairs, firesAtEnd: firing };
  const episode = findEpisodes(history).at(-1);
  // Before that the alerts look back on what is not known, so that one more might have fired and gone on.
  const lookBackSeconds = Math.max(0, ...pairs.map(({ longSeconds }) => longSeconds));
  const knownSeconds = startSeconds + Math.min(lookBackSeconds, slots.length * slotSeconds);
  if (!episode || episode.onsetSeconds < knownSeconds) {
    return { atSeconds: knownSeconds, seen: false };
  }
  let first = (episode.onsetSeconds + slotSeconds - firstSeconds) / stepSeconds;
  while (burns(looks[first], objectiveRatio) && burns(looks[first - 1], objectiveRatio)) {
    first -= 1;
  }
  return { atSeconds: firstSeconds + (first - 1) * stepSeconds, seen: episode.onsetSeen };
}

function burns(look: SlotCount | null | undefined, objectiveRatio: number): boolean {
  return look != null && look.total > 0 && burnRate(look.bad / look.total, objectiveRatio) > 1;
}
