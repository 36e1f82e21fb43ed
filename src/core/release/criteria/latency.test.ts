import { countsWithin, judgeLatency } from './latency';
import { type ShareCriterion } from './shareOfGood';

const CRITERION: ShareCriterion = { objectiveRatio: 0.93, alpha: 0.05, beta: 0.05, looks: 'anytime', designEffect: 1 };
const BUCKETS = [
  { upperBound: 0.5, cumulative: 9930 },
  { upperBound: 0.1, cumulative: 8000 },
  { upperBound: 0.25, cumulative: 9400 },
];
const counts = (good: number, total = 10_000) => ({ good, total, unobserved: 0, coverageRatio: 1 });

function judge(objectiveRatio: number, least: number, most: number) {
  return judgeLatency({ ...CRITERION, objectiveRatio }, { least: counts(least), most: counts(most) });
}

describe('latency', () => {
  it('reads the bounds around a threshold, and none between them', () => {
    expect(countsWithin(BUCKETS, 10_000, 0.25)).toEqual({ least: 9400, most: 9400 });
    expect(countsWithin(BUCKETS, 10_000, 0.3)).toEqual({ least: 9400, most: 9930 });
    expect(countsWithin(BUCKETS, 10_000, 0.05)).toEqual({ least: 0, most: 8000 });
    expect(countsWithin(BUCKETS, 10_000, 3)).toEqual({ least: 9930, most: 10_000 });
  });

  it('does not read buckets that fall, exceed the total or are no counts', () => {
    expect(countsWithin(BUCKETS, 9900, 0.25)).toBeNull();
    expect(countsWithin([...BUCKETS, { upperBound: 1, cumulative: 9000 }], 10_000, 0.25)).toBeNull();
    expect(countsWithin([{ upperBound: 1, cumulative: 0.5 }], 10_000, 0.25)).toBeNull();
    expect(countsWithin([{ upperBound: NaN, cumulative: 5 }], 10_000, 0.25)).toBeNull();
  });

  it('passes by what is within for certain, and fails by what may be', () => {
    expect(judge(0.93, 9400, 9930).verdict).toBe('PASS');
    expect(judge(0.96, 9400, 9930)).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'INSUFFICIENT_SAMPLE' });
    expect(judge(0.996, 9400, 9930).verdict).toBe('FAIL');
    expect(judge(0.96, 9400, 9400).verdict).toBe('FAIL');
  });

  it('concludes nothing from two totals', () => {
    const within = { least: counts(9400), most: counts(9930, 10_001) };
    expect(judgeLatency(CRITERION, within)).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'DATA_QUALITY' });
  });
});
