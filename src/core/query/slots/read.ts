import { unmeasured, type Measured } from '../../budget/dataState';
import type { SlotCount } from '../../budget/slots';
import { excludedWithin, type Stretch as ExcludedStretch } from '../../window/exclusions';
import { seriesOf, type ReadColumn } from '../columns';
import { countEvents } from '../events/count';
import { answeredStep, samplesByTime } from '../events/samples';
import { selectorsOf, termKey, type Terms } from '../events/terms';
import type { JudgedSlo } from '../judgedSlo';
import type { SlottedSlo } from '../slos/recordedPlan';
import type { ReadPart } from '../union';
import { areOwn, eventsId, ratiosId, type SlotUse } from './plan';
import { piecesOf, timesOf, type Piece, type Stretch } from './stretch';

/** Why nobody can tell the slots of an SLO. */
export type SlotsAbsence =
  | { kind: 'stopped' }
  | { kind: 'unmeasured'; what: Measured }
  | { kind: 'stepChanged'; wantedSeconds: number; gotSeconds: number };

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
  return source.kind === 'events' ? eventSlots(slo, stretch, reading) : ratioSlots(source.slo, stretch, reading);
}

function absent(absence: SlotsAbsence): SlotsRead {
  return { state: 'absent', absence };
}

function eventSlots(slo: JudgedSlo, stretch: Stretch, { terms, part }: SlotReading): SlotsRead {
  const { events } = slo;
  if (!events) {
    return { state: 'ok', slots: [] };
  }
  const excluded = excludedOf(slo, stretch);
  const slots: Array<SlotCount | null> = [];
  for (const piece of piecesOf(stretch)) {
    const id = eventsId(piece);
    const answers = selectorsOf(events).map((selector) => part(id, termKey(terms, selector)));
    const failed = answers.find(({ state }) => state === 'failed');
    if (failed?.state === 'failed') {
      return absent({ kind: 'unmeasured', what: unmeasured('error', failed.reason) });
    }
    const gotSeconds = answeredStep(answers);
    if (gotSeconds !== null && gotSeconds !== piece.slotSeconds) {
      return absent({ kind: 'stepChanged', wantedSeconds: piece.slotSeconds, gotSeconds });
    }
    const at = samplesByTime(terms, part, id);
    for (const timeSeconds of timesOf(piece)) {
      const { bad, total } = countEvents(events, (selector) => at(selector, timeSeconds), []);
      const counted = bad.value === null || total.value === null ? null : { bad: bad.value, total: total.value };
      slots.push(isExcluded(excluded, piece, timeSeconds) ? NOTHING : counted);
    }
  }
  return { state: 'ok', slots };
}

/** A recorded ratio counts as that many bad out of one; NaN is 0/0, a slot without traffic. */
function ratioSlots(slo: SlottedSlo, stretch: Stretch, { column }: SlotReading): SlotsRead {
  const { recorded, problems } = slo;
  // What is still recorded of an SLI that has stopped repeats its past as if it were now.
  if (problems.some(({ kind }) => kind === 'sliStopped')) {
    return absent({ kind: 'stopped' });
  }
  const { ratio } = recorded.slot;
  const excluded = excludedOf(slo, stretch);
  const slots: Array<SlotCount | null> = [];
  for (const piece of piecesOf(stretch)) {
    const answers = (areOwn(slo, piece) ? (['own'] as const) : (['sum', 'count'] as const)).map((part) =>
      column(ratiosId(part, slo, piece), recorded)
    );
    const failed = answers.find(({ state }) => state === 'failed');
    if (failed?.state === 'failed') {
      return absent({ kind: 'unmeasured', what: unmeasured('error', failed.reason) });
    }
    const [sums, counts] = answers.map((answer) => {
      const series = seriesOf(answer, ratio, recorded);
      return new Map(series?.timesSeconds.map((time, index) => [time, series.values[index] ?? NaN]));
    });
    for (const timeSeconds of timesOf(piece)) {
      const sum = sums?.get(timeSeconds);
      const total = counts === undefined ? 1 : counts.get(timeSeconds);
      const counted = sum === undefined || total === undefined ? null : slotOf(sum, total, ratio.holds);
      slots.push(isExcluded(excluded, piece, timeSeconds) ? NOTHING : counted);
    }
  }
  if (slots.every((slot) => slot === null)) {
    return absent({ kind: 'unmeasured', what: unmeasured('noData', { kind: 'seriesMissing', metric: ratio.metric }) });
  }
  return { state: 'ok', slots };
}

/** A slot in which nothing counts. */
const NOTHING: SlotCount = { bad: 0, total: 0 };

/** What is excluded of the slots; nothing where it is too much for the number of the window too, which says so. */
function excludedOf(
  { exclusions = [], problems }: JudgedSlo,
  { startSeconds, slotSeconds, slots }: Stretch
): ExcludedStretch[] {
  return problems.some(({ kind }) => kind === 'exclusionsIgnored')
    ? []
    : excludedWithin(exclusions, { startSeconds, endSeconds: startSeconds + slots * slotSeconds });
}

/** A slot counts as excluded where its middle is: what it holds cannot be divided. */
function isExcluded(excluded: readonly ExcludedStretch[], { slotSeconds }: Piece, endSeconds: number): boolean {
  const middle = endSeconds - slotSeconds / 2;
  return excluded.some((time) => middle >= time.startSeconds && middle < time.endSeconds);
}

function slotOf(sum: number, total: number, holds: 'bad' | 'good'): SlotCount {
  return Number.isFinite(sum) ? { bad: holds === 'bad' ? sum : total - sum, total } : NOTHING;
}
