/** Two objective ratios closer than this are the same: recorded ones carry the rounding of float64 arithmetic. */
const SAME_RATIO = 1e-9;

export function isSameObjective(oneRatio: number, otherRatio: number): boolean {
  return Math.abs(oneRatio - otherRatio) <= SAME_RATIO;
}

/** An objective of 100 % leaves no budget to divide by, and one outside 0 to 1 is none. */
export function isObjective(ratio: number): boolean {
  return ratio > 0 && ratio < 1;
}
