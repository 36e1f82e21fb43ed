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
 * SLOs; for SLOs whose window ratio is poisoned by NaN three more per window; one range query for the trend.
 */
export function planSlos(request: SlosRequest, slos: readonly Slo[]): Query[] {
  const { toSeconds, fromSeconds } = request;
  const queries: Query[] = [];
  const instant = (id: string, expr: Expr) =>
    queries.push({ kind: 'instant', id, promql: print(expr), atSeconds: toSeconds });

  for (const [metric, users] of metricUsers(slos)) {
    instant(columnId(metric), column(metric, users));
  }
  const poisoned = slos.filter(({ sli }) => sli.poisoned);
  for (const users of groupBy(poisoned, (slo) => healId('mean', slo)).values()) {
    const [first] = users;
    if (first) {
      const { metric, seconds } = first.sli.slot;
      const slots = column(metric, users);
      const withTraffic = binary(slots, '>=', number(0));
      const over = (of: Expr) => subquery(of, first.window.seconds, seconds);
      instant(healId('mean', first), call('avg_over_time', over(withTraffic)));
      instant(healId('traffic', first), call('count_over_time', over(withTraffic)));
      instant(healId('slots', first), call('count_over_time', over(slots)));
    }
  }
  if (request.trend && toSeconds > fromSeconds) {
    const stepSeconds = Math.max(60, Math.ceil((toSeconds - fromSeconds) / TREND_POINTS / 60) * 60);
    queries.push(...planBudgetSeries({ fromSeconds, toSeconds, stepSeconds }, slos));
  }
  return queries;
}

/** The three answers that make a poisoned ratio readable again; SLOs of one window share them. */
export function healId(part: 'mean' | 'traffic' | 'slots', { sli, window }: Slo): string {
  return `heal:${part}:${sli.slot.metric}:${window.seconds}`;
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
