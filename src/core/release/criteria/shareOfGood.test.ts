import fc from 'fast-check';
import { badUpper } from '../clopperPearson';
import { type Block, type Counts } from '../counts';
import { judgeSuccessRatio, type ShareCriterion } from './shareOfGood';

const CRITERION: ShareCriterion = {
  objectiveRatio: 0.999,
  alpha: 0.05,
  beta: 0.05,
  looks: 'anytime',
  designEffect: 1,
};
const UNREGISTERED: ShareCriterion = { ...CRITERION, designEffect: null };

function counts(bad: number, total: number, more: Partial<Counts> = {}): Counts {
  return { good: total - bad, total, unobserved: 0, coverageRatio: 1, ...more };
}

/** Blocks of 1500 events, with so many bad ones each. */
function inBlocks(...bad: number[]): Counts {
  const blocks = bad.map((each): Block => [1500, each]);
  return counts(
    bad.reduce((sum, each) => sum + each, 0),
    1500 * bad.length,
    { blocks }
  );
}

const ratio = fc.double({ min: 0.5, max: 0.9999, noNaN: true });
const many = fc.double({ min: 0, max: 6, noNaN: true }).map((exponent) => Math.floor(10 ** exponent));
const sample = fc.record({ total: many, share: fc.double({ min: 0, max: 1, noNaN: true }), objectiveRatio: ratio });
const designEffect = fc.constantFrom(1, 2.5, null);

