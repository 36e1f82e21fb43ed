import { unmeasured } from '../../budget/dataState';
import type { SlotCount } from '../../budget/slots';
import { excludedWithin } from '../../window/exclusions';
import type { ReadColumn } from '../columns';
import type { SlotTimes } from '../events/slotCounts';
import type { Terms } from '../events/terms';
import type { JudgedSlo } from '../judgedSlo';
import type { SlottedSlo } from '../slos/recordedPlan';
import type { ReadPart } from '../union';
import { eventSlots, NO_TRAFFIC, ratioSlots, summedRatioSlots, type Slots, type SlotsMissing } from './counted';
import { areOwn, eventsId, ratiosId, type SlotUse } from './plan';
import { piecesOf, type Stretch } from './stretch';

/** Why nobody can tell the slots of an SLO. */
export type SlotsAbsence = { kind: 'stopped' } | SlotsMissing;

/** A slot without a number is null. */
export type SlotsRead =
  { state: 'ok'; slots: ReadonlyArray<SlotCount | null> } | { state: 'absent'; absence: SlotsAbsence };

export interface SlotReading {
  terms: Terms;
  column: ReadColumn;
  part: ReadPart;
}

/** The slots of one SLO, as they were planned. */
export function readSlots({ slo, source, stretch }: SlotUse, reading: SlotReading): SlotsRead {
  // What is still recorded of an SLI that has stopped repeats its past as if it were now.
  if (source.kind === 'ratios' && slo.problems.some(({ kind }) => kind === 'sliStopped')) {
    return { state: 'absent', absence: { kind: 'stopped' } };
  }
  const slots: Array<SlotCount | null> = [];
  for (const piece of piecesOf(stretch)) {
    const read =
      source.kind === 'ratios'
        ? pieceOfRatios(source.slo, piece, reading)
        : slo.events && eventSlots(slo.events, eventsId(piece), piece, reading);
    if (read && 'missing' in read) {
      return { state: 'absent', absence: read.missing };
    }
    slots.push(...(read?.slots ?? []));
  }
  if (source.kind === 'ratios' && slots.every((slot) => slot === null)) {
    const { metric } = source.slo.recorded.slot.ratio;
    const what = unmeasured('noData', { kind: 'seriesMissing', metric });
    return { state: 'absent', absence: { kind: 'unmeasured', what } };
  }
  return { state: 'ok', slots: withoutExcluded(slo, stretch, slots) };
}

function pieceOfRatios(slo: SlottedSlo, piece: SlotTimes, { column }: SlotReading): Slots {
  const id = (part: Parameters<typeof ratiosId>[0]) => ratiosId(part, slo, piece);
  return areOwn(slo, piece.stepSeconds)
    ? ratioSlots(slo, id('own'), piece, column)
    : summedRatioSlots(slo, { sum: id('sum'), count: id('count') }, piece, column);
}

/** A slot counts as excluded, and so as nothing, where its middle is: what it holds cannot be divided. */
function withoutExcluded(
  { exclusions = [] }: JudgedSlo,
  { startSeconds, slotSeconds }: Stretch,
  slots: ReadonlyArray<SlotCount | null>
): ReadonlyArray<SlotCount | null> {
  if (exclusions.length === 0) {
    return slots;
  }
  const excluded = excludedWithin(exclusions, {
    startSeconds,
    endSeconds: startSeconds + slots.length * slotSeconds,
  });
  return slots.map((slot, index) => {
    const middle = startSeconds + (index + 0.5) * slotSeconds;
    return excluded.some((time) => middle >= time.startSeconds && middle < time.endSeconds) ? NO_TRAFFIC : slot;
  });
}
