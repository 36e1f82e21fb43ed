import type { PeriodDetail } from '../../core/frame/sloTable';
import type { ScoreRow } from './row';

/** Half a per cent of budget is noise between two ways of counting; more than a whole one is worth a second number. */
const NOTICEABLE_POINTS = 1;

/** The budget by counted events against the tool's own. */
export interface EventBudget {
  /** Percentage points that the events add to the tool's number, to one decimal, as both are shown; null without one. */
  differencePoints: number | null;
  /** Worth a place in the row: there is no other number, they are far apart, or only one of them is spent. */
  noticeable: boolean;
}

/** Null where there is no event-weighted budget. */
export function compareEvents({ budget, events }: ScoreRow): EventBudget | null {
  const byEvents = events.budget.value;
  if (byEvents === null) {
    return null;
  }
  if (budget.value === null) {
    return { differencePoints: null, noticeable: true };
  }
  const differencePoints = (Math.round(byEvents * 1000) - Math.round(budget.value * 1000)) / 10;
  const oneIsSpent = byEvents <= 0 !== budget.value <= 0;
  return { differencePoints, noticeable: oneIsSpent || Math.abs(differencePoints) > NOTICEABLE_POINTS };
}

/** What the budget amounts to, in terms that can be recomputed from the row; null where one of them is not known. */
export interface Amounts {
  /** Time that may be wholly bad within the SLO's window, or within what has passed of a calendar period. */
  time: { leftMinutes: number; allowedMinutes: number; windowSeconds: number; budgetRatio: number } | null;
  events: { bad: number; allowed: number; total: number; budgetRatio: number } | null;
}

export function amounts(row: ScoreRow): Amounts {
  const { budget, objective, period, events } = row;
  const windowSeconds = period ? elapsedSeconds(row, period) : row.windowSeconds;
  if (objective.value === null) {
    return { time: null, events: null };
  }
  const budgetRatio = 1 - objective.value;
  const allowedMinutes = ((windowSeconds ?? NaN) / 60) * budgetRatio;
  const leftMinutes = (budget.value ?? NaN) * allowedMinutes;
  const { bad, total } = events;
  return {
    time:
      windowSeconds === null || !Number.isFinite(leftMinutes)
        ? null
        : { leftMinutes, allowedMinutes, windowSeconds, budgetRatio },
    events: bad === null || total === null ? null : { bad, allowed: budgetRatio * total, total, budgetRatio },
  };
}

/**
 * What is left of the budget of a whole calendar period, should events go on to come as they have so far: the row's budget
 * is a share of the events so far only, while a budget over time is drawn against that of the period. Null for a rolling
 * window.
 */
export function wholePeriodBudget(row: ScoreRow): number | null {
  const { budget, period } = row;
  if (!period || budget.value === null) {
    return null;
  }
  const wholeSeconds = (period.endMilliseconds - period.startMilliseconds) / 1000;
  return 1 - ((1 - budget.value) * elapsedSeconds(row, period)) / wholeSeconds;
}

/** What had passed of a period when the numbers were taken. */
function elapsedSeconds({ atMilliseconds, stale }: ScoreRow, { startMilliseconds }: PeriodDetail): number {
  return ((stale?.atMilliseconds ?? atMilliseconds) - startMilliseconds) / 1000;
}
