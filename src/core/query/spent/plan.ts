import type { Slo } from '../../slo/slo';
import { periodsWithin, type Period } from '../../window/calendar';
import { slosAt, type JudgedSlo } from '../judgedSlo';
import type { PointsBound } from '../points';
import type { Query } from '../port';
import { planSlots, usesWithinPoints, type SlotUse } from '../slots/plan';
import { shortestSlotSeconds, slotSource } from '../slots/source';
import { stretchOf } from '../slots/stretch';
import { planWhole } from '../slots/whole';

export type SpentPeriodUnit = 'day' | 'month';

export interface SpentRequest extends PointsBound {
  fromSeconds: number;
  toSeconds: number;
  per: SpentPeriodUnit;
  /** IANA zone by whose clock a day or a month begins. */
  zone: string;
}

/** Five minutes divide the day of every zone; over months that would be many samples for little. */
const SLOT_SECONDS: Record<SpentPeriodUnit, number> = { day: 300, month: 3600 };

/** A year and two months of days, and as many years of months as anybody keeps samples. */
const MOST_PERIODS: Record<SpentPeriodUnit, number> = { day: 426, month: 60 };

/** Every day or month that has part in the range, whole, ascending; not one that would begin with its end. */
export function spentPeriods({ per, zone, ...range }: SpentRequest): Period[] {
  const window = { kind: 'calendar', unit: per, count: 1, startLocalSeconds: 0, zone } as const;
  return periodsWithin(window, range, MOST_PERIODS[per]).filter(({ startSeconds }) => startSeconds < range.toSeconds);
}

export function spentSlots(slo: JudgedSlo, request: SpentRequest): SlotUse | null {
  const source = slotSource(slo);
  const [first] = spentPeriods(request);
  if (!source || !first) {
    return null;
  }
  const shortest = shortestSlotSeconds(source);
  const slotSeconds = Math.ceil(SLOT_SECONDS[request.per] / shortest) * shortest;
  // Where only ratios are recorded, the slots of the window are what the budget is a share of.
  const windowFrom = source.kind === 'ratios' ? request.toSeconds - slo.window.seconds : Infinity;
  return { slo, source, stretch: stretchOf(Math.min(first.startSeconds, windowFrom), request.toSeconds, slotSeconds) };
}

/** The events of every day or month: range queries by length of window, instant ones for the whole of each window. */
export function planSpent(request: SpentRequest, defined: readonly Slo[]): Query[] {
  const slos = slosAt(defined, request.toSeconds);
  const uses = [...usesWithinPoints(slos, (slo) => spentSlots(slo, request), request).values()];
  return [...planWhole(uses, slos, request), ...planSlots(uses, slos)];
}
