import fc from 'fast-check';
import { attemptAlpha } from './attempts';
import { holm } from './holm';
import { releaseVerdict } from './releaseVerdict';
import { type Decision, undecided } from './verdict';

const passed: Decision = { verdict: 'PASS', reason: null, pFail: 1 };
const failed = (pFail: number | null): Decision => ({ verdict: 'FAIL', reason: null, pFail });

describe('the verdict of a release', () => {
  it('is none without a criterion', () => {
    expect(releaseVerdict([], 0.05)).toEqual({ verdict: 'INCONCLUSIVE', reason: 'NO_DATA' });
  });

  it('passes where all do, and has the reason of the first that does not', () => {
    expect(releaseVerdict([passed, passed], 0.05)).toEqual({ verdict: 'PASS', reason: null });
    expect(releaseVerdict([passed, undecided('DATA_QUALITY'), undecided('NO_DATA')], 0.05)).toEqual({
      verdict: 'INCONCLUSIVE',
      reason: 'DATA_QUALITY',
    });
  });

  it('fails where a test fails among all others, and not by its own level alone', () => {
    expect(releaseVerdict([failed(0.02), passed], 0.05).verdict).toBe('FAIL');
    expect(releaseVerdict([failed(0.03), passed], 0.05)).toEqual({
      verdict: 'INCONCLUSIVE',
      reason: 'INSUFFICIENT_SAMPLE',
    });
    expect(releaseVerdict([failed(0.02), failed(0.05)], 0.05).verdict).toBe('FAIL');
  });

  it('fails where a census fails, which counts for none of the tests', () => {
    expect(releaseVerdict([passed, failed(null)], 0.05).verdict).toBe('FAIL');
    expect(releaseVerdict([failed(0.04), { ...passed, pFail: null }], 0.05).verdict).toBe('FAIL');
  });

  it('neither passes nor fails by a level that is none', () => {
    expect(releaseVerdict([failed(0.01)], NaN).verdict).toBe('INCONCLUSIVE');
    expect(releaseVerdict([failed(NaN)], 0.05).verdict).toBe('INCONCLUSIVE');
  });
});

describe("Holm's procedure", () => {
  /** Step by step, as it is described: the least p-value against level / m, the next against level / (m - 1), until one is not rejected. */
  function rejected(p: readonly number[], level: number): boolean[] {
    const left = p.map((value, index) => ({ value, index }));
    const out = p.map(() => false);
    while (left.length > 0) {
      const least = left.reduce((a, b) => (b.value < a.value ? b : a));
      if (least.value > level / left.length) {
        break;
      }
      out[least.index] = true;
      left.splice(left.indexOf(least), 1);
    }
    return out;
  }

  it('rejects what is rejected step by step', () => {
    const p = fc.array(fc.double({ min: 0, max: 0.1, noNaN: true }), { maxLength: 6 });
    fc.assert(
      fc.property(p, (values) => {
        expect(holm(values).map((adjusted) => adjusted <= 0.05)).toEqual(rejected(values, 0.05));
      })
    );
  });

  it('takes what is no number for no evidence', () => {
    expect(holm([NaN, 0.01, -1, 7])).toEqual([1, 0.04, 1, 1]);
  });
});

describe('attempts', () => {
  it('spend alpha together, and no more', () => {
    let spent = 0;
    for (let attempt = 1; attempt <= 100_000; attempt++) {
      spent += attemptAlpha(0.05, attempt);
    }
    expect(spent).toBeLessThan(0.05);
    expect(spent).toBeCloseTo(0.05, 5);
  });

  it.each([0, -1, 1.5, NaN])('are whole, from one on: not %p', (attempt) => {
    expect(attemptAlpha(0.05, attempt)).toBeNaN();
  });
});
