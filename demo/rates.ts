import { rateAt, type RateSeries, rateSeries } from './rate';
import { type RawHistory } from './raw-history';
import { absent } from './series';
import { type Selector, selects } from './sli';

/** One group of a sum: its labels, and a value for every minute mark since the history's start. */
export interface Group {
  labels: Readonly<Record<string, string>>;
  values: Float64Array;
}

/** PromQL's rates over the raw series of a history. */
export interface Rates {
  length: number;
  /** `sum by (by) (rate(selector[window]))` in events per second; no group where nothing is selected. */
  sumBy(selector: Selector, by: readonly string[], windowMinutes: number): Group[];
}

/** Prepares a history for rates. `fineFromMinute`: start of its 15 s samples. */
export function createRates(history: RawHistory, fineFromMinute: number): Rates {
  const prepared = new Map<number, RateSeries>();
  const fineFrom = fineFromMinute - history.startMinute;
  const length = history.endMinute - history.startMinute + 1;
  const prepare = (values: Float64Array, index: number) => {
    const series = prepared.get(index) ?? rateSeries(values);
    prepared.set(index, series);
    return series;
  };
  return {
    length,
    sumBy: (selector, by, windowMinutes) => {
      const groups = new Map<string, Group>();
      history.series.forEach(({ labels }, seriesIndex) => {
        const values = history.values[seriesIndex];
        if (!values || !selects(selector, labels.__name__ ?? '', labels)) {
          return;
        }
        const pairs = by.flatMap((label) => (labels[label] === undefined ? [] : [[label, labels[label]] as const]));
        const key = JSON.stringify(pairs);
        const group = groups.get(key) ?? {
          labels: Object.fromEntries(pairs),
          values: new Float64Array(length).fill(absent),
        };
        groups.set(key, group);
        addRates(group.values, prepare(values, seriesIndex), windowMinutes, fineFrom);
      });
      return [...groups.values()];
    },
  };
}

function addRates(sums: Float64Array, series: RateSeries, windowMinutes: number, fineFrom: number): void {
  for (let index = 0; index < sums.length; index++) {
    const rate = rateAt(series, index, windowMinutes, fineFrom);
    if (rate >= 0) {
      const sum = sums[index] ?? absent;
      sums[index] = sum === absent ? rate : sum + rate;
    }
  }
}

/** Values combined mark by mark; absent where one of them is, as between vectors of PromQL. */
export function combined(
  length: number,
  operands: ReadonlyArray<Float64Array | undefined>,
  combine: (...values: number[]) => number
): Float64Array {
  const out = new Float64Array(length).fill(absent);
  // One array for all marks: this loop runs millions of times.
  const values = operands.map(() => absent);
  for (let index = 0; index < length; index++) {
    for (let number = 0; number < operands.length; number++) {
      values[number] = operands[number]?.[index] ?? absent;
    }
    if (!values.includes(absent)) {
      out[index] = combine(...values);
    }
  }
  return out;
}

/** The same values, zero where they are absent: `x or vector(0)`. */
export function orZero(values: Float64Array | undefined, length: number): Float64Array {
  return Float64Array.from({ length }, (_, index) => {
    const value = values?.[index] ?? absent;
    return value === absent ? 0 : value;
  });
}
