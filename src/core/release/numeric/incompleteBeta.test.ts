import fc from 'fast-check';
import { binomialSum, logFraction, SCALE_BITS } from '../testing/exact';
import { fallingZero, logIntegral } from '../testing/quadrature';
import { logBinomialDensity } from './binomial';
import { betaQuantile, incompleteBeta, logIncompleteBeta, upperBetaQuantile } from './incompleteBeta';

const SCALE = Number(1n << SCALE_BITS);
const chance = fc.integer({ min: 1, max: SCALE - 1 });
/** Chances near both ends too. */
const anyChance = fc.oneof(chance, fc.integer({ min: 1, max: 30 }), fc.integer({ min: SCALE - 30, max: SCALE - 1 }));

function expectClose(actual: number, expected: number, tolerance: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
}

describe('the incomplete beta function', () => {
  it('is the tail of a binomial distribution, summed exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.nat(), anyChance, (n, pick, p) => {
        const k = 1 + (pick % n);
        const expected = logFraction(...binomialSum(n, BigInt(p), k, n));
        expectClose(logIncompleteBeta(k, n - k + 1, p / SCALE, 1 - p / SCALE), expected, 1e-12);
      }),
      { numRuns: 2000, seed: 1 }
    );
  });

  it('has the binomial density, exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.nat(), anyChance, (n, pick, p) => {
        const k = pick % (n + 1);
        const expected = logFraction(...binomialSum(n, BigInt(p), k, k));
        expectClose(logBinomialDensity(k, n - k, p / SCALE, 1 - p / SCALE), expected, 1e-12);
      }),
      { numRuns: 500, seed: 2 }
    );
  });

  it('is the integral of its density for counts that are not whole, far into the tail', () => {
    const size = fc.double({ min: 0, max: 5, noNaN: true }).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(size, size, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (a, b, x) => {
        // With t = 1 / (1 + e^-s), t^a (1-t)^b ds is the density, and its logarithm is concave.
        const h = (s: number) => -a * Math.log1p(Math.exp(-s)) - b * Math.log1p(Math.exp(s));
        const end = Math.log(x / (1 - x));
        const mode = Math.log(a / b);
        const part = logIntegral(h, -700, Math.min(mode, end), end);
        const whole = logIntegral(h, -700, mode, 700);
        expectClose(logIncompleteBeta(a, b, x, 1 - x), part - whole, 1e-10);
      }),
      { numRuns: 300, seed: 3 }
    );
  });

  it.each([1e4, 1e8, 1e12])('is a half at the middle of %d symmetric events', (n) => {
    expectClose(logIncompleteBeta(n / 2, n / 2, 0.5, 0.5), -Math.LN2, 1e-12);
  });

  it.each([1e6, 1e12])('is that of a normal variable in the middle of %d events', (n) => {
    // With 1 - 4 t^2 for 4 x (1 - x), t from the middle on in standard deviations.
    const h = (z: number) => (n / 2 - 1) * Math.log1p((-z * z) / n);
    const part = logIntegral(h, -100, -2, -2);
    const x = 0.5 - 1 / Math.sqrt(n);
    expectClose(logIncompleteBeta(n / 2, n / 2, x, 1 - x), part - logIntegral(h, -100, 0, 100), 1e-9);
  });

  it('is that of a Poisson variable where 1e12 events are rare', () => {
    // P(at least 5 | 3) = 1 - e^-3 (1 + 3 + 9/2 + 27/6 + 81/24)
    const expected = Math.log1p(-Math.exp(-3) * (1 + 3 + 4.5 + 4.5 + 3.375));
    expectClose(logIncompleteBeta(5, 1e12 - 4, 3e-12, 1 - 3e-12), expected, 1e-10);
  });

  it('says how unlikely it is where the chance itself is less than the least number', () => {
    // P(no bad event among a million | half of them are)
    expectClose(logIncompleteBeta(1e6, 1, 0.5, 0.5), -1e6 * Math.LN2, 1e-13);
    expect(incompleteBeta(1e6, 1, 0.5, 0.5)).toBe(0);
  });

  it('knows its ends', () => {
    expect(logIncompleteBeta(0, 3, 0.2, 0.8)).toBe(0);
    expect(logIncompleteBeta(3, 0, 0.2, 0.8)).toBe(-Infinity);
    expect(logIncompleteBeta(2, 3, 0, 1)).toBe(-Infinity);
    expect(logIncompleteBeta(2, 3, 1, 0)).toBe(0);
    expect(logIncompleteBeta(NaN, 3, 0.2, 0.8)).toBeNaN();
  });

  it('is inverted, from both ends', () => {
    const size = fc.double({ min: -1, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);
    const level = fc.double({ min: -30, max: -0.1, noNaN: true }).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(size, size, level, (a, b, p) => {
        const low = betaQuantile(p, a, b);
        // A quantile below 1e-300 or within a rounding of 1 has no digits to go back from.
        fc.pre(low > 1e-300 && low < 0.999);
        expectClose(logIncompleteBeta(a, b, low, 1 - low), Math.log(p), 1e-9);
        const high = upperBetaQuantile(p, b, a);
        fc.pre(high < 0.999);
        expectClose(logIncompleteBeta(a, b, 1 - high, high), Math.log(p), 1e-9);
      }),
      { numRuns: 300, seed: 4 }
    );
  });

  it('is inverted exactly where there is a formula', () => {
    expectClose(betaQuantile(0.05, 1, 2995), -Math.expm1(Math.log(0.95) / 2995), 1e-14);
    expectClose(upperBetaQuantile(1e-20, 1, 100), -Math.expm1(Math.log(1e-20) / 100), 1e-14);
  });
});

describe('zero of the test', () => {
  // The oracle's own root finder, so that a wrong mode does not hide behind a wrong integral.
  it('is found', () => {
    expect(fallingZero((at) => 2 - at, 0, 10)).toBeCloseTo(2, 12);
  });
});
