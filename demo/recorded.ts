import { combined, type Rates } from './rates';
import { absent } from './series';
import { type Selector, sliOf } from './sli';
import { type AlertWindow, alertWindows, type DemoSlo, periodSeconds, slos, windowSeconds } from './slos';

/** Error ratios of one SLO as Sloth records them, one value per minute mark since the history's start. */
export interface RecordedRatios {
  slo: DemoSlo;
  byWindow: Readonly<Record<AlertWindow, Float64Array>>;
  /** Sloth's optimised period ratio: the mean of the recorded 5m ratios. */
  period: Float64Array;
}

/** Computes what the recording rules would have recorded, for all SLOs. */
export function buildRecordedRatios({ length, sumBy }: Rates): RecordedRatios[] {
  return slos.map((slo) => {
    const sli = sliOf(slo);
    // 0/0 is NaN, a missing side is absent.
    const ratio = (window: AlertWindow): Float64Array => {
      const sum = (selector: Selector) => sumBy(selector, [], windowSeconds[window] / 60)[0]?.values;
      const [error, total] = [sum(sli.error), sum(sli.total)];
      return sli.subtracted
        ? combined(length, [error, sum(sli.subtracted), total], (all, fast, every) => (all - fast) / every)
        : combined(length, [error, total], (bad, every) => bad / every);
    };
    const byWindow = Object.fromEntries(alertWindows.map((window) => [window, ratio(window)])) as Record<
      AlertWindow,
      Float64Array
    >;
    return { slo, byWindow, period: meanOverTime(byWindow['5m'], periodSeconds / 60) };
  });
}

/** `sum_over_time(x[w]) / count_over_time(x[w])` with a closed window: NaN as long as one sample in it is NaN. */
export function meanOverTime(values: Float64Array, windowMinutes: number): Float64Array {
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
