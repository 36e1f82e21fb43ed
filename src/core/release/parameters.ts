/** Whether a share lies strictly between none and all. */
export function isProperRatio(value: number): boolean {
  return value > 0 && value < 1;
}

/** Whether a registered design effect is one; null stands for one that is not registered. */
export function isDesignEffect(phi: number | null): boolean {
  return phi === null || (phi > 0 && phi < Infinity);
}
