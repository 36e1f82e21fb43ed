import { measuredSlos } from '../../slo/composite';
import type { Slo } from '../../slo/slo';
import { planBudgetSeries } from '../budgetSeries';
import { planKept } from '../events/kept';
import { planEvents } from '../events/plan';
import { termsOf } from '../events/terms';
import { runningSpan } from '../events/spans';
import { planTrend } from '../events/trend';
import { slosAt } from '../judgedSlo';
import type { Query } from '../port';
import { planSlices } from '../slices/plan';
import { askedHistories } from './askedHistories';
import { planKeptSlots } from './keptSlots';
import { planKeptSlotRanges } from '../slots/keptBudget';
import { planRecordedEvents } from './recordedEvents';
import { isRecorded, planRecorded } from './recordedPlan';
import { trendRequest, trendSources, type SlosRequest } from './trendSources';

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
  const asked = askedHistories(request, slosAt(defined, toSeconds));
  const { counted, kept, recorded } = trendSources(slos.filter(({ id }) => asked.has(id)));
  return [
    ...numbers,
    ...planBudgetSeries(series, recorded),
    ...planKeptSlotRanges(series, slos, kept),
    ...planTrend(series, slos, counted, ({ window }) => [runningSpan(window, request.toSeconds)]),
  ];
}
