import { type Counts } from '../counts';
import { canaryLevelShare, type DifferenceCriterion, judgeDifference } from './difference';
import { judgeHybrid } from './hybrid';
import { type CountPair } from './pair';
import { judgeRatio, type RatioCriterion } from './ratio';

const DIFFERENCE: DifferenceCriterion = {
  margin: 0.00025,
  errorBudgetRatio: 0.001,
  canaryLevelShare: 0.8,
  alpha: 0.05,
  beta: 0.05,
  designEffect: 1.4,
  looks: 'anytime',
};
const RATIO: RatioCriterion = { ratioMargin: 2, alpha: 0.05, beta: 0.05, designEffect: 1.4, looks: 'anytime' };
const HYBRID = { ...DIFFERENCE, ...RATIO, looks: 'anytime' as const };

const counts = (bad: number, total: number, more: Partial<Counts> = {}): Counts => ({
  good: total - bad,
  total,
  unobserved: 0,
  coverageRatio: 1,
  ...more,
});
const pair = (canary: [number, number], baseline: [number, number]): CountPair => ({
  canary: counts(...canary),
  baseline: counts(...baseline),
});
const ONE_HOUR = pair([18, 52_000], [160, 468_000]);
const THREE_HOURS = pair([53, 156_000], [482, 1_404_000]);

describe('a canary against its baseline', () => {
  it('is not decided after an hour, and passes after three, as worked out by hand', () => {
    const early = judgeHybrid(HYBRID, [ONE_HOUR], ONE_HOUR);
    expect(early).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'INSUFFICIENT_SAMPLE' });
    expect(early.ratio.logForPass).toBeCloseTo(1.7972645, 7);
    expect(early.difference.upper).toBeCloseTo(0.000535152, 9);
    expect(early.timesEvents).toBeCloseTo(1.7, 1);
    const late = judgeHybrid(HYBRID, [THREE_HOURS], THREE_HOURS);
    expect(late).toMatchObject({ verdict: 'PASS', reason: null, timesEvents: null });
    expect(late.ratio.logForPass).toBeCloseTo(8.23443856, 7);
  });

  it('fails where both margins are exceeded, and not where one is', () => {
    const worse = pair([400, 52_000], [160, 468_000]);
    expect(judgeHybrid(HYBRID, [worse], worse)).toMatchObject({ verdict: 'FAIL', reason: null });
    const twice = judgeHybrid({ ...HYBRID, margin: 0.02 }, [worse], worse);
    expect(twice.ratio.verdict).toBe('FAIL');
    expect(twice.verdict).toBe('PASS');
    const unknown = judgeHybrid({ ...HYBRID, margin: 0.0074 }, [worse], worse);
    expect(unknown).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'INSUFFICIENT_SAMPLE' });
  });

  it('passes by difference where nobody errs, which no ratio can', () => {
    const clean = pair([0, 52_000], [0, 468_000]);
    expect(judgeRatio(RATIO, [clean]).verdict).toBe('INCONCLUSIVE');
    expect(judgeHybrid(HYBRID, [clean], clean).difference.verdict).toBe('PASS');
    expect(judgeHybrid(HYBRID, [clean], clean).verdict).toBe('PASS');
  });

  it('adds the evidence of the stages of a ratio, and says nothing where one side had no traffic', () => {
    const first = pair([6, 20_000], [180, 500_000]);
    const parts = [first, ONE_HOUR].map((stage) => judgeRatio(RATIO, [stage]));
    const both = judgeRatio(RATIO, [first, ONE_HOUR, pair([0, 0], [30, 9000])]);
    expect(both.logForPass).toBeCloseTo(parts[0]!.logForPass! + parts[1]!.logForPass!, 9);
    expect(judgeRatio(RATIO, [pair([0, 0], [30, 9000])])).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'NO_DATA' });
    expect(judgeRatio({ ...RATIO, looks: 'fixed' }, [first, ONE_HOUR]).reason).toBe('DATA_QUALITY');
  });

  it('is compared with a tenth of the counts where no design effect is registered', () => {
    const unregistered = judgeRatio({ ...RATIO, designEffect: null }, [THREE_HOURS]);
    expect(unregistered.logForPass).toBeCloseTo(
      judgeRatio({ ...RATIO, designEffect: 10 }, [THREE_HOURS]).logForPass!,
      12
    );
    expect(unregistered.verdict).toBe('INCONCLUSIVE');
    expect(judgeDifference({ ...DIFFERENCE, designEffect: null, margin: 0.001 }, THREE_HOURS).verdict).toBe('PASS');
  });

  it('takes what was lost for the worse of both', () => {
    const lossy = { ...THREE_HOURS, canary: counts(53, 156_000, { unobserved: 100 }) };
    const judged = [THREE_HOURS, lossy].map((each) => [
      judgeRatio(RATIO, [each]).verdict,
      judgeDifference({ ...DIFFERENCE, margin: 0.0004 }, each).verdict,
    ]);
    expect(judged).toEqual([
      ['PASS', 'PASS'],
      ['INCONCLUSIVE', 'INCONCLUSIVE'],
    ]);
  });

  it('has a level at which the bounds are just as far apart as the margin', () => {
    const worse = pair([100, 52_000], [160, 468_000]);
    const { verdict, pFail } = judgeDifference(DIFFERENCE, worse);
    expect(verdict).toBe('FAIL');
    expect(judgeDifference({ ...DIFFERENCE, beta: pFail! * 1.001 }, worse).verdict).toBe('FAIL');
    expect(judgeDifference({ ...DIFFERENCE, beta: pFail! * 0.999 }, worse).verdict).toBe('INCONCLUSIVE');
  });

  it.each<[string, CountPair]>([
    ['a canary without traffic', pair([0, 0], [5, 100_000])],
    ['a baseline without traffic', pair([0, 100_000], [0, 0])],
    ['counts that are none', { canary: { ...counts(0, 100_000), good: NaN }, baseline: counts(5, 100_000) }],
  ])('concludes nothing from %s', (_, evidence) => {
    const score = judgeDifference({ ...DIFFERENCE, looks: 'score' }, evidence);
    const decisions = [score, judgeHybrid(HYBRID, [evidence], evidence)];
    expect(decisions.map(({ verdict }) => verdict)).toEqual(['INCONCLUSIVE', 'INCONCLUSIVE']);
  });

  it('concludes nothing by score where no variance is possible', () => {
    const all = pair([100, 100], [0, 100]);
    const decision = judgeDifference({ ...DIFFERENCE, margin: 0.9999999999999999, looks: 'score' }, all);
    expect(decision.verdict).not.toBe('PASS');
  });

  it.each<Partial<DifferenceCriterion & RatioCriterion>>([
    { margin: 0 },
    { margin: NaN },
    { ratioMargin: 0 },
    { ratioMargin: NaN },
    { alpha: NaN },
    { canaryLevelShare: 1 },
    { errorBudgetRatio: 0 },
  ])('concludes nothing at %p', (change) => {
    const decision = judgeHybrid({ ...HYBRID, ...change }, [THREE_HOURS], THREE_HOURS);
    const concerned = 'ratioMargin' in change ? decision.ratio : decision.difference;
    expect(concerned).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'DATA_QUALITY' });
  });

  it('gives most of the level to the canary where the baseline has far more traffic', () => {
    expect([canaryLevelShare(9), canaryLevelShare(5), canaryLevelShare(2)]).toEqual([0.8, 0.8, 0.5]);
  });
});
