import { logGamma, stirlingError } from './logGamma';

describe('ln Gamma', () => {
  it('is the logarithm of factorials', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      factorial *= n;
      expect(logGamma(n + 1)).toBeCloseTo(Math.log(factorial), 13);
    }
  });

  it('is known at halves, and near zero', () => {
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 13);
    // Gamma(x) = 1/x - Euler's constant + …
    expect(logGamma(1e-9)).toBeCloseTo(-Math.log(1e-9) - 0.5772156649e-9, 13);
  });

  it('has an error of Stirling without a step where the series begins', () => {
    expect(stirlingError(16 - 1e-9)).toBeCloseTo(stirlingError(16), 11);
    expect(stirlingError(1e12) * 12e12).toBeCloseTo(1, 12);
  });
});
