import { BLOCK_SECONDS } from './counts';
import { logForFail, sampleOf } from './sample';
import { randomNumbers } from './testing/random';
import {
  badEvents,
  countsAt,
  criterionOf,
  passingAtSomeLook,
  passesLookByLook,
  type Soak,
  upper99,
} from './testing/simulation';

const RUNS = 20_000;
const POWER_RUNS = 1000;

/** A release that spends exactly its budget, and so must not pass. */
const AT_BUDGET: Soak = {
  objectiveRatio: 0.999,
  alpha: 0.05,
  designEffect: 1,
  eventsPerSecond: 50,
  soakSeconds: 7200,
  lookSeconds: 60,
  blockSeconds: BLOCK_SECONDS,
  budgetShareRatio: 1,
  burst: 1,
  burstSeconds: 0,
};
const IN_BURSTS = { burst: 5, burstSeconds: 5 };
/** A release that spends a quarter of its budget. */
const GOOD = { ...AT_BUDGET, designEffect: null, budgetShareRatio: 0.25, soakSeconds: 1800 };

function passes(soak: Soak, runs: number): number {
  const random = randomNumbers(20_240_501);
  const doesPass = passingAtSomeLook(soak);
  let passed = 0;
  for (let run = 0; run < runs; run++) {
    passed += doesPass(badEvents(soak, random)) ? 1 : 0;
  }
  return passed;
}

// Seconds each where nothing else runs, which is not always so.
jest.setTimeout(180_000);

describe('a release that spends exactly its budget, watched for two hours', () => {
  it.each<[string, Partial<Soak>]>([
    ['independent errors, a registered design effect of 1, a look every minute', {}],
    ['the same with a look every 10 seconds', { lookSeconds: 10 }],
    ['errors in bursts of five, nothing registered, a look every minute', { ...IN_BURSTS, designEffect: null }],
    ['the same with a look every 10 seconds', { ...IN_BURSTS, designEffect: null, lookSeconds: 10 }],
  ])('passes less often than alpha: %s', (_, change) => {
    const soak = { ...AT_BUDGET, ...change };
    expect(upper99(passes(soak, RUNS), RUNS)).toBeLessThan(soak.alpha);
  });

  // Were it not for this, the above would hold for a test that never passes, or errors that never come in bursts.
  it('passes more often than alpha where a design effect is registered that is too small', () => {
    expect(passes({ ...AT_BUDGET, ...IN_BURSTS }, 500) / 500).toBeGreaterThan(0.3);
  });

  it('passes at the same runs whether some looks are left out or none', () => {
    for (const change of [{ budgetShareRatio: 0.8 }, { ...IN_BURSTS, designEffect: null, budgetShareRatio: 0.4 }]) {
      const short = { ...AT_BUDGET, ...change, soakSeconds: 2400 };
      const random = randomNumbers(3);
      const runs = Array.from({ length: 12 }, () => badEvents(short, random));
      const passed = runs.map((places) => passesLookByLook(short, places));
      expect(runs.map(passingAtSomeLook(short))).toEqual(passed);
      expect(new Set(passed).size).toBe(2);
    }
  });
});

describe('a release that spends a quarter of its budget, with nothing registered', () => {
  it.each<[string, Partial<Soak>]>([
    ['blocks of 30 seconds', {}],
    ['blocks of a minute', { blockSeconds: 60 }],
    ['blocks of 30 seconds and errors in bursts of five', IN_BURSTS],
  ])('passes within half an hour in at least 80 % of runs: %s', (_, change) => {
    expect(passes({ ...GOOD, ...change }, POWER_RUNS) / POWER_RUNS).toBeGreaterThan(0.8);
  });
});

describe('a release that spends exactly its budget', () => {
  it.each<[string, Partial<Soak>]>([
    ['independent errors, a registered design effect of 1', {}],
    ['errors in bursts of five, nothing registered', { ...IN_BURSTS, designEffect: null }],
  ])('fails less often than beta: %s', (_, change) => {
    const soak = { ...AT_BUDGET, ...change };
    const random = randomNumbers(77);
    const runs = 1000;
    let failed = 0;
    for (let run = 0; run < runs; run++) {
      failed += failsAtSomeLook(soak, badEvents(soak, random)) ? 1 : 0;
    }
    expect(upper99(failed, runs)).toBeLessThan(soak.alpha);
  });

  it('fails at four times its budget, in bursts or not', () => {
    const random = randomNumbers(78);
    for (const change of [{}, { ...IN_BURSTS, designEffect: null }]) {
      const soak = { ...AT_BUDGET, ...change, budgetShareRatio: 4 };
      expect(failsAtSomeLook(soak, badEvents(soak, random))).toBe(true);
    }
  });
});

function failsAtSomeLook(soak: Soak, places: readonly number[]): boolean {
  const criterion = criterionOf(soak);
  for (let seconds = soak.lookSeconds; seconds <= soak.soakSeconds; seconds += soak.lookSeconds) {
    const sample = sampleOf(countsAt(soak, places, seconds), 'good', criterion);
    if (logForFail(sample, 1 - soak.objectiveRatio) >= -Math.log(criterion.beta)) {
      return true;
    }
  }
  return false;
}
