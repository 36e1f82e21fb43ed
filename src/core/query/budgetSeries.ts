import { print } from '../promql/print';
import type { Slo } from '../slo/slo';
import { column, columnId, groupBy, type ReadColumn } from './columns';
import type { InstantQuery, RangeQuery } from './port';

export interface BudgetSeriesRequest {
  fromSeconds: number;
  toSeconds: number;
  stepSeconds: number;
}

export interface BudgetPoint {
  timeSeconds: number;
  /** 1 = untouched, 0 = spent, negative = overspent; null where there is no number. */
  value: number | null;
}

/**
 * The budget that remained at each step, each point looking back over the SLO window: one range query per metric that
 * tools record it under, whatever the number of SLOs.
 */
export function planBudgetSeries(request: BudgetSeriesRequest, slos: readonly Slo[]): RangeQuery[] {
  return [...groupBy(slos, ({ sli }) => sli.budgetRemainingMetric)].map(([metric, users]) => ({
    kind: 'range',
    id: budgetSeriesId(metric),
    promql: print(column(metric, users)),
    startSeconds: request.fromSeconds,
    endSeconds: request.toSeconds,
    stepSeconds: request.stepSeconds,
  }));
}

/** A range query ends up to a step before the end of its range; this is what is left of it, the newest number. */
export function planBudgetEnd({ toSeconds }: BudgetSeriesRequest, slos: readonly Slo[]): InstantQuery[] {
  return [...groupBy(slos, ({ sli }) => sli.budgetRemainingMetric)].map(([metric, users]) => ({
    kind: 'instant',
    id: columnId(metric),
    promql: print(column(metric, users)),
    atSeconds: toSeconds,
  }));
}

/** The points of one SLO, ascending; empty where nothing is recorded. */
export function readBudgetSeries(slo: Slo, read: ReadColumn): BudgetPoint[] {
  const answer = read(budgetSeriesId(slo.sli.budgetRemainingMetric), slo);
  const series = answer.state === 'ok' ? answer.byKey.get(slo.sli.seriesKey) : undefined;
  if (!series) {
    return [];
  }
  return series.timesSeconds.map((timeSeconds, index) => {
    const value = series.values[index] ?? NaN;
    return { timeSeconds, value: Number.isFinite(value) ? value : null };
  });
}

export function budgetSeriesId(metric: string): string {
  return `budgetSeries:${metric}`;
}
