import { print } from '../promql/print';
import type { RecordedSli, Slo } from '../slo/slo';
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
  return usersByMetric(slos).map(([metric, users]) => ({
    kind: 'range',
    id: budgetSeriesId(metric),
    promql: print(column(metric, users)),
    startSeconds: request.fromSeconds,
    endSeconds: request.toSeconds,
    stepSeconds: request.stepSeconds,
  }));
}

/** A range query ends up to a step before the end of its range; this is what is left of it, the newest number. */
export function planBudgetEnd(
  { toSeconds }: Pick<BudgetSeriesRequest, 'toSeconds'>,
  slos: readonly Slo[]
): InstantQuery[] {
  return usersByMetric(slos).map(([metric, users]) => ({
    kind: 'instant',
    id: columnId(metric),
    promql: print(column(metric, users)),
    atSeconds: toSeconds,
  }));
}

/** The points of one SLO, ascending; empty where nothing is recorded. */
export function readBudgetSeries({ recorded }: Slo, read: ReadColumn): BudgetPoint[] {
  if (!recorded || recorded.budgetRemainingMetric === null) {
    return [];
  }
  const answer = read(budgetSeriesId(recorded.budgetRemainingMetric), recorded);
  const series = answer.state === 'ok' ? answer.byKey.get(recorded.seriesKey) : undefined;
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

function usersByMetric(slos: readonly Slo[]): Array<[string, RecordedSli[]]> {
  const uses = slos.flatMap(({ recorded }) => {
    const metric = recorded?.budgetRemainingMetric;
    return recorded && metric != null ? [{ metric, recorded }] : [];
  });
  return [...groupBy(uses, ({ metric }) => metric)].map(([metric, users]) => [
    metric,
    users.map(({ recorded }) => recorded),
  ]);
}
