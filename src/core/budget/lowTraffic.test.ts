import { workbookPairs } from './alertPairs';
import { lowTraffic } from './lowTraffic';

const DAY = 86_400;
const pairs = workbookPairs(30 * DAY);
const at = (perHour: number, objectiveRatio: number) =>
  lowTraffic(pairs, { totalEvents: perHour * 720, windowSeconds: 30 * DAY, objectiveRatio });

describe('low traffic', () => {
  it('is the workbook’s 10 requests an hour at 99.9 %: one failure is 13.9 % of the budget of 30 days', () => {
    const found = at(10, 0.999)!;
    expect(found.pair).toEqual(pairs[0]);
    expect(found.expectedEvents).toBeCloseTo(10, 10);
    expect(found.failureBudgetRatio).toBeCloseTo(0.1389, 4);
  });

  // One of n events burns at 1000 / n, so 14.4 is exceeded below 69.4 of them.
  it('ends where a page takes two failures, unless a longer pair still takes one', () => {
    expect(at(69, 0.999)?.pair).toBe(pairs[0]);
    // 70 an hour are 420 in 6 h, where 6 is exceeded below 166.7; 5040 in three days, where 1 is below 1000.
    expect(at(70, 0.999)).toBeNull();
  });

  it('leaves out pairs that nothing can fire', () => {
    expect(at(0.1, 0.9)?.pair.factor).toBe(6);
    expect(at(0.001, 0.5)?.pair.factor).toBe(1);
    expect(at(0.001, 0)).toBeNull();
  });

  it('multiplies what a failure burns by the weight of a member', () => {
    // 70 an hour burn at 14.3, which doubled exceeds 14.4; of 5,040 in 3 d one burns at 0.2.
    const twice = lowTraffic(pairs, {
      totalEvents: 70 * 720,
      windowSeconds: 30 * DAY,
      objectiveRatio: 0.999,
      weight: 2,
    });
    expect(twice?.pair).toBe(pairs[0]);
    expect(twice?.failureBudgetRatio).toBeCloseTo(2 / 50.4, 10);
  });
});
