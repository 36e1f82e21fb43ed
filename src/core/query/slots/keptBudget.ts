import { budgetRemainingRatio } from '../../budget/budget';
import { unmeasured } from '../../budget/dataState';
import type { BudgetPoint, BudgetSeriesRequest } from '../budgetSeries';
import type { JudgedSlo } from '../judgedSlo';
import type { RangeQuery } from '../port';
import { readKeptSlots } from '../slos/keptSlots';
import type { SlottedSlo } from '../slos/recordedPlan';
import { planSlots, slotPoints, type SlotUse } from './plan';
import { readSlots, type SlotReading, type SlotsAbsence } from './read';
import { shortestSlotSeconds } from './source';
import { stretchOf } from './stretch';

/** The slots of the window that ends with a range, as far as the range shows them, in whole short ratios. */
function keptUse(slo: SlottedSlo, { fromSeconds, toSeconds, stepSeconds }: BudgetSeriesRequest): SlotUse {
  const source = { kind: 'ratios', slo } as const;
  const shortest = shortestSlotSeconds(source);
  const slotSeconds = Math.max(1, Math.round(stepSeconds / shortest)) * shortest;
  const startSeconds = Math.max(fromSeconds, toSeconds - slo.window.seconds);
  return { slo, source, stretch: stretchOf(startSeconds, toSeconds, slotSeconds) };
}

/**
 * The slots that budgets without excluded times are drawn of: range queries by length of window and recorded metric. What
 * they add up to is asked by `planKeptSlots`.
 *
 * @param slos all SLOs of the request
 */
export function planKeptSlotRanges(
  request: BudgetSeriesRequest,
  slos: readonly JudgedSlo[],
  drawn: readonly SlottedSlo[]
): RangeQuery[] {
  return planSlots(
    drawn.map((slo) => keptUse(slo, request)),
    slos
  );
}

/** How many points that brings. */
export function keptPoints(request: BudgetSeriesRequest, drawn: readonly SlottedSlo[]): number {
  return drawn.reduce((sum, slo) => sum + slotPoints(keptUse(slo, request)), 0);
}

/**
 * What was left of the budget at the end of every slot, as it was spent since the start of the window: what all slots that
 * count have spent less those after it. It ends at the number of the row, so slots that lie half in an excluded time never
 * add up in what matters.
 */
export function readKeptBudget(
  request: BudgetSeriesRequest,
  slo: SlottedSlo,
  reading: SlotReading
): { state: 'ok'; points: readonly BudgetPoint[] } | { state: 'absent'; absence: SlotsAbsence | { kind: 'noEvents' } } {
  const { objectiveRatio } = slo;
  const whole = readKeptSlots(slo, request.toSeconds, reading.column);
  const failed = whole.columns.find(({ state }) => state === 'failed');
  if (failed?.state === 'failed') {
    return { state: 'absent', absence: { kind: 'unmeasured', what: unmeasured('error', failed.reason) } };
  }
  if (whole.seconds === 0) {
    return { state: 'absent', absence: { kind: 'unmeasured', what: unmeasured('noTraffic', { kind: 'allExcluded' }) } };
  }
  const use = keptUse(slo, request);
  const read = readSlots(use, reading);
  if (read.state === 'absent') {
    return read;
  }
  if (whole.withTraffic === 0 || objectiveRatio === null) {
    return { state: 'absent', absence: { kind: 'noEvents' } };
  }
  const left = (badSoFar: number) => budgetRemainingRatio(badSoFar / whole.withTraffic, objectiveRatio);
  const { startSeconds, slotSeconds } = use.stretch;
  const points: BudgetPoint[] = [{ timeSeconds: request.toSeconds, value: left(whole.bad) }];
  let later = 0;
  for (const [index, slot] of [...read.slots.entries()].reverse()) {
    const timeSeconds = startSeconds + (index + 1) * slotSeconds;
    if (timeSeconds < request.toSeconds) {
      points.push({ timeSeconds, value: slot === null ? null : left(whole.bad - later) });
    }
    later += slot?.bad ?? 0;
  }
  const beginsSeconds = request.toSeconds - slo.window.seconds;
  if (beginsSeconds >= request.fromSeconds && read.slots[0] != null) {
    points.push({ timeSeconds: beginsSeconds, value: 1 });
  }
  return { state: 'ok', points: points.reverse() };
}
