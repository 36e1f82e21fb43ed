import { binary, call, number, subquery, type Expr } from '../../promql/ast';
import { print } from '../../promql/print';
import type { RecordedSli, Slo } from '../../slo/slo';
import { planBudgetSeries } from '../budgetSeries';
import { column, columnId, groupBy } from '../columns';
import type { Query } from '../port';

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
 * The second question, for the SLOs of one upstream: one instant query per recorded metric, whatever the number of
 * SLOs; one per window length for the coverage, two more where a window ratio is poisoned by NaN; one range query for
 * the trend.
 */
export function planSlos(request: SlosRequest, slos: readonly Slo[]): Query[] {
  const { toSeconds, fromSeconds } = request;
  const queries: Query[] = [];
  const instant = (id: string, expr: Expr) =>
    queries.push({ kind: 'instant', id, promql: print(expr), atSeconds: toSeconds });

  for (const [metric, users] of metricUsers(slos)) {
    instant(columnId(metric), column(metric, users));
  }
  for (const [id, users] of groupBy(slos, (slo) => slotsId('recorded', slo))) {
    instant(
      id,
      overSlots('count_over_time', users, (slots) => slots)
    );
  }
  const poisoned = slos.filter(({ sli }) => sli.poisoned);
  const withTraffic = (slots: Expr) => binary(slots, '>=', number(0));
  for (const [id, users] of groupBy(poisoned, (slo) => slotsId('mean', slo))) {
    instant(id, overSlots('avg_over_time', users, withTraffic));
  }
  for (const [id, users] of groupBy(poisoned, (slo) => slotsId('withTraffic', slo))) {
    instant(id, overSlots('count_over_time', users, withTraffic));
  }
  if (request.trend && toSeconds > fromSeconds) {
    const stepSeconds = Math.max(60, Math.ceil((toSeconds - fromSeconds) / TREND_POINTS / 60) * 60);
    queries.push(...planBudgetSeries({ fromSeconds, toSeconds, stepSeconds }, slos));
  }
  return queries;
}

/**
 * What is asked about the short ratios of a window: how many were recorded, which tells the coverage, and for a poisoned
 * ratio the mean and the number of those with traffic. SLOs of one window share the answers.
 */
export function slotsId(part: 'recorded' | 'mean' | 'withTraffic', { sli, window }: Slo): string {
  return `slots:${part}:${sli.slot.metric}:${window.seconds}`;
}

function overSlots(aggregation: string, users: readonly [Slo, ...Slo[]], choose: (slots: Expr) => Expr): Expr {
  const [{ sli, window }] = users;
  return call(aggregation, subquery(choose(column(sli.slot.metric, users)), window.seconds, sli.slot.seconds));
}

function metricUsers(slos: readonly Slo[]): Map<string, Slo[]> {
  const uses = slos.flatMap((slo) => metricsOf(slo.sli).map((metric) => ({ metric, slo })));
  return new Map(
    [...groupBy(uses, ({ metric }) => metric)].map(([metric, users]) => [metric, users.map(({ slo }) => slo)])
  );
}

function metricsOf(sli: RecordedSli): string[] {
  return [...sli.errorRatioMetrics.values(), sli.windowErrorRatioMetric, sli.budgetRemainingMetric];
}