describe('a success ratio, whatever was counted', () => {
  it('never passes what fails, and has bounds that say the same', () => {
    fc.assert(
      fc.property(sample, designEffect, ({ total, share, objectiveRatio }, phi) => {
        const bad = Math.round(total * share ** 4);
        const criterion = { ...CRITERION, objectiveRatio, designEffect: phi };
        const decision = judgeSuccessRatio(criterion, counts(bad, total));
        const enough = -Math.log(0.05);
        fc.pre(Math.abs(decision.logForPass! - enough) > 1e-9 && Math.abs(decision.logForFail! - enough) > 1e-9);
        expect(decision.logForPass! >= enough && decision.logForFail! >= enough).toBe(false);
        expect(decision.verdict === 'PASS').toBe(decision.lower >= objectiveRatio);
        expect(decision.verdict === 'FAIL').toBe(decision.upper < objectiveRatio);
        expect(decision.lower).toBeLessThanOrEqual(1 - bad / total + 1e-12);
        expect(decision.upper).toBeGreaterThanOrEqual(1 - bad / total - 1e-12);
      }),
      { numRuns: 500, seed: 21 }
    );
  });

  it('has less for a PASS with one more bad event, and more with one more good one', () => {
    fc.assert(
      fc.property(sample, designEffect, ({ total, share, objectiveRatio }, phi) => {
        const bad = Math.round((total - 1) * share ** 4);
        const criterion = { ...CRITERION, objectiveRatio, designEffect: phi };
        const of = (more: number, better: number) =>
          judgeSuccessRatio(criterion, counts(bad + more, total + more + better)).logForPass!;
        expect(of(1, 0)).toBeLessThan(of(0, 0));
        expect(of(0, 1)).toBeGreaterThan(of(0, 0));
      }),
      { numRuns: 200, seed: 22 }
    );
  });

  it('is less certain than an exact test at one look, and less certain without a registered design effect', () => {
    fc.assert(
      fc.property(sample, ({ total, share, objectiveRatio }) => {
        const bad = Math.round(total * share ** 4);
        const { lower } = judgeSuccessRatio({ ...CRITERION, objectiveRatio }, counts(bad, total));
        expect(lower).toBeLessThanOrEqual(1 - badUpper(total - bad, bad, 0.05) + 1e-15);
        const unregistered = judgeSuccessRatio({ ...UNREGISTERED, objectiveRatio }, counts(bad, total));
        expect(unregistered.lower).toBeLessThanOrEqual(lower + 1e-15);
      }),
      { numRuns: 200, seed: 23 }
    );
  });

  it('is not decided by half of what did not decide it', () => {
    fc.assert(
      fc.property(sample, designEffect, ({ total, share, objectiveRatio }, phi) => {
        const bad = Math.round(total * share ** 4);
        const criterion = { ...CRITERION, objectiveRatio, designEffect: phi };
        fc.pre(judgeSuccessRatio(criterion, counts(2 * bad, 2 * total)).verdict === 'INCONCLUSIVE');
        expect(judgeSuccessRatio(criterion, counts(bad, total)).verdict).not.toBe('PASS');
      }),
      { numRuns: 200, seed: 24 }
    );
  });

  const good = counts(0, 1_000_000);
  it.each<[string, Counts, string]>([
    ['nothing', counts(0, 0), 'NO_DATA'],
    ['a number that is none', { ...good, good: NaN }, 'DATA_QUALITY'],
    ['a total that is none', { ...good, total: NaN }, 'DATA_QUALITY'],
    ['an endless total', { ...good, good: Infinity, total: Infinity }, 'DATA_QUALITY'],
    ['a missing number', JSON.parse('{"total":1000000,"unobserved":0,"coverageRatio":1}'), 'DATA_QUALITY'],
    ['a number as text', JSON.parse('{"good":"5","total":5,"unobserved":0,"coverageRatio":1}'), 'DATA_QUALITY'],
    ['more good events than events', { ...good, good: 1_000_001 }, 'DATA_QUALITY'],
    ['less than no events', { ...good, good: -5, total: -5 }, 'DATA_QUALITY'],
    ['parts of events', { ...good, good: 999_999.5 }, 'DATA_QUALITY'],
    ['parts of lost events', { ...good, unobserved: 0.5 }, 'DATA_QUALITY'],
    ['a coverage that is too low', { ...good, coverageRatio: 0.94 }, 'DATA_QUALITY'],
    ['a coverage that is no number', { ...good, coverageRatio: NaN }, 'DATA_QUALITY'],
    ['blocks that do not add up', { ...good, blocks: [[999_999, 0]] }, 'DATA_QUALITY'],
    [
      'blocks with more bad events than events',
      {
        ...good,
        blocks: [
          [1_000_001, 0],
          [-1, 0],
        ],
      },
      'DATA_QUALITY',
    ],
  ])('concludes nothing from %s', (_, evidence, reason) => {
    for (const criterion of [CRITERION, UNREGISTERED, { ...CRITERION, looks: 'fixed' as const }]) {
      expect(judgeSuccessRatio(criterion, evidence)).toMatchObject({ verdict: 'INCONCLUSIVE', reason, pFail: 1 });
    }
  });

  it.each<[string, Partial<ShareCriterion>]>([
    ['an objective of all events', { objectiveRatio: 1 }],
    ['no objective', { objectiveRatio: NaN }],
    ['a level of none', { alpha: 0 }],
    ['a level that is no number', { alpha: NaN }],
    ['a level of one', { beta: 1 }],
    ['a design effect that is no number', { designEffect: NaN }],
    ['a design effect of nothing', { designEffect: 0 }],
  ])('concludes nothing at %s', (_, change) => {
    const decision = judgeSuccessRatio({ ...CRITERION, ...change }, good);
    expect(decision).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'DATA_QUALITY' });
  });
});

