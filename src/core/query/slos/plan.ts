import { measuredSlos } from '../../slo/composite';
import type { Slo } from '../../slo/slo';
import { planBudgetSeries, type BudgetSeriesRequest } from '../budgetSeries';
import { planKept } from '../events/kept';
import { planEvents } from '../events/plan';
import { termsOf } from '../events/terms';
import { runningSpan } from '../events/spans';
import { planTrend } from '../events/trend';
import { SHORTEST_COUNT_SECONDS, slosAt, uncountable } from '../judgedSlo';
import type { Query } from '../port';
import { planSlices } from '../slices/plan';
import { drawsEvents, isJudgedByKeptSlots, planKeptSlots } from './keptSlots';
import { planKeptSlotRanges } from '../slots/keptBudget';
import { planRecordedEvents } from './recordedEvents';
import { isRecorded, planRecorded } from './recordedPlan';

/** A sparkline is about a hundred pixels wide. */
const TREND_POINTS = 100;

export interface SlosRequest {
  /** Evaluation time of every number; the end of the trend. */
  toSeconds: number;
  /** Start of the trend. */
  fromSeconds: number;
  /** False where nobody draws the trend, to save the range query. */
  trend: boolean;
}

/**
 * The second question, for the SLOs of one upstream: everything at one time in instant queries, the trends in range
 * queries of one step. Their number grows with the kinds of numbers and with every hundred raw SLOs, not with the SLOs.
 */
export function planSlos(request: SlosRequest, defined: readonly Slo[]): Query[] {
  const { toSeconds } = request;
  const slos = measuredSlos(slosAt(defined, toSeconds));
  const recordedSlos = slos.filter(isRecorded);
  const numbers = [
    ...planRecorded(recordedSlos, toSeconds),
    ...planKeptSlots(recordedSlos, toSeconds),
    ...planRecordedEvents(recordedSlos, toSeconds),
    ...planEvents(slos, toSeconds),
    ...planSlices(slos, toSeconds),
    ...planKept(slos, termsOf(slos), toSeconds),
  ];
  if (!request.trend || request.toSeconds <= request.fromSeconds) {
    return numbers;
  }
  const series = trendRequest(request);
  const counted = slos.filter((slo) => drawsEvents(slo) && uncountable(slo.window) === null);
  const kept = slos.filter(isJudgedByKeptSlots);
  const recorded = slos.filter((slo) => !drawsEvents(slo) && !isJudgedByKeptSlots(slo));
  return [
    ...numbers,
    ...planBudgetSeries(series, recorded),
    ...planKeptSlotRanges(series, slos, kept),
    ...planTrend(series, slos, counted, ({ window }) => [runningSpan(window, request.toSeconds)]),
  ];
}

export function trendRequest({ fromSeconds, toSeconds }: SlosRequest): BudgetSeriesRequest {
  const minutes = Math.ceil((toSeconds - fromSeconds) / TREND_POINTS / 60);
  return { fromSeconds, toSeconds, stepSeconds: Math.max(SHORTEST_COUNT_SECONDS, minutes * 60) };
}
