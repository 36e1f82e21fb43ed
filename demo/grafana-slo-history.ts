import { column, type Column, constant } from './columns';
import {
  type GrafanaSlo,
  grafanaSloInfoLabels,
  grafanaSloLabels,
  grafanaSloWindowLabels,
  grafanaSloWindows,
} from './grafana-slo-rules';
import { combined, type Rates } from './rates';
import { absent } from './series';
import { type Selector } from './sli';
import { windowSeconds } from './slos';

/** What the rules of Grafana SLO would have recorded for an SLO whose query is a ratio. */
export function grafanaSloColumns(slo: GrafanaSlo, startMinute: number, { length, sumBy }: Rates): Column[] {
  const { query } = slo;
  if (query.type !== 'ratio') {
    throw new Error(`${slo.uuid}: the history of a ${query.type} query is not made`);
  }
  const labels = grafanaSloLabels(slo);
  const sum = (selector: Selector, minutes: number) =>
    sumBy(selector, [], minutes)[0]?.values ?? new Float64Array(length).fill(absent);
  const ratio = (part: Float64Array, all: Float64Array) => combined(length, [part, all], (some, every) => some / every);
  const success = sum(query.success, 5);
  const total = sum(query.total, 5);
  const overWindow = (values: Float64Array) => sumOfFives(values, startMinute, slo.windowSeconds / 60);
  const sliWindow = combined(length, [overWindow(success), overWindow(total)], (some, all) => Math.min(1, some / all));
  return [
    constant('grafana_slo_info', grafanaSloInfoLabels(slo), 1),
    constant('grafana_slo_objective', grafanaSloWindowLabels(slo), slo.objectiveRatio),
    constant('grafana_slo_objective_window_seconds', labels, slo.windowSeconds),
    ...grafanaSloWindows.map((window) => {
      const minutes = windowSeconds[window] / 60;
      return column(`grafana_slo_sli_${window}`, labels, ratio(sum(query.success, minutes), sum(query.total, minutes)));
    }),
    column('grafana_slo_success_rate_5m', labels, success),
    column('grafana_slo_total_rate_5m', labels, total),
    column('grafana_slo_sli_window', labels, sliWindow),
  ];
}

/** `sum_over_time(x[window:5m])`: a subquery looks at the full five minutes of the clock, both ends included. */
function sumOfFives(values: Float64Array, startMinute: number, windowMinutes: number): Float64Array {
  const step = 5;
  const sums = new Float64Array(values.length).fill(absent);
  const until = new Float64Array(values.length + 1);
  const counts = new Uint32Array(values.length + 1);
  values.forEach((value, index) => {
    const isLookedAt = (startMinute + index) % step === 0 && value !== absent;
    until[index + 1] = (until[index] ?? 0) + (isLookedAt ? value : 0);
    counts[index + 1] = (counts[index] ?? 0) + (isLookedAt ? 1 : 0);
  });
  values.forEach((_, index) => {
    const from = Math.max(0, index - windowMinutes);
    if ((counts[index + 1] ?? 0) > (counts[from] ?? 0)) {
      sums[index] = (until[index + 1] ?? 0) - (until[from] ?? 0);
    }
  });
  return sums;
}
