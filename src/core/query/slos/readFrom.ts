import { selector } from '../../promql/ast';
import { print } from '../../promql/print';
import type { RecordedMetric, RecordedSli } from '../../slo/slo';
import type { SloRow } from './row';

/**
 * What the budget of a row is read from, as PromQL: the tool's series of this SLO alone, where the query that fetched it
 * names those of many; of events the queries that count them.
 */
export function readFrom({
  slo: { recorded },
  method,
  evidence,
}: Pick<SloRow, 'slo' | 'method' | 'evidence'>): string[] {
  const metric = recorded && method.kind !== 'events' ? metricOf(recorded, method.kind === 'meanOfSlots') : null;
  if (recorded && metric) {
    return [seriesOf(metric, recorded)];
  }
  const queries = evidence.filter(({ role }) => role === 'sli' || role === 'budgetRemaining');
  return [...new Set(queries.map(({ promql }) => promql))];
}

function metricOf(recorded: RecordedSli, isMeanOfSlots: boolean): RecordedMetric | null {
  return isMeanOfSlots ? (recorded.slot?.ratio ?? null) : (recorded.budgetRemaining ?? recorded.windowRatio);
}

function seriesOf({ metric, labels = {} }: RecordedMetric, { idLabel, idValue }: RecordedSli): string {
  const matchers = Object.entries({ [idLabel]: idValue, ...labels });
  return print(
    selector(
      metric,
      matchers.map(([label, value]) => ({ label, operator: '=', value }))
    )
  );
}
