/** A percentage as a ratio. Shifting the point in the text keeps 99.9 % at 0.999, where a division makes 0.9990000000000001. */
export function percentToRatio(percent: number): number {
  const [digits = '', exponent = '0'] = String(percent).split('e');
  return Number(`${digits}e${Number(exponent) - 2}`);
}
