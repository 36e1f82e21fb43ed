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
    const [first] = users;
    const recorded = column(first.sli.slot.metric, users);
    instant(id, call('count_over_time', subquery(recorded, first.window.seconds, coverageStepSeconds(first))));
  }
  const poisoned = slos.filter(({ sli }) => sli.poisoned);
  for (const users of groupBy(poisoned, (slo) => slotsId('mean', slo)).values()) {
    const [first] = users;
    const { metric, seconds } = first.sli.slot;
    const withTraffic = subquery(binary(column(metric, users), '>=', number(0)), first.window.seconds, seconds);
    instant(slotsId('mean', first), call('avg_over_time', withTraffic));
    instant(slotsId('withTraffic', first), call('count_over_time', withTraffic));
  }
  if (request.trend && toSeconds > fromSeconds) {
    const stepSeconds = Math.max(60, Math.ceil((toSeconds - fromSeconds) / TREND_POINTS / 60) * 60);
    queries.push(...planBudgetSeries({ fromSeconds, toSeconds, stepSeconds }, slos));
  }
  return queries;
}

/** How many times a window is looked at to tell its coverage: enough for 1 %, at half the cost of every slot. */
const COVERAGE_LOOKS = 720;

/** Seconds between two looks; never finer than the slots themselves. */
export function coverageStepSeconds({ sli, window }: Slo): number {
  return Math.max(sli.slot.seconds, window.seconds / COVERAGE_LOOKS);
}

/**
 * What is asked about the short ratios of a window: how many were recorded, which tells the coverage, and for a poisoned
 * ratio the mean and the number of those with traffic. SLOs of one window share the answers.
 */
export function slotsId(part: 'recorded' | 'mean' | 'withTraffic', { sli, window }: Slo): string {
  return `slots:${part}:${sli.slot.metric}:${window.seconds}`;
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
