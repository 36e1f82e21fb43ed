import { budgetRemainingRatio } from '../../budget/budget';
import { unmeasured } from '../../budget/dataState';
import {
  backgroundRatio,
  costOfOneBad,
  findEpisodes,
  POSTMORTEM_COST_RATIO,
  type Episode,
} from '../../budget/episodes';
import { runningSums, type SlotCount } from '../../budget/slots';
import { isComposite } from '../../slo/composite';
import type { Slo } from '../../slo/slo';
import { readBudgetEnd } from '../budgetSeries';
import { columnReader, type ReadColumn } from '../columns';
import { countEvents } from '../events/count';
import type { SlotTimes } from '../events/slotCounts';
import { readKept } from '../events/kept';
import { runningSpan } from '../events/spans';
import { termsOf, type Terms } from '../events/terms';
import { slosAt, uncountable, type JudgedSlo } from '../judgedSlo';
import type { Answers } from '../port';
import type { SlottedSlo } from '../slos/recordedPlan';
import { partReader, type ReadPart } from '../union';
import {
  pieceId,
  planEpisodes,
  ratioPieceId,
  slotSource,
  slotSpan,
  withinLimit,
  type EpisodesRequest,
  type SlotSpan,
} from './plan';
import { eventSlots, NO_TRAFFIC, ratioSlots, type SlotsMissing } from './slots';

/** Why nobody can tell the episodes of an SLO. */
export type EpisodesAbsence =
  | { kind: 'tooMany' | 'objectiveUnknown' | 'composite' | 'noPairs' | 'slotsUnknown' | 'stopped' | 'noEvents' }
  | SlotsMissing;

export interface CostedEpisode extends Episode {
  /** Share of the budget of the SLO window that ends now. */
  costRatio: number;
  /** Null where only ratios are recorded. */
  badEvents: number | null;
  /** Whether it has cost so much that it deserves a postmortem. */
  postmortem: boolean;
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
  const chosen = withinLimit(slos, request);
  const reading = {
    request,
    terms: termsOf(slos),
    column: columnReader(answers),
    part: partReader(planEpisodes(request, defined), answers),
  };
  return slos.map((slo) => judgeOne(slo, chosen.has(slo), reading));
}

interface Reading {
  request: EpisodesRequest;
  terms: Terms;
  column: ReadColumn;
  part: ReadPart;
}

/** Every slot of an SLO, and what it has spent in total where something tells it better than the slots do. */
interface SlotsAndWhole {
  slots: Array<SlotCount | null>;
  /** What was counted in the whole window. */
  total: number | null;
  spentRatio: number | null;
}

function judgeOne(slo: JudgedSlo, chosen: boolean, reading: Reading): SloEpisodes {
  const absent = (absence: EpisodesAbsence): Absent => ({ state: 'absent', slo, absence });
  const { objectiveRatio, pairs } = slo;
  const source = slotSource(slo);
  if (isComposite(slo)) {
    return absent({ kind: 'composite' });
  }
  if (objectiveRatio === null) {
    return absent({ kind: 'objectiveUnknown' });
  }
  if (!source) {
    const what = uncountable(slo.window);
    return absent(what ? { kind: 'unmeasured', what } : { kind: 'slotsUnknown' });
  }
  if (pairs.length === 0) {
    return absent({ kind: 'noPairs' });
  }
  if (!chosen) {
    return absent({ kind: 'tooMany' });
  }
  const span = slotSpan(slo, source, reading.request.toSeconds);
  const read = source.kind === 'events' ? countedSlots(slo, span, reading) : recordedSlots(source.slo, span, reading);
  if ('absence' in read) {
    return absent(read.absence);
  }
  const { slots } = read;
  const sums = runningSums(slots);
  const inWindow = [span.windowSlot, slots.length] as const;
  const total = read.total ?? sums.total(...inWindow);
  if (total <= 0) {
    return absent({ kind: 'noEvents' });
  }
  const costOfOne = costOfOneBad(objectiveRatio, total);
  const { startSeconds, slotSeconds, windowSlot } = span;
  const found = findEpisodes({ startSeconds, slotSeconds, slots, windowSlot, objectiveRatio, pairs });
  const episodes = found.map((episode): CostedEpisode => {
    const costRatio = episode.bad * costOfOne;
    return {
      ...episode,
      costRatio,
      badEvents: source.kind === 'events' ? episode.bad : null,
      postmortem: costRatio > POSTMORTEM_COST_RATIO,
    };
  });
  const spentRatio = read.spentRatio ?? sums.bad(...inWindow) * costOfOne;
  return {
    state: 'ok',
    slo,
    weighs: source.kind === 'events' ? 'events' : 'slots',
    episodes,
    spentRatio,
    backgroundRatio: backgroundRatio(
      spentRatio,
      episodes.map(({ costRatio }) => costRatio)
    ),
  };
}

