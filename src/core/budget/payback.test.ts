import fc from 'fast-check';
import { exhaustionSeconds } from './budget';
import { exhaustionWithPaybackSeconds, type PastSpending } from './payback';

const DAY = 86_400;

function past(...spentRatios: number[]): PastSpending[] {
  return spentRatios.map((spentRatio) => ({ seconds: (30 * DAY) / spentRatios.length, spentRatio }));
}

describe('exhaustion with what leaves the window', () => {
  // Three stretches of 10 days each. At burn rate r a day spends r / 30.
  it.each<[string, number, number, PastSpending[], number]>([
    // 0.1 a day spent, 0.06 a day paid back: the 0.4 that are left end after 10 days.
    ['errors that leave first', 0.4, 3, past(0.6, 0, 0), 10 * DAY],
    // 10 days of 0.06 - 0.05 leave 0.4 of 0.5; then 0.06 a day.
    ['errors that leave until it is too late', 0.5, 1.8, past(0.5, 0, 0), (10 + 0.4 / 0.06) * DAY],
    ['errors that leave too late', 0.5, 3, past(0, 0, 0.5), 5 * DAY],
    // 0.03 a day, with nothing to pay back for twenty days.
    ['a burn rate below 1 while only good times leave', 0.3, 0.9, past(0, 0, 0.7), 10 * DAY],
    ['a burn rate below 1 that is paid back', 0.3, 0.9, past(0.7, 0, 0), Infinity],
    ['steady burn at rate 1', 0.2, 1, past(0.3, 0.3, 0.2), Infinity],
    ['a budget that is spent', 0, 0.5, past(1, 0, 0), 0],
    // Found at the latest when the whole window burns as now.
    ['numbers that do not add up', 1, 1.2, past(1, 1, 1), 30 * DAY],
  ])('%s', (_, remaining, rate, spent, expected) => {
    const seconds = exhaustionWithPaybackSeconds(remaining, rate, 30 * DAY, spent);
    expect(seconds / DAY).toBeCloseTo(expected / DAY, 9);
  });

  const rate = fc.double({ min: 1.001, max: 1000, noNaN: true });

  it('is the simple form where nothing bad leaves', () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 1, max: 100 }), (burnRate, stretches) => {
        const seconds = exhaustionWithPaybackSeconds(1, burnRate, 30 * DAY, past(...Array<number>(stretches).fill(0)));
        expect(seconds).toBeCloseTo(exhaustionSeconds(1, burnRate, 30 * DAY), 3);
      })
    );
  });

  it('is never before the simple form, and with a steady burn above 1 never after a whole window', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(rate, shares, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (burnRate, weights, spent) => {
        const sum = weights.reduce((all, weight) => all + weight, 0);
        fc.pre(sum > 0.001);
        const stretches = past(...weights.map((weight) => (weight * spent) / sum));
        const seconds = exhaustionWithPaybackSeconds(1 - spent, burnRate, 30 * DAY, stretches);
        expect(seconds).toBeGreaterThanOrEqual(((1 - spent) * 30 * DAY) / burnRate - 1e-3);
        expect(seconds).toBeLessThanOrEqual(30 * DAY);
      })
    );
  });
});
