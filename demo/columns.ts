import { isWholeNumber, valueWithin } from './counters';
import { type RawHistory } from './raw-history';
import { type RecordedRatios } from './recorded';
import { absent } from './series';
import { alertWindows, periodText } from './slos';
import { budgetRatio, infoLabels, objectiveRatio, periodDays, ratioMetric, sloLabels, windowLabels } from './sloth';

/** One series of the history, raw or recorded, ready to be written. */
export interface Column {
  labels: Readonly<Record<string, string>>;
  /** Value at a minute index since the history's start plus a share (0..1) of a minute; `absent` for no sample. */
  valueAt(index: number, share: number): number;
}

/** A recorded series with a value for every minute mark. */
export function column(name: string, labels: Readonly<Record<string, string>>, values: Float64Array): Column {
  return { labels: { ...labels, __name__: name }, valueAt: (index) => values[index] ?? absent };
}

/** A recorded series that never changes. */
export function constant(name: string, labels: Readonly<Record<string, string>>, value: number): Column {
  return { labels: { ...labels, __name__: name }, valueAt: () => value };
}

/** Columns of the scraped series. */
export function rawColumns(history: RawHistory): Column[] {
  return history.series.map((series, seriesIndex) => {
    const values = history.values[seriesIndex] ?? new Float64Array(0);
    const isWhole = isWholeNumber(series);
    return {
      labels: series.labels,
      valueAt: (index, share) =>
        valueWithin(values[index] ?? absent, values[share === 0 ? index : index + 1] ?? absent, share, isWhole),
    };
  });
}

/** Columns of everything Sloth's rules record, including the labels its expressions leave on the burn rates. */
export function recordedColumns(ratios: RecordedRatios): Column[] {
  const { slo, byWindow, period } = ratios;
  const budget = budgetRatio(slo);
  const named = (name: string, labels: Record<string, string>, valueAt: (index: number) => number): Column => ({
    labels: { __name__: name, ...labels },
    valueAt,
  });
  const constant = (name: string, value: number) => named(name, sloLabels(slo), () => value);
  const scaled = (values: Float64Array, scale: (ratio: number) => number) => (index: number) => {
    const ratio = values[index] ?? absent;
    return ratio === absent ? absent : scale(ratio);
  };
  const same = (ratio: number) => ratio;
  return [
    ...alertWindows.map((window) =>
      named(ratioMetric(window), windowLabels(slo, window), scaled(byWindow[window], same))
    ),
    named(ratioMetric(periodText), windowLabels(slo, periodText), scaled(period, same)),
    constant('slo:objective:ratio', objectiveRatio(slo)),
    constant('slo:error_budget:ratio', budget),
    constant('slo:time_period:days', periodDays),
    // group_left keeps the left side's labels, so the burn rates carry the window they were made of.
    named(
      'slo:current_burn_rate:ratio',
      windowLabels(slo, '5m'),
      scaled(byWindow['5m'], (ratio) => ratio / budget)
    ),
    named(
      'slo:period_burn_rate:ratio',
      windowLabels(slo, periodText),
      scaled(period, (ratio) => ratio / budget)
    ),
    named(
      'slo:period_error_budget_remaining:ratio',
      windowLabels(slo, periodText),
      scaled(period, (ratio) => 1 - ratio / budget)
    ),
    named('sloth_slo_info', infoLabels(slo), () => 1),
  ];
}
