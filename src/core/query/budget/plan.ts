import { measuredSlos } from '../../slo/composite';
import type { Slo } from '../../slo/slo';
import {
  planBudgetEnd,
  planBudgetSeries,
  seriesPoints,
  slidingMetric,
  type BudgetSeriesRequest,
} from '../budgetSeries';
import { piecesOf, planPieces, spansWithin } from '../events/spans';
import { termsOf } from '../events/terms';
import { drawsEvents, isJudgedByKeptSlots, planKeptSlots } from '../slos/keptSlots';
import type { SlottedSlo } from '../slos/recordedPlan';
import { keptPoints, planKeptSlotRanges } from '../slots/keptBudget';
import { planTrend, trendPoints } from '../events/trend';
import { slosAt, type JudgedSlo } from '../judgedSlo';
import { withinPoints } from '../points';
import type { Query } from '../port';

/** What a budget is told in: a share of itself, minutes of full outage, or bad events. */
export type BudgetUnit = 'percent' | 'minutes' | 'events';

export interface BudgetRequest extends BudgetSeriesRequest {
  unit: BudgetUnit;
}

/**
 * The budget over time. Where a tool has recorded it, its own sliding value, and where times are excluded from that its
 * short ratios; else, and wherever events are asked for, the events of the window, or of every calendar period of the
 * range, bucket by bucket. Range queries of one step, whatever the number of SLOs.
 */
export function planBudget(request: BudgetRequest, defined: readonly Slo[]): Query[] {
  const drawn = drawnBudgets(request, slosAt(defined, request.toSeconds));
  const slos = measuredSlos(slosAt(defined, request.toSeconds));
  const { sliding, kept, counted } = drawnBy(
    slos.filter(({ id }) => drawn.has(id)),
    request.unit
  );
  const spansOf = ({ window }: JudgedSlo) => spansWithin(window, request);
  return [
    ...planBudgetSeries(request, sliding),
    ...planBudgetEnd(request, sliding),
    ...planKeptSlots(kept, request.toSeconds),
    ...planKeptSlotRanges(request, slos, kept),
    ...planPieces(piecesOf(counted, spansOf), termsOf(slos), request.toSeconds),
    ...planTrend(request, slos, counted, spansOf),
  ];
}

/** The ids of the SLOs whose budget is asked for. */
export function drawnBudgets(request: BudgetRequest, slos: readonly JudgedSlo[]): ReadonlySet<string> {
  const wanted = slos.map((slo) => {
    const { sliding, kept, counted } = drawnBy(measuredSlos([slo]), request.unit);
    const points = sliding.length * seriesPoints(request) + keptPoints(request, kept) + trendPoints(request, counted);
    return { what: slo.id, points };
  });
  return withinPoints(wanted, request);
}

function drawnBy(slos: readonly JudgedSlo[], unit: BudgetUnit) {
  const rest = slos.filter((slo) => !slides(slo, unit) && !drawsKeptSlots(slo, unit));
  return {
    sliding: slos.filter((slo) => slides(slo, unit)),
    kept: slos.filter((slo): slo is SlottedSlo => drawsKeptSlots(slo, unit)),
    counted: rest.filter(({ events }) => events !== undefined),
  };
}

/** Whether the budget of an SLO is drawn as its tool has recorded it, each point looking back over the SLO window. */
export function slides(slo: JudgedSlo, unit: BudgetUnit): boolean {
  return slidingMetric(slo) !== null && !drawsEvents(slo) && !isJudgedByKeptSlots(slo) && unit !== 'events';
}

/** Whether it is drawn of the short ratios that exclusions leave. */
export function drawsKeptSlots(slo: JudgedSlo, unit: BudgetUnit): slo is SlottedSlo {
  return isJudgedByKeptSlots(slo) && unit !== 'events';
}
