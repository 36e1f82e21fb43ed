import { logIntegral } from '../testing/quadrature';
import { normalCdf, normalQuantile } from './normal';

describe('the normal distribution', () => {
  it.each([-37, -10, -5, -3.001, -2.999, -1.6448536269514722, -0.5, -1e-9])('is its integral at %d', (z) => {
    const expected = logIntegral((x) => -0.5 * x * x, -60, z, z) - 0.5 * Math.log(2 * Math.PI);
    expect(Math.log(normalCdf(z)) / expected).toBeCloseTo(1, 9);
  });

  it('is symmetric, and goes on where numbers end', () => {
    expect(normalCdf(1.3)).toBeCloseTo(1 - normalCdf(-1.3), 15);
    expect(normalCdf(0)).toBe(0.5);
    expect([normalCdf(-60), normalCdf(60), normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1, 0, 1]);
    expect(normalCdf(NaN)).toBeNaN();
  });

  // Source: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.1, and Wichura's AS 241 to 16 digits.
  it.each([
    [0.05, -1.6448536269514722],
    [0.975, 1.959963984540054],
    [1e-10, -6.361340902404056],
    [0.5, 0],
  ])('has the quantile of %d', (probability, expected) => {
    expect(normalQuantile(probability)).toBeCloseTo(expected, 12);
  });
});
