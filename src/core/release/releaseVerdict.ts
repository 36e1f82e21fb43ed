import { holm } from './holm';
import { isProperRatio } from './parameters';
import { type Decision, type Reason, type Verdict } from './verdict';

export interface ReleaseVerdict {
  verdict: Verdict;
  reason: Reason | null;
}

/**
 * The verdict of all required criteria.
 *
 * PASS takes all of them, without any correction: while one is violated, all pass with a chance of at most that one's alpha.
 * FAIL takes one, so that tests have their levels adjusted by Holm's procedure; what is counted and not tested fails by itself.
 * Where none is required, nothing was shown.
 *
 * @param beta most chance of a FAIL while every requirement is met
 */
export function releaseVerdict(required: readonly Decision[], beta: number): ReleaseVerdict {
  const tested = required.flatMap(({ verdict, pFail }) => (pFail === null ? [] : [{ verdict, pFail }]));
  const adjusted = isProperRatio(beta) ? holm(tested.map(({ pFail }) => pFail)) : [];
  const fails =
    required.some(({ verdict, pFail }) => verdict === 'FAIL' && pFail === null) ||
    tested.some(({ verdict }, index) => verdict === 'FAIL' && (adjusted[index] ?? 1) <= beta);
  if (fails) {
    return { verdict: 'FAIL', reason: null };
  }
  const open = required.find(({ verdict }) => verdict !== 'PASS');
  if (required.length > 0 && open === undefined) {
    return { verdict: 'PASS', reason: null };
  }
  // A test that fails by itself and not among the others lacks events.
  return { verdict: 'INCONCLUSIVE', reason: open === undefined ? 'NO_DATA' : (open.reason ?? 'INSUFFICIENT_SAMPLE') };
}
