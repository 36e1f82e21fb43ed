import type { BudgetSeriesRequest } from '../budgetSeries';
import { SHORTEST_COUNT_SECONDS, uncountable, type JudgedSlo } from '../judgedSlo';
import type { PointsBound } from '../points';
import { drawsEvents, isJudgedByKeptSlots } from './keptSlots';
import type { SlottedSlo } from './recordedPlan';

/** A sparkline is about a hundred pixels wide. */
const TREND_POINTS = 100;

export interface SlosRequest extends PointsBound {
  /** Evaluation time of every number; the end of the trend. */
  toSeconds: number;
  /** Start of the trend. */
  fromSeconds: number;
  /** False where nobody draws the trend, to save the range query. */
  trend: boolean;
}

export function trendRequest({ fromSeconds, toSeconds }: SlosRequest): BudgetSeriesRequest {
  const minutes = Math.ceil((toSeconds - fromSeconds) / TREND_POINTS / 60);
  return { fromSeconds, toSeconds, stepSeconds: Math.max(SHORTEST_COUNT_SECONDS, minutes * 60) };
}

/** What the trend of each SLO is drawn of. */
export function trendSources(slos: readonly JudgedSlo[]): {
  counted: JudgedSlo[];
  kept: SlottedSlo[];
  recorded: JudgedSlo[];
} {
  return {
    counted: slos.filter((slo) => drawsEvents(slo) && uncountable(slo.window) === null),
    kept: slos.filter(isJudgedByKeptSlots),
    recorded: slos.filter((slo) => !drawsEvents(slo) && !isJudgedByKeptSlots(slo)),
  };
}
