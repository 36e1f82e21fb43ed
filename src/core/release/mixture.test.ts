import fc from 'fast-check';
import { anytimeBadLower, anytimeBadUpper, failPrior, logEvidence, PASS_PRIOR } from './mixture';
import { logUniformEvidence, SCALE_BITS } from './testing/exact';
import { fallingZero, logIntegral } from './testing/quadrature';

const SCALE = Number(1n << SCALE_BITS);
const ratio = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const count = fc.double({ min: 0, max: 5, noNaN: true }).map((exponent) => Math.round(10 ** exponent) - 1);

/** With v = (1-t)/(1-p) = e^s the integrand is c e^(s(y+c)) ((1 - q e^s)/p)^x, of which the logarithm is concave in s. */
function byQuadrature(x: number, y: number, p: number, q: number, c: number): number {
  const h = (s: number) => Math.log(c) + s * (y + c) + x * (Math.log1p(-q * Math.exp(s)) - Math.log(p));
  const slope = (s: number) => y + c - (x * q * Math.exp(s)) / (1 - q * Math.exp(s));
  return logIntegral(h, -1e5, fallingZero(slope, -1e5, 0), 0);
}

describe('evidence', () => {
  it('is the average of the likelihood ratios, by quadrature', () => {
    const prior = fc.constantFrom(0.5, 1, 5, 999);
    fc.assert(
      fc.property(count, count, ratio, prior, (x, y, p, c) => {
        const expected = byQuadrature(x, y, p, 1 - p, c);
        const actual = logEvidence(x, y, p, 1 - p, c);
        expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(expected)));
      }),
      { numRuns: 2000, seed: 5 }
    );
  });

  it('is the average by exact sums, where all alternatives weigh the same', () => {
    const few = fc.nat({ max: 40 });
    fc.assert(
      fc.property(few, few, fc.integer({ min: 1, max: SCALE - 1 }), (x, y, p) => {
        const expected = logUniformEvidence(x, y, BigInt(p));
        const actual = logEvidence(x, y, p / SCALE, 1 - p / SCALE, 1);
        expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-11 * Math.max(1, Math.abs(expected)));
      }),
      { numRuns: 1000, seed: 6 }
    );
  });

  it('neither grows nor shrinks on average at the very share that is tested', () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), fc.nat({ max: 500 }), ratio, (x, y, p) => {
        const at = (more: number, others: number) =>
          Math.exp(logEvidence(x + more, y + others, p, 1 - p, PASS_PRIOR) - now);
        const now = logEvidence(x, y, p, 1 - p, PASS_PRIOR);
        expect(p * at(1, 0) + (1 - p) * at(0, 1)).toBeCloseTo(1, 9);
      }),
      { numRuns: 500, seed: 7 }
    );
  });

  it('is nothing before the first event, and finite after 1e12', () => {
    expect(logEvidence(0, 0, 0.999, 0.001, PASS_PRIOR)).toBe(0);
    expect(logEvidence(1e12, 0, 0.999, 0.001, PASS_PRIOR)).toBeCloseTo(-1e12 * Math.log(0.999), -2);
    // Exactly at the objective the likelihood ratio is the density of the prior there, about 1/(2 sqrt(n)), times the width.
    expect(logEvidence(1e12 - 1e9, 1e9, 0.999, 0.001, PASS_PRIOR)).toBeCloseTo(
      Math.log(0.5 * Math.sqrt((Math.PI / 2) * (0.999 / 0.001)) * 1e-6),
      4
    );
    expect(logEvidence(1, 1e9, 0.999, 0.001, PASS_PRIOR)).toBeLessThan(0);
  });

  it('is enough exactly where a bound is at the share that is tested', () => {
    fc.assert(
      fc.property(count, count, ratio, (good, bad, q) => {
        fc.pre(good + bad > 0);
        const forPass = logEvidence(good, bad, 1 - q, q, PASS_PRIOR) + Math.log(0.05);
        const forFail = logEvidence(bad, good, q, 1 - q, failPrior(q)) + Math.log(0.05);
        fc.pre(Math.abs(forPass) > 1e-9 && Math.abs(forFail) > 1e-9);
        expect(anytimeBadUpper(good, bad, 0.05) < q).toBe(forPass > 0);
        expect(anytimeBadLower(good, bad, 0.05, failPrior(q)) > q).toBe(forFail > 0);
      }),
      { numRuns: 300, seed: 8 }
    );
  });
});
