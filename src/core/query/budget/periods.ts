import type { EventCounts } from '../events/count';
import type { Span } from '../events/spans';
import type { BudgetPoint, BudgetSeriesRequest } from '../budgetSeries';

/** A point of the line that spends a budget evenly. */
export interface IdealPoint {
  timeSeconds: number;
  value: number;
}

/**
 * All events that the budget of a stretch is a share of in the end: of a period that still runs, those that there will be
 * if they come as they have come so far. Null where nobody knows how many there were.
 */
export function wholeTotal(span: Span, { total }: EventCounts): number | null {
  const elapsedSeconds = span.toSeconds - span.fromSeconds;
  return total.value === null ? null : (total.value * span.wholeSeconds) / elapsedSeconds;
}

/**
 * The points of one calendar period between those of its neighbours: the next one starts when this one ends, so that its
 * last point stands a second before. A period without numbers is a gap, not a line from its neighbour to the next.
 */
export function periodPoints(
  span: Span,
  points: readonly BudgetPoint[],
  request: BudgetSeriesRequest
): readonly BudgetPoint[] {
  const lastSeconds = span.toSeconds < request.toSeconds ? span.toSeconds - 1 : span.toSeconds;
  if (points.length === 0) {
    const firstSeconds = Math.max(span.fromSeconds, request.fromSeconds);
    return [firstSeconds, lastSeconds].map((timeSeconds) => ({ timeSeconds, value: null }));
  }
  return points.map((point) => ({ ...point, timeSeconds: Math.min(point.timeSeconds, lastSeconds) }));
}

/**
 * What would be left of a whole budget that is spent evenly: straight from all of it at the start of the period to nothing
 * at its end, which is told where the period still runs.
 *
 * @param whole the budget in the unit that is drawn
 */
export function idealPoints(
  span: Span,
  points: readonly BudgetPoint[],
  whole: number,
  { toSeconds }: BudgetSeriesRequest
): IdealPoint[] {
  const endSeconds = span.fromSeconds + span.wholeSeconds;
  const times = points.map(({ timeSeconds }) => timeSeconds);
  return [...times, ...(endSeconds > toSeconds ? [endSeconds] : [])].map((timeSeconds) => ({
    timeSeconds,
    value: (whole * (endSeconds - timeSeconds)) / span.wholeSeconds,
  }));
}