function countedSlots(slo: JudgedSlo, span: SlotSpan, { request, terms, part }: Reading): SlotsAndWhole | NoSlots {
  const { events, objectiveRatio, window } = slo;
  if (!events || objectiveRatio === null) {
    return { absence: { kind: 'slotsUnknown' } };
  }
  const whole = countEvents(events, readKept(slo, runningSpan(window, request.toSeconds), terms, part), []);
  const ratio = whole.errorRatio.value;
  if (ratio === null) {
    const { errorRatio } = whole;
    return {
      absence: errorRatio.state === 'noTraffic' ? { kind: 'noEvents' } : { kind: 'unmeasured', what: errorRatio },
    };
  }
  const slots: SlotsAndWhole['slots'] = [];
  for (const piece of span.pieces) {
    const read = eventSlots(events, pieceId(piece), piece, { terms, part });
    if ('missing' in read) {
      return { absence: read.missing };
    }
    slots.push(...withoutExcluded(slo, piece, read.slots));
  }
  return { slots, total: whole.total.value, spentRatio: 1 - budgetRemainingRatio(ratio, objectiveRatio) };
}

interface NoSlots {
  absence: EpisodesAbsence;
}

function recordedSlots(slo: SlottedSlo, span: SlotSpan, { request, column }: Reading): SlotsAndWhole | NoSlots {
  const { recorded, problems } = slo;
  // What is still recorded of an SLI that has stopped repeats its past as if it were now.
  if (problems.some(({ kind }) => kind === 'sliStopped')) {
    return { absence: { kind: 'stopped' } };
  }
  const { ratio } = recorded.slot;
  const slots: SlotsAndWhole['slots'] = [];
  for (const piece of span.pieces) {
    const read = ratioSlots(slo, ratioPieceId(slo, piece), piece, column);
    if ('missing' in read) {
      return { absence: read.missing };
    }
    slots.push(...withoutExcluded(slo, piece, read.slots));
  }
  if (slots.every((slot) => slot === null)) {
    const what = unmeasured('noData', { kind: 'seriesMissing', metric: ratio.metric });
    return { absence: { kind: 'unmeasured', what } };
  }
  // The recorded budget counts what is excluded.
  const remaining = slo.excluded.length > 0 ? null : (readBudgetEnd(slo, request.toSeconds, column)?.value ?? null);
  return { slots, total: null, spentRatio: remaining === null ? null : 1 - remaining };
}

/** A slot counts as excluded, and so as nothing, where its middle is: what it holds cannot be divided. */
function withoutExcluded({ excluded }: JudgedSlo, times: SlotTimes, slots: ReadonlyArray<SlotCount | null>) {
  if (excluded.length === 0) {
    return slots;
  }
  const { firstSeconds, stepSeconds } = times;
  return slots.map((slot, index) => {
    const middle = firstSeconds + (index - 0.5) * stepSeconds;
    return excluded.some(({ startSeconds, endSeconds }) => middle >= startSeconds && middle < endSeconds)
      ? NO_TRAFFIC
      : slot;
  });
}
