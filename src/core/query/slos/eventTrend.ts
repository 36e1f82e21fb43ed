import type { BudgetPoint } from '../budgetSeries';
import { runningSpan } from '../events/spans';
import { readTrends } from '../events/trend';
import { uncountable, type JudgedSlo } from '../judgedSlo';
import type { EventNumbers } from './eventNumbers';
import { trendRequest } from './trendSources';
import type { Reading } from './reading';

/** The budget over time by events; empty where there is none. */
export function eventTrend(slo: JudgedSlo, { counts }: EventNumbers, { request, terms, part }: Reading): BudgetPoint[] {
  const whole = { bad: counts.bad.value, total: counts.total.value };
  const spans = uncountable(slo.window) ? [] : [runningSpan(slo.window, request.toSeconds)];
  const [read] = readTrends(trendRequest(request), slo, spans, terms, part, () => whole);
  return read?.state === 'ok' ? [...read.points] : [];
}
