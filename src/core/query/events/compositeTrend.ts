import { memberSlo, type CompositeSlo } from '../../slo/composite';
import type { BudgetPoint, BudgetSeriesRequest } from '../budgetSeries';
import type { ReadPart } from '../union';
import { countEvents } from './count';
import { increaseId } from './plan';
import { termKey, type Terms } from './terms';
import { readTrend, type Trend } from './trend';

/**
 * The budget of a composite as its members spent it since the start of the SLO window that ends now:
 * 1 - Σ weight · (1 - budget of the member). Members without traffic spend nothing; a time at which one cannot be seen has
 * no number.
 */
export function compositeTrend(request: BudgetSeriesRequest, slo: CompositeSlo, terms: Terms, read: ReadPart): Trend {
  const trends = slo.composite.flatMap((member) => {
    const { events } = member;
    const id = increaseId(slo.window.seconds);
    const counts = countEvents(events, (selector) => read(id, termKey(terms, selector)), []);
    const whole = { bad: counts.bad.value, total: counts.total.value };
    return counts.errorRatio.state === 'noTraffic'
      ? []
      : [{ weight: member.weight, trend: readTrend(request, memberSlo(slo, member), terms, read, whole) }];
  });
  const missing = trends.find(({ trend }) => trend.state !== 'ok')?.trend;
  if (missing || trends.length === 0) {
    return missing ?? { state: 'none' };
  }
  const members = trends.map(({ weight, trend }) => ({ weight, budgets: byTime(trend) }));
  const times = [...new Set(members.flatMap(({ budgets }) => [...budgets.keys()]))].sort((a, b) => a - b);
  return {
    state: 'ok',
    points: times.map((timeSeconds): BudgetPoint => {
      let left = 1;
      for (const { weight, budgets } of members) {
        const budget = budgets.get(timeSeconds);
        if (budget == null) {
          return { timeSeconds, value: null };
        }
        left -= weight * (1 - budget);
      }
      return { timeSeconds, value: left };
    }),
  };
}

function byTime(trend: Trend): ReadonlyMap<number, number | null> {
  return new Map(trend.state === 'ok' ? trend.points.map(({ timeSeconds, value }) => [timeSeconds, value]) : []);
}
