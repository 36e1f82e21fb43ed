import { tallyBursts } from './bursts';
import { type ShareCriterion } from './criteria/shareOfGood';
import { secondsFor, timesUntil } from './outlook';
import { planShare } from './plan';
import { logForPass, sampleOf } from './sample';
import { randomNumbers } from './testing/random';
import { badEvents, countsAt, type Soak } from './testing/simulation';

const CRITERION: ShareCriterion = { objectiveRatio: 0.999, alpha: 0.05, beta: 0.05, looks: 'anytime', designEffect: 1 };
const EXPECTED = { eventsPerSecond: 50, budgetShareRatio: 0.25, blockSeconds: 30 };

describe('a plan', () => {
  it('takes as many events as the test itself', () => {
    const plan = planShare(CRITERION, EXPECTED);
    expect(plan.cleanEvents).toBeCloseTo(3786.35, 1);
    expect(plan.expectedEvents).toBeCloseTo(9729.216, 2);
    expect(plan.expectedSeconds).toBeCloseTo(9729.216 / 50, 2);
  });

  it('takes a registered design effect times as many', () => {
    const plan = planShare({ ...CRITERION, designEffect: 1.4 }, EXPECTED);
    expect(plan.expectedEvents).toBeCloseTo(1.4 * 9729.216, 2);
  });

  it('takes 38 hours of a hundred requests where each is good, and ten times as many if nothing is registered', () => {
    const slow = { ...EXPECTED, eventsPerSecond: 100 / 3600, budgetShareRatio: 0 };
    expect(planShare(CRITERION, slow).expectedSeconds! / 3600).toBeCloseTo(37.9, 1);
    expect(planShare({ ...CRITERION, designEffect: null }, slow).expectedSeconds! / 3600).toBeCloseTo(379, 0);
  });

  it('never ends at the budget or beyond, nor without traffic', () => {
    expect(planShare(CRITERION, { ...EXPECTED, budgetShareRatio: 1 }).expectedEvents).toBeNull();
    expect(planShare(CRITERION, { ...EXPECTED, budgetShareRatio: 1.2 }).expectedSeconds).toBeNull();
    expect(planShare(CRITERION, { ...EXPECTED, eventsPerSecond: 0 }).expectedSeconds).toBe(Infinity);
  });

  it.each([10, 30, 60, 600])(
    'expects of blocks of %d seconds what simulated ones have, where nothing is registered',
    (blockSeconds) => {
      const plan = planShare({ ...CRITERION, designEffect: null }, { ...EXPECTED, blockSeconds });
      const soak: Soak = {
        ...CRITERION,
        ...EXPECTED,
        designEffect: null,
        blockSeconds,
        soakSeconds: plan.expectedSeconds! * 40,
        lookSeconds: 60,
        burst: 1,
        burstSeconds: 0,
      };
      // Long enough for the shares to settle, and then taken for a fortieth of it.
      const long = countsAt(soak, badEvents(soak, randomNumbers(5)), soak.soakSeconds);
      const causes = tallyBursts(long.blocks!);
      const bad = (long.total - long.good) / 40;
      const scale = (plan.expectedEvents! * 0.00025) / bad / 40;
      const sample = {
        ...sampleOf(long, 'bad', { looks: 'anytime', designEffect: null }),
        good: plan.expectedEvents! * 0.99975,
        bad: plan.expectedEvents! * 0.00025,
        causes: { full: causes.full * scale, parts: causes.parts.map((part) => part * scale) },
      };
      expect(logForPass(sample, 0.001)).toBeGreaterThan(2.8);
      expect(logForPass(sample, 0.001)).toBeLessThan(3.2);
    }
  );
});

describe('an outlook', () => {
  it('is where nothing is missing any more', () => {
    expect(timesUntil((times) => times - 5.25)).toBeCloseTo(5.25, 12);
    expect(timesUntil(() => 1)).toBe(1);
    expect(timesUntil(() => -1)).toBeNull();
    expect(timesUntil(() => NaN)).toBeNull();
  });

  it('is never without traffic', () => {
    expect([secondsFor(100, 50), secondsFor(100, 0), secondsFor(0, 0), secondsFor(null, 50)]).toEqual([
      2,
      Infinity,
      0,
      null,
    ]);
  });
});
