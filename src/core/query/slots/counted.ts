import { unmeasured, type Measured } from '../../budget/dataState';
import type { SlotCount } from '../../budget/slots';
import type { EventsSli } from '../../slo/events';
import { sampleAt, seriesOf, type ReadColumn } from '../columns';
import { answeredStep } from '../events/samples';
import { countSlots, timesOf, type SlotTimes } from '../events/slotCounts';
import { selectorsOf, termKey, type Terms } from '../events/terms';
import type { SlottedSlo } from '../slos/recordedPlan';
import type { ReadPart } from '../union';

/** Why nobody can tell what was counted when. */
export type SlotsMissing =
  | { kind: 'unmeasured'; what: Measured }
  /** The upstream answered at another step, so that its slots leave events out. */
  | { kind: 'stepChanged'; wantedSeconds: number; gotSeconds: number };

export type Slots = { slots: Array<SlotCount | null> } | { missing: SlotsMissing };

/** A slot in which nothing counts. */
export const NO_TRAFFIC: SlotCount = { bad: 0, total: 0 };

/** What the union of `id` has counted of events, at each of its times. */
export function eventSlots(
  events: EventsSli,
  id: string,
  times: SlotTimes,
  { terms, part }: { terms: Terms; part: ReadPart }
): Slots {
  const answers = selectorsOf(events).map((selector) => part(id, termKey(terms, selector)));
  const failed = answers.find(({ state }) => state === 'failed');
  if (failed?.state === 'failed') {
    return { missing: { kind: 'unmeasured', what: unmeasured('error', failed.reason) } };
  }
  const gotSeconds = answeredStep(answers);
  if (gotSeconds !== null && gotSeconds !== times.stepSeconds) {
    return { missing: { kind: 'stepChanged', wantedSeconds: times.stepSeconds, gotSeconds } };
  }
  return { slots: countSlots(events, (selector) => part(id, termKey(terms, selector)), times) };
}

/** The short ratios that a tool has recorded: each counts as that many bad out of one; NaN is 0/0, a slot without traffic. */
export function ratioSlots({ recorded }: SlottedSlo, id: string, times: SlotTimes, column: ReadColumn): Slots {
  const answer = column(id, recorded);
  if (answer.state === 'failed') {
    return { missing: { kind: 'unmeasured', what: unmeasured('error', answer.reason) } };
  }
  const { ratio } = recorded.slot;
  const valueAt = sampleAt(seriesOf(answer, ratio, recorded));
  return {
    slots: timesOf(times).map((timeSeconds) => {
      const value = valueAt(timeSeconds);
      return value === undefined ? null : slotOf(ratio.holds === 'bad' ? value : 1 - value);
    }),
  };
}

/** Of longer slots the short ratios with traffic: their sum is that many bad out of their number, which is 0 where all are NaN. */
export function summedRatioSlots(
  { recorded }: SlottedSlo,
  ids: { sum: string; count: string },
  times: SlotTimes,
  column: ReadColumn
): Slots {
  const { ratio } = recorded.slot;
  const answers = [column(ids.sum, recorded), column(ids.count, recorded)] as const;
  const failed = answers.find(({ state }) => state === 'failed');
  if (failed?.state === 'failed') {
    return { missing: { kind: 'unmeasured', what: unmeasured('error', failed.reason) } };
  }
  const sumAt = sampleAt(seriesOf(answers[0], ratio, recorded));
  const countAt = sampleAt(seriesOf(answers[1], ratio, recorded));
  return {
    slots: timesOf(times).map((timeSeconds) => {
      const [sum, total] = [sumAt(timeSeconds), countAt(timeSeconds)];
      if (total === 0) {
        return NO_TRAFFIC;
      }
      return sum === undefined || total === undefined
        ? null
        : { bad: ratio.holds === 'bad' ? sum : total - sum, total };
    }),
  };
}

function slotOf(errorRatio: number): SlotCount {
  return Number.isFinite(errorRatio) ? { bad: errorRatio, total: 1 } : NO_TRAFFIC;
}