describe('a design effect', () => {
  it('is at least 1, however small one is registered', () => {
    const [small, one] = [0.2, 1].map((phi) => judgeSuccessRatio({ ...CRITERION, designEffect: phi }, counts(1, 3000)));
    expect(small).toEqual(one);
  });

  it('that is not registered lets clean events count a tenth, at any look and at one', () => {
    const unregistered = {
      alpha: 0.05,
      at: (total: number) => judgeSuccessRatio(UNREGISTERED, counts(0, total)).verdict,
    };
    expect([unregistered.at(37_800), unregistered.at(37_950)]).toEqual(['INCONCLUSIVE', 'PASS']);
    const fixed = (total: number) => judgeSuccessRatio({ ...UNREGISTERED, looks: 'fixed' }, counts(0, total)).verdict;
    expect([fixed(29_940), fixed(29_950)]).toEqual(['INCONCLUSIVE', 'PASS']);
  });

  it('that is not registered is less of a loss where blocks show that errors came alone', () => {
    const apart = inBlocks(...Array.from({ length: 40 }, (_, index) => (index % 4 === 0 ? 1 : 0)));
    const together = inBlocks(...Array.from({ length: 40 }, (_, index) => (index === 20 ? 10 : 0)));
    const unknown = counts(10, 60_000);
    const [alone, burst, without] = [apart, together, unknown].map((each) => judgeSuccessRatio(UNREGISTERED, each));
    expect(alone!.logForPass!).toBeGreaterThan(burst!.logForPass! + 0.5);
    expect(without!.logForPass).toBeCloseTo(burst!.logForPass!, 9);
  });

  it('that is not registered withholds a PASS where bursts are seen that are larger than was assumed', () => {
    const evidence = inBlocks(...Array.from({ length: 200 }, (_, index) => (index === 100 ? 30 : 0)));
    const decision = judgeSuccessRatio(UNREGISTERED, evidence);
    expect(decision.logForPass!).toBeGreaterThan(3);
    expect(decision).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'MODEL_UNVALIDATED', moreEvents: null });
    expect(judgeSuccessRatio({ ...UNREGISTERED, designEffect: 10 }, evidence).verdict).toBe('PASS');
  });

  it('that is not registered hides no outage', () => {
    const minutes = Array.from({ length: 20 }, (_, index) => (index > 14 ? 1500 : 0));
    expect(judgeSuccessRatio(UNREGISTERED, inBlocks(...minutes)).verdict).toBe('FAIL');
  });
});

describe('events that may have been lost', () => {
  it('are bad for a PASS and good for a FAIL', () => {
    for (const criterion of [CRITERION, UNREGISTERED]) {
      const total = 200_000;
      expect(judgeSuccessRatio(criterion, counts(20, total)).verdict).toBe('PASS');
      const lossy = judgeSuccessRatio(criterion, counts(20, total, { unobserved: 200 }));
      expect(lossy).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'INSUFFICIENT_SAMPLE' });
    }
    expect(judgeSuccessRatio(CRITERION, counts(20, 4000)).verdict).toBe('FAIL');
    expect(judgeSuccessRatio(CRITERION, counts(20, 4000, { unobserved: 20_000 })).verdict).toBe('INCONCLUSIVE');
  });
});

describe('what it takes to pass', () => {
  it('is what then passes, at the same shares', () => {
    const seen = counts(10, 20_000);
    const { expected } = judgeSuccessRatio(CRITERION, seen).moreEvents!;
    // At half a bad event more than the ten that were seen.
    const later = (factor: number) => {
      const total = Math.round((20_000 + expected!) * factor);
      return judgeSuccessRatio(CRITERION, counts(Math.round((total * 10.5) / 20_000), total)).verdict;
    };
    expect([later(0.9), later(1.1)]).toEqual(['INCONCLUSIVE', 'PASS']);
  });

  it.each([1, 1.4, null])('is at least so many good events, with a design effect of %p', (phi) => {
    const criterion = { ...CRITERION, designEffect: phi };
    const { least } = judgeSuccessRatio(criterion, counts(1, 5000)).moreEvents!;
    const later = (more: number) => judgeSuccessRatio(criterion, counts(1, 5000 + more)).verdict;
    expect([later(Math.floor(least!) - 2), later(Math.ceil(least!) + 2)]).toEqual(['INCONCLUSIVE', 'PASS']);
  });

  it('is known from the first event on, and is never where the budget is being spent', () => {
    expect(judgeSuccessRatio(CRITERION, counts(0, 20)).moreEvents).toEqual({
      expected: null,
      least: expect.closeTo(3786.35 - 20, 1),
    });
    expect(judgeSuccessRatio(CRITERION, counts(2, 2000)).moreEvents!.expected).toBeNull();
  });
});
