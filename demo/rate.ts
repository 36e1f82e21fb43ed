import { absent, type Segment } from './series';

// Bound once: looking up globals in these inner loops is slow where a realm is sandboxed, as in tests.
const { max, min } = Math;

/** One counter series prepared for `rate`; arrays are indexed by minute mark since `startMinute`. */
export interface RateSeries {
  values: Float64Array;
  /** The counter with its resets taken out, as `rate` sees it. */
  adjusted: Float64Array;
  /** Stretches with samples, as array indexes, ascending. */
  segments: readonly Segment[];
}

/** Prepares a series; `values` holds `absent` where there is no sample. */
export function rateSeries(values: Float64Array): RateSeries {
  const adjusted = new Float64Array(values.length);
  const segments: Segment[] = [];
  let open: Segment | undefined;
  let last = absent;
  let sum = 0;
  values.forEach((value, index) => {
    if (value === absent) {
      open = undefined;
      return;
    }
    if (!open) {
      open = { fromMinute: index, toMinute: index };
      segments.push(open);
    }
    open.toMinute = index;
    sum += last === absent ? 0 : value >= last ? value - last : value;
    last = value;
    adjusted[index] = sum;
  });
  return { values, adjusted, segments };
}

/** How many samples lie before a minute index: four a minute from `fineFrom` on, one before. */
function sampleNumber(index: number, fineFrom: number): number {
  return index + 3 * max(0, index - fineFrom);
}

/**
 * PromQL's `rate(x[window])` at a minute index in events per second, with Prometheus 2's closed window, counter resets
 * and extrapolation to the window's edges; -1 where `rate` has no result (fewer than two samples).
 */
export function rateAt(series: RateSeries, index: number, windowMinutes: number, fineFrom: number): number {
  const windowStart = index - windowMinutes;
  let first = -1;
  let last = -1;
  let intervals = -1;
  for (const { fromMinute, toMinute } of series.segments) {
    if (toMinute < windowStart || fromMinute > index) {
      continue;
    }
    const from = max(fromMinute, windowStart);
    last = min(toMinute, index);
    first = first < 0 ? from : first;
    intervals += sampleNumber(last, fineFrom) - sampleNumber(from, fineFrom) + 1;
  }
  if (intervals < 1) {
    return -1;
  }
  const increase = (series.adjusted[last] ?? 0) - (series.adjusted[first] ?? 0);
  const sampledSeconds = (last - first) * 60;
  const averageSeconds = sampledSeconds / intervals;
  let toStartSeconds = (first - windowStart) * 60;
  const toEndSeconds = (index - last) * 60;
  const firstValue = series.values[first] ?? 0;
  if (increase > 0 && firstValue >= 0) {
    toStartSeconds = min(toStartSeconds, sampledSeconds * (firstValue / increase));
  }
  const thresholdSeconds = averageSeconds * 1.1;
  const coveredSeconds =
    sampledSeconds +
    (toStartSeconds < thresholdSeconds ? toStartSeconds : averageSeconds / 2) +
    (toEndSeconds < thresholdSeconds ? toEndSeconds : averageSeconds / 2);
  return increase * (coveredSeconds / sampledSeconds / (windowMinutes * 60));
}
