import { isComposite } from '../../slo/composite';
import type { JudgedSlo } from '../judgedSlo';
import type { SlotUse } from './plan';
import type { SlotsAbsence } from './read';
import { slotSource } from './source';

/** Why nothing of an SLO can be told slot by slot. */
export type OverTimeAbsence =
  | { kind: 'tooMany' | 'objectiveUnknown' | 'composite' | 'slotsUnknown' | 'noEvents' }
  /** Slices of time weigh the same in it, and are not read one by one. */
  | { kind: 'sliced' }
  /** A label has more values than could be told apart; combinations of values where it is empty, for all labels. */
  | { kind: 'tooManyGroups'; label: string; most: number }
  /** The label stands on the metric of the good or bad events alone, or on that of all events. */
  | { kind: 'labelOnOneSide'; label: string }
  /** Only ratios are recorded. */
  | { kind: 'eventsUnknown' }
  | SlotsAbsence;

/** The slots of an SLO that were asked for, or why none were. */
export function plannedUse(
  slo: JudgedSlo,
  uses: ReadonlyMap<JudgedSlo, SlotUse>
): { state: 'ok'; use: SlotUse } | { state: 'absent'; absence: OverTimeAbsence } {
  if (isComposite(slo)) {
    return { state: 'absent', absence: { kind: 'composite' } };
  }
  if (isSlicedOnly(slo)) {
    return { state: 'absent', absence: { kind: 'sliced' } };
  }
  if (slotSource(slo) === null) {
    return { state: 'absent', absence: { kind: 'slotsUnknown' } };
  }
  const use = uses.get(slo);
  return use ? { state: 'ok', use } : { state: 'absent', absence: { kind: 'tooMany' } };
}

/** Why the events of an SLO are not told apart by group; `tooMany` of one whose events could be, were there fewer SLOs. */
export function whyUngrouped(slo: JudgedSlo): OverTimeAbsence {
  if (isComposite(slo)) {
    return { kind: 'composite' };
  }
  return { kind: slo.events ? 'tooMany' : isSlicedOnly(slo) ? 'sliced' : 'eventsUnknown' };
}

/** Whether an SLO is known by its slices of time alone, so that neither events nor recorded ratios are its SLI. */
export function isSlicedOnly({ slices, recorded }: JudgedSlo): boolean {
  return slices !== undefined && recorded === undefined;
}
