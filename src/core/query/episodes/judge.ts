import {
  backgroundRatio,
  costOfOneBad,
  findEpisodes,
  POSTMORTEM_COST_RATIO,
  type Episode,
} from '../../budget/episodes';
import { runningSums } from '../../budget/slots';
import type { Slo } from '../../slo/slo';
import { columnReader } from '../columns';
import { termsOf } from '../events/terms';
import { slosAt, type JudgedSlo } from '../judgedSlo';
import type { Answers } from '../port';
import { readSlots, type SlotReading } from '../slots/read';
import { plannedUse, type OverTimeAbsence } from '../slots/usable';
import { readWhole } from '../slots/whole';
import { partReader } from '../union';
import type { Hit } from './groups';
import { planEpisodes, episodeUses, type EpisodesRequest } from './plan';

/** Why nobody can tell the episodes of an SLO. */
export type EpisodesAbsence = { kind: 'noPairs' } | OverTimeAbsence;

export interface CostedEpisode extends Episode {
  /** Share of the budget of the SLO window that ends now. */
  costRatio: number;
  /** Null where only ratios are recorded. */
  badEvents: number | null;
  /** Whether it has cost so much that it deserves a postmortem. */
  postmortem: boolean;
  /** What its events have in common; absent until that has been asked. */
  hit?: Hit;
}

export type SloEpisodes =
  | {
      state: 'ok';
      slo: JudgedSlo;
      /** What costs are counted by: events, or slots, where each slot weighs the same. */
      weighs: 'events' | 'slots';
      /** Ascending. */
      episodes: readonly CostedEpisode[];
      /** Share of the budget that is spent: 1 less what remains. The episodes and the background add up to it. */
      spentRatio: number;
      /** What small errors between the episodes have spent, and what lies in no whole slot. */
      backgroundRatio: number;
    }
  | { state: 'absent'; slo: JudgedSlo; absence: EpisodesAbsence };

type Absent = Extract<SloEpisodes, { state: 'absent' }>;

/** The episodes of every SLO, in the order of `slos`; one whose episodes cannot be told says why. */
export function judgeEpisodes(request: EpisodesRequest, defined: readonly Slo[], answers: Answers): SloEpisodes[] {
  const slos = slosAt(defined, request.toSeconds);
  const chosen = episodeUses(slos, request);
  const reading = {
    request,
    terms: termsOf(slos),
    column: columnReader(answers),
    part: partReader(planEpisodes(request, defined), answers),
  };
  return slos.map((slo) => judgeOne(slo, plannedUse(slo, chosen), reading));
}

interface Reading extends SlotReading {
  request: EpisodesRequest;
}

function judgeOne(slo: JudgedSlo, planned: ReturnType<typeof plannedUse>, reading: Reading): SloEpisodes {
  const absent = (absence: EpisodesAbsence): Absent => ({ state: 'absent', slo, absence });
  const { objectiveRatio, pairs, window } = slo;
  if (planned.state === 'absent') {
    return absent(planned.absence);
  }
  if (objectiveRatio === null) {
    return absent({ kind: 'objectiveUnknown' });
  }
  if (pairs.length === 0) {
    return absent({ kind: 'noPairs' });
  }
  const { use } = planned;
  const whole = readWhole(use, reading.request.toSeconds, reading);
  if (whole.state === 'absent') {
    return absent(whole.absence);
  }
  const read = readSlots(use, reading);
  if (read.state === 'absent') {
    return absent(read.absence);
  }
  const { slots } = read;
  const { startSeconds, slotSeconds } = use.stretch;
  const windowSlot = Math.ceil((reading.request.toSeconds - window.seconds - startSeconds) / slotSeconds);
  const sums = runningSums(slots);
  const inWindow = [windowSlot, slots.length] as const;
  const total = whole.total ?? sums.total(...inWindow);
  if (total <= 0) {
    return absent({ kind: 'noEvents' });
  }
  const costOfOne = costOfOneBad(objectiveRatio, total);
  const found = findEpisodes({ startSeconds, slotSeconds, slots, windowSlot, objectiveRatio, pairs });
  const episodes = found.map((episode): CostedEpisode => {
    const costRatio = episode.bad * costOfOne;
    return {
      ...episode,
      costRatio,
      badEvents: use.source.kind === 'events' ? episode.bad : null,
      postmortem: costRatio > POSTMORTEM_COST_RATIO,
    };
  });
  const spentRatio = whole.spentRatio ?? sums.bad(...inWindow) * costOfOne;
  return {
    state: 'ok',
    slo,
    weighs: use.source.kind === 'events' ? 'events' : 'slots',
    episodes,
    spentRatio,
    backgroundRatio: backgroundRatio(
      spentRatio,
      episodes.map(({ costRatio }) => costRatio)
    ),
  };
}
