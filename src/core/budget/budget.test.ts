import fc from 'fast-check';
import {
  budgetRemainingRatio,
  burnRate,
  errorBudgetRatio,
  exhaustionSeconds,
  isShare,
  periodExhaustionSeconds,
} from './budget';

const DAY = 86_400;

describe('error budget arithmetic', () => {
  // The Site Reliability Workbook, table 5-4: burn rate, error rate and time to exhaustion of a 99.9 % SLO over 30 days.
  it.each([
    [1, 0.001, Infinity],
    [2, 0.002, 15 * DAY],
    [10, 0.01, 3 * DAY],
    [1000, 1, 43.2 * 60],
  ])('burn rate %d is an error ratio of %d', (rate, errorRatio, exhaustion) => {
    expect(burnRate(errorRatio, 0.999)).toBeCloseTo(rate, 9);
    const seconds = exhaustionSeconds(1, burnRate(errorRatio, 0.999), 30 * DAY);
    if (Number.isFinite(exhaustion)) {
      expect(seconds).toBeCloseTo(exhaustion, 3);
    } else {
      // A rolling window pays back what it spends at burn rate 1; float noise of 1 - 0.999 must not end it.
      expect(seconds).toBeGreaterThan(29 * DAY);
    }
  });

  it('leaves an overspent budget negative', () => {
    expect(budgetRemainingRatio(0.02, 0.99)).toBeCloseTo(-1, 12);
    expect(budgetRemainingRatio(0, 0.99)).toBe(1);
    expect(errorBudgetRatio(0.95)).toBeCloseTo(0.05, 12);
  });

  it.each([
    [0, true],
    [1, true],
    [-4.69e-12, true],
    [1 + 2 ** -52, true],
    [-0.0001, false],
    [1.0001, false],
    [NaN, false],
  ])('%d is a share of events: %s', (ratio, expected) => {
    expect(isShare(ratio)).toBe(expected);
  });

  it('is gone at once when it is spent, and never while the window pays back', () => {
    expect(exhaustionSeconds(0, 0, DAY)).toBe(0);
    expect(exhaustionSeconds(-0.2, 5, DAY)).toBe(0);
    expect(exhaustionSeconds(0.01, 1, DAY)).toBe(Infinity);
    expect(exhaustionSeconds(0.5, 2, 4 * DAY)).toBe(DAY);
  });
});

describe('the budget of a running calendar period', () => {
  const period = { elapsedSeconds: 10 * DAY, leftSeconds: 20 * DAY };

  it('is gone when what is spent has caught up with what is allowed', () => {
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, fc.double({ min: 1.5, max: 100, noNaN: true }), (remaining, rate) => {
        const seconds = periodExhaustionSeconds(remaining, rate, { ...period, leftSeconds: Infinity });
        // In seconds of allowed badness, of which a second brings one.
        const allowed = 10 * DAY + seconds;
        const spent = (1 - remaining) * 10 * DAY + rate * seconds;
        expect(spent / allowed).toBeCloseTo(1, 9);
      })
    );
  });

  it.each([
    [0.5, 2, 5 * DAY],
    [1, 1.5, Infinity],
    [1, 1.51, (10 * DAY) / 0.51],
    [0.01, 1, Infinity],
    [0, 0, 0],
    [-0.2, 0.5, 0],
  ])('of which %d is left at burn rate %d is gone in %d s', (remaining, rate, seconds) => {
    const found = periodExhaustionSeconds(remaining, rate, period);
    expect(found).toBeCloseTo(seconds, 3);
  });
});
