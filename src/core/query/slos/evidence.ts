import { print } from '../../promql/print';
import { measuredSlos } from '../../slo/composite';
import type { RecordedMetric } from '../../slo/slo';
import { budgetSeriesId, slidingMetric } from '../budgetSeries';
import { columnId } from '../columns';
import { countNow, windowsOf } from '../events/plan';
import { selectorsOf } from '../events/terms';
import type { JudgedSlo } from '../judgedSlo';
import type { Query } from '../port';
import { isSliced, sliceExpr, sliceWindows } from '../slices/plan';
import { isRecorded, isSlotted, slotsId, type RecordedSlo } from './recordedPlan';
import type { Evidence, SliMethod } from './row';

/** Finds the queries behind a row among those of the plan; those of events are told one by one, not as their union. */
export function evidenceOf(queries: readonly Query[]) {
  const byId = new Map(queries.map((query) => [query.id, query]));
  return (slo: JudgedSlo, { method }: { method: SliMethod }): Evidence[] => [
    ...(isRecorded(slo) && method.kind !== 'events' ? recordedEvidence(slo, method, byId) : []),
    ...sliceEvidence(slo),
    ...distinct(measuredSlos([slo]).flatMap((one) => eventEvidence(one, method))),
  ];
}

function recordedEvidence(slo: RecordedSlo, method: SliMethod, queries: ReadonlyMap<string, Query>): Evidence[] {
  const { windowRatio, budgetRemaining, ratios } = slo.recorded;
  const own = method.kind === 'recorded';
  const mean = isSlotted(slo) ? slotsId('mean', slo) : '';
  const column = (metric: RecordedMetric | null) => (own && metric !== null ? columnId(metric) : mean);
  const wanted: Array<[Evidence['role'], string]> = [
    ['sli', column(windowRatio)],
    ['budgetRemaining', column(budgetRemaining ?? windowRatio)],
    ...[...ratios.values()].map((ratio): [Evidence['role'], string] => ['burnRate', columnId(ratio)]),
    ['trend', slidingId(slo)],
  ];
  return wanted.flatMap(([role, id]) => {
    const query = queries.get(id);
    return query ? [{ role, promql: query.promql }] : [];
  });
}

function slidingId(slo: JudgedSlo): string {
  const metric = slidingMetric(slo);
  return metric === null ? '' : budgetSeriesId(metric);
}

function sliceEvidence(slo: JudgedSlo): Evidence[] {
  return isSliced(slo)
    ? sliceWindows(slo).map((windowSeconds): Evidence => ({
        role: windowSeconds === slo.window.seconds ? 'sli' : 'burnRate',
        promql: print(sliceExpr(slo.slices, 'mean', windowSeconds)),
      }))
    : [];
}

function eventEvidence(slo: JudgedSlo, { kind }: SliMethod): Evidence[] {
  const { events, window } = slo;
  if (!events) {
    return [];
  }
  return windowsOf(slo).flatMap((windowSeconds) =>
    selectorsOf(events).map((selector): Evidence => ({
      role: windowSeconds === window.seconds ? windowRole(kind) : 'burnRate',
      promql: print(countNow([slo])(selector, windowSeconds)),
    }))
  );
}

/** What the events over the SLO window are told for. */
function windowRole(kind: SliMethod['kind']): Evidence['role'] {
  switch (kind) {
    case 'events':
      return 'sli';
    case 'composite':
      return 'budgetRemaining';
    default:
      return 'badEvents';
  }
}

/** Members of a composite may share their counters. */
function distinct(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((one) => [JSON.stringify(one), one])).values()];
}
