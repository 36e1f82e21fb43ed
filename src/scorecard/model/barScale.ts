import type { ScoreRow } from './row';

/** Bars of all rows share one scale, from `low` (at most 0) to 1, so that they can be compared. */
export interface BarScale {
  low: number;
}

export interface Bar {
  /** Position and length as shares of the scale. */
  start: number;
  length: number;
  zero: number;
  /** The value lies outside the scale; the number beside the bar still tells it. */
  cut: boolean;
}

/** Steps rather than the minimum itself, so that the scale does not creep with every refresh. */
const LEAST_LOW = -0.5;
const LOWS = [0, -0.25, LEAST_LOW];

/** The scale that shows the overspent rows, as far as that leaves room for the others. */
export function barScale(rows: readonly ScoreRow[]): BarScale {
  const lowest = rows.reduce((low, { budget }) => Math.min(low, budget.value ?? 0), 0);
  return { low: LOWS.find((low) => low <= lowest) ?? LEAST_LOW };
}

/** The bar of one value: to the right of zero what is left, to the left what is overspent. */
export function bar(value: number, { low }: BarScale): Bar {
  const position = (at: number) => (at - low) / (1 - low);
  const shown = Math.min(1, Math.max(low, value));
  const zero = position(0);
  return {
    start: Math.min(zero, position(shown)),
    length: Math.abs(position(shown) - zero),
    zero,
    cut: shown !== value,
  };
}
