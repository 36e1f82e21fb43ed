import { measuredSlos } from '../../slo/composite';
import type { Slo } from '../../slo/slo';
import { planBudgetEnd, planBudgetSeries, type BudgetSeriesRequest } from '../budgetSeries';
import { planWholeWindow } from '../events/plan';
import { countsEvents } from '../events/terms';
import { planTrend } from '../events/trend';
import type { Query } from '../port';

/** What a budget is told in: a share of itself, minutes of full outage, or bad events. */
export type BudgetUnit = 'percent' | 'minutes' | 'events';

export interface BudgetRequest extends BudgetSeriesRequest {
  unit: BudgetUnit;
}

/**
 * The budget over time. Where a tool has recorded it, its own sliding value; else, and wherever events are asked for, the
 * events of the window bucket by bucket. Range queries of one step, whatever the number of SLOs.
 */
export function planBudget(request: BudgetRequest, slos: readonly Slo[]): Query[] {
  const sliding = slos.filter((slo) => slides(slo, request.unit));
  const measured = measuredSlos(slos);
  const drawn = measured.filter((slo) => slo.events !== undefined && !slides(slo, request.unit));
  return [
    ...planBudgetSeries(request, sliding),
    ...planBudgetEnd(request, sliding),
    ...planWholeWindow(measured, drawn, request.toSeconds),
    ...planTrend(request, measured, drawn),
  ];
}

/** Whether the budget of an SLO is drawn as its tool has recorded it, each point looking back over the SLO window. */
export function slides(slo: Slo, unit: BudgetUnit): boolean {
  return slo.recorded?.budgetRemainingMetric != null && !countsEvents(slo) && unit !== 'events';
}
