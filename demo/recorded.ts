import { rateAt, type RateSeries, rateSeries } from './rate';
import { type RawHistory } from './raw-history';
import { absent } from './series';
import { type Selector, selects, sliOf } from './sli';
import { type AlertWindow, alertWindows, type DemoSlo, periodSeconds, slos, windowSeconds } from './slos';

/** Error ratios of one SLO as Sloth records them, one value per minute mark since the history's start. */
export interface RecordedRatios {
  slo: DemoSlo;
  byWindow: Readonly<Record<AlertWindow, Float64Array>>;
  /** Sloth's optimised period ratio: the mean of the recorded 5m ratios. */
  period: Float64Array;
}

/** Computes what the recording rules would have recorded, for all SLOs. `fineFromMinute`: start of the 15 s samples. */
export function buildRecordedRatios(history: RawHistory, fineFromMinute: number): RecordedRatios[] {
  const prepared = new Map<number, RateSeries>();
  const select = (selector: Selector | undefined): RateSeries[] => {
    if (!selector) {
      return [];
    }
    return history.series.flatMap(({ labels }, index) => {
      const values = history.values[index];
      if (!values || !selects(selector, labels.__name__ ?? '', labels)) {
        return [];
      }
      const series = prepared.get(index) ?? rateSeries(values);
      prepared.set(index, series);
      return [series];
    });
  };
  const fineFrom = fineFromMinute - history.startMinute;
  const length = history.endMinute - history.startMinute + 1;
  return slos.map((slo) => {
    const sli = sliOf(slo);
    const terms = { error: select(sli.error), subtracted: select(sli.subtracted), total: select(sli.total) };
    const ratio = (window: AlertWindow) => ratios(terms, windowSeconds[window] / 60, fineFrom, length);
    const byWindow = Object.fromEntries(alertWindows.map((window) => [window, ratio(window)])) as Record<
      AlertWindow,
      Float64Array
    >;
    return { slo, byWindow, period: meanOverTime(byWindow['5m'], periodSeconds / 60) };
  });
}

interface SliTerms {
  error: readonly RateSeries[];
  subtracted: readonly RateSeries[];
  total: readonly RateSeries[];
}

/** `sum(rate(error[w])) - sum(rate(subtracted[w]))` over `sum(rate(total[w]))`; 0/0 is NaN, a missing side is absent. */
function ratios(terms: SliTerms, windowMinutes: number, fineFrom: number, length: number): Float64Array {
  const sum = (series: readonly RateSeries[], index: number): number => {
    let result = absent;
    for (const one of series) {
      const rate = rateAt(one, index, windowMinutes, fineFrom);
      if (rate >= 0) {
        result = result === absent ? rate : result + rate;
      }
    }
    return result;
  };
  const out = new Float64Array(length).fill(absent);
  for (let index = 0; index < length; index++) {
    const total = sum(terms.total, index);
    const error = total === absent ? absent : sum(terms.error, index);
    const subtracted = error === absent || terms.subtracted.length === 0 ? 0 : sum(terms.subtracted, index);
    if (total !== absent && error !== absent && subtracted !== absent) {
      out[index] = (error - subtracted) / total;
    }
  }
  return out;
}

/** `sum_over_time(x[w]) / count_over_time(x[w])` with a closed window: NaN as long as one sample in it is NaN. */
function meanOverTime(values: Float64Array, windowMinutes: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  const counts = new Uint32Array(values.length + 1);
  const notNumbers = new Uint32Array(values.length + 1);
  values.forEach((value, index) => {
    const isNumber = value !== absent && !Number.isNaN(value);
    sums[index + 1] = (sums[index] ?? 0) + (isNumber ? value : 0);
    counts[index + 1] = (counts[index] ?? 0) + (value === absent ? 0 : 1);
    notNumbers[index + 1] = (notNumbers[index] ?? 0) + (Number.isNaN(value) ? 1 : 0);
  });
  return values.map((_, index) => {
    const from = Math.max(0, index - windowMinutes);
    const between = (array: Float64Array | Uint32Array) => (array[index + 1] ?? 0) - (array[from] ?? 0);
    const count = between(counts);
    if (count === 0) {
      return absent;
    }
    return between(notNumbers) > 0 ? NaN : between(sums) / count;
  });
}
