import { print } from '../promql/print';
import { budgetRemainingRatio } from '../budget/budget';
import type { RecordedMetric, RecordedSli, Slo } from '../slo/slo';
import { groupBy } from '../groupBy';
import {
  column,
  columnId,
  instantValue,
  metricKey,
  rangeColumn,
  seriesOf,
  type Column,
  type ReadColumn,
} from './columns';
import { timesIn, type PointsBound } from './points';
import type { InstantQuery, RangeQuery } from './port';

export interface BudgetSeriesRequest extends PointsBound {
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
 * The recorded ratio over the window of an SLO, which its budget follows from, or the budget itself where there is none;
 * each point looks back over the window. A budget recorded in the past is that of the objective of its time, while a ratio
 * knows no objective. Null where nothing of the kind is recorded.
 */
export function slidingMetric({ recorded, objectiveRatio }: Slo): RecordedMetric | null {
  return (objectiveRatio === null ? null : recorded?.windowRatio) ?? recorded?.budgetRemaining ?? null;
}

/** What the budget at the end of the range is read from: as recorded, since that is the number of the row. */
function endMetric(slo: Slo): RecordedMetric | null {
  return slo.recorded?.budgetRemaining ?? slidingMetric(slo);
}

/**
 * The budget that remained at each step, each point looking back over the SLO window: one range query per metric that
 * tools record it under, whatever the number of SLOs.
 */
export function planBudgetSeries(request: BudgetSeriesRequest, slos: readonly Slo[]): RangeQuery[] {
  return usersByMetric(slos, slidingMetric).map(({ metric, users }) => ({
    id: budgetSeriesId(metric),
    promql: print(rangeColumn(metric, users)),
    ...rangeOf(request),
  }));
}

/** How many points that brings of each SLO. */
export function seriesPoints(request: BudgetSeriesRequest): number {
  return timesIn(rangeOf(request));
}

function rangeOf({ fromSeconds, toSeconds, stepSeconds }: BudgetSeriesRequest) {
  return { kind: 'range' as const, startSeconds: fromSeconds, endSeconds: toSeconds, stepSeconds };
}

/** A range query ends up to a step before the end of its range; this is what is left of it, the newest number. */
export function planBudgetEnd(
  { toSeconds }: Pick<BudgetSeriesRequest, 'toSeconds'>,
  slos: readonly Slo[]
): InstantQuery[] {
  return usersByMetric(slos, endMetric).map(({ metric, users }) => ({
    kind: 'instant',
    id: columnId(metric),
    promql: print(column(metric, users)),
    atSeconds: toSeconds,
  }));
}

/**
 * The points of one SLO, ascending, the last of which is `end` where there is one; without it none where nothing is
 * recorded.
 */
export function readBudgetSeries(
  slo: Slo,
  { stepSeconds }: Pick<BudgetSeriesRequest, 'stepSeconds'>,
  read: ReadColumn,
  end: BudgetPoint | null
): BudgetPoint[] {
  const metric = slidingMetric(slo);
  const { recorded } = slo;
  const answer = recorded && metric ? read(budgetSeriesId(metric), recorded) : undefined;
  const series = answer && metric && recorded ? seriesOf(answer, metric, recorded) : undefined;
  const points = (series?.timesSeconds ?? []).map((timeSeconds, index) => ({
    timeSeconds,
    value: budgetOf(slo, metric, series?.values[index]),
  }));
  const before = end ? points.filter(({ timeSeconds }) => timeSeconds < end.timeSeconds) : points;
  return withGaps(end ? [...before, end] : before, columnStep(answer, stepSeconds));
}

/** The step of an answer to a range, which may be longer than the one that was asked for. */
export function columnStep(answer: Column | undefined, askedSeconds: number): number {
  return Math.max(askedSeconds, (answer?.state === 'ok' ? answer.stepSeconds : undefined) ?? 0);
}

/**
 * The points of a series of a step with one without a number wherever samples are missing: a line from the last before to
 * the first after would tell of times of which nothing is known.
 */
export function withGaps(points: readonly BudgetPoint[], stepSeconds: number): BudgetPoint[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    return before && point.timeSeconds - before.timeSeconds > 1.5 * stepSeconds
      ? [{ timeSeconds: before.timeSeconds + stepSeconds, value: null }, point]
      : [point];
  });
}

/** The point at the end, which `planBudgetEnd` asks for; null where nothing is recorded then. */
export function readBudgetEnd(slo: Slo, toSeconds: number, read: ReadColumn): BudgetPoint | null {
  const metric = endMetric(slo);
  const { recorded } = slo;
  const value = recorded && metric ? instantValue(read(columnId(metric), recorded), metric, recorded) : undefined;
  return value === undefined ? null : { timeSeconds: toSeconds, value: budgetOf(slo, metric, value) };
}

function budgetOf({ recorded, objectiveRatio }: Slo, metric: RecordedMetric | null, value = NaN): number | null {
  if (!Number.isFinite(value)) {
    return null;
  }
  const ratio = metric === recorded?.budgetRemaining ? null : recorded?.windowRatio;
  return ratio && objectiveRatio !== null
    ? budgetRemainingRatio(ratio.holds === 'bad' ? value : 1 - value, objectiveRatio)
    : value;
}

export function budgetSeriesId(metric: RecordedMetric): string {
  return `budgetSeries:${metricKey(metric)}`;
}

function usersByMetric(
  slos: readonly Slo[],
  metricOf: (slo: Slo) => RecordedMetric | null
): Array<{ metric: RecordedMetric; users: RecordedSli[] }> {
  const uses = slos.flatMap((slo) => {
    const metric = metricOf(slo);
    return slo.recorded && metric ? [{ metric, recorded: slo.recorded }] : [];
  });
  return [...groupBy(uses, ({ metric }) => metricKey(metric)).values()].map((users) => ({
    metric: users[0].metric,
    users: users.map(({ recorded }) => recorded),
  }));
}
