import type { Slo } from '../../slo/slo';
import type { BudgetSeriesRequest } from '../budgetSeries';
import { slosAt, type JudgedSlo } from '../judgedSlo';
import type { RangeQuery } from '../port';
import { planSlots, usesWithinPoints, type SlotUse } from '../slots/plan';
import { shortestSlotSeconds, slotSource } from '../slots/source';
import { stretchOf } from '../slots/stretch';

/** The slots of a range: at least as long as its step, and a multiple of the shortest that the SLO has. */
export function rangeSlots(slo: JudgedSlo, { fromSeconds, toSeconds, stepSeconds }: BudgetSeriesRequest) {
  const source = slotSource(slo);
  if (!source) {
    return null;
  }
  const shortest = shortestSlotSeconds(source);
  const stretch = stretchOf(fromSeconds, toSeconds, Math.ceil(stepSeconds / shortest) * shortest);
  return { slo, source, stretch } satisfies SlotUse;
}

/** Good and bad events of every slot of a range: as many range queries as there are lengths of slots and metrics. */
export function planOverTime(request: BudgetSeriesRequest, defined: readonly Slo[]): RangeQuery[] {
  const slos = slosAt(defined, request.toSeconds);
  return planSlots([...usesWithinPoints(slos, (slo) => rangeSlots(slo, request), request).values()], slos);
}
