const MOST_DECIMALS = 6;

/**
 * Decimals so that `value` does not look like one of `others` unless it is one: at 99.9 % an SLI of 99.8999 % must not
 * read 99.90 %. At least `least`, but a value that is one of them is told in full without padding.
 */
export function decimalsApart(value: number, others: readonly number[], least: number): number {
  if (others.some((other) => nearlySame(other, value))) {
    return decimalsOf(value);
  }
  for (let decimals = least; decimals < MOST_DECIMALS; decimals++) {
    const shown = Number(value.toFixed(decimals));
    if (others.every((other) => Number(other.toFixed(decimals)) !== shown)) {
      return decimals;
    }
  }
  return MOST_DECIMALS;
}

/** Decimals that a number needs to be told in full, such as 2 for 99.95. */
export function decimalsOf(value: number): number {
  for (let decimals = 0; decimals < MOST_DECIMALS; decimals++) {
    if (nearlySame(Number(value.toFixed(decimals)), value)) {
      return decimals;
    }
  }
  return MOST_DECIMALS;
}

/** Decimals for two significant digits, at most two. */
export function decimalsForTwoDigits(value: number): number {
  const size = Math.abs(value);
  return size === 0 || !Number.isFinite(size) ? 0 : Math.min(2, Math.max(0, 1 - Math.floor(Math.log10(size))));
}

/** Fractions times 100 are off by some 1e-14. */
function nearlySame(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-9;
}
