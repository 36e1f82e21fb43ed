import { measuredSlos } from '../../slo/composite';
import { seriesPoints, slidingMetric } from '../budgetSeries';
import { trendPoints } from '../events/trend';
import type { JudgedSlo } from '../judgedSlo';
import { MOST_POINTS, ROW_SHARES, withinPoints } from '../points';
import { keptPoints } from '../slots/keptBudget';
import { pastPoints } from './pastSources';
import { trendRequest, trendSources, type SlosRequest } from './trendSources';

/** The ids of the SLOs whose trend and whose past are asked for: both or neither, whoever asks, so that all tell the same. */
export function askedHistories(request: SlosRequest, slos: readonly JudgedSlo[]): ReadonlySet<string> {
  const { toSeconds, mostPoints = MOST_POINTS } = request;
  const series = trendRequest(request);
  const wanted = slos.map((slo) => {
    const { counted, kept, recorded } = trendSources(measuredSlos([slo]));
    const sliding = recorded.filter((one) => slidingMetric(one) !== null);
    const trend = sliding.length * seriesPoints(series) + keptPoints(series, kept) + trendPoints(series, counted);
    return { what: slo.id, points: trend + pastPoints(slo, toSeconds) };
  });
  return withinPoints(wanted, { mostPoints: mostPoints * ROW_SHARES.history });
}
