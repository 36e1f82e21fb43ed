/**
 * Where a rising function crosses zero, to the last bit, by bisection: the largest number at which it is still below,
 * or `low` where it is below nowhere.
 */
export function lastBelowZero(rising: (at: number) => number, low: number, high: number): number {
  let [below, above] = [low, high];
  for (;;) {
    const middle = below + (above - below) / 2;
    if (middle <= below || middle >= above) {
      return below;
    }
    if (rising(middle) < 0) {
      below = middle;
    } else {
      above = middle;
    }
  }
}

/** The smallest whole number from `low` on at which something holds that then holds for ever; null where none up to 2^53. */
export function firstWhole(holds: (n: number) => boolean, low: number): number | null {
  let step = 1;
  while (!holds(low + step)) {
    step *= 2;
    if (low + step > Number.MAX_SAFE_INTEGER) {
      return null;
    }
  }
  let [not, does] = [low - 1, low + step];
  while (does - not > 1) {
    const middle = Math.floor((not + does) / 2);
    if (holds(middle)) {
      does = middle;
    } else {
      not = middle;
    }
  }
  return does;
}
