/**
 * PASS: "the requirement is violated" is rejected at level alpha. FAIL: "the requirement is met" is rejected at level
 * beta. INCONCLUSIVE: neither, whatever the cause. Absence of evidence is never a PASS.
 */
export type Verdict = 'PASS' | 'FAIL' | 'INCONCLUSIVE';

/**
 * Why there is no verdict.
 *
 * - `INSUFFICIENT_SAMPLE`: more events may decide.
 * - `DATA_QUALITY`: the counts contradict themselves or are not whole, too much was not seen, or a parameter is no number
 *   of its range.
 * - `MODEL_UNVALIDATED`: what the guarantee assumes does not hold, or was not measured.
 */
export type Reason =
  | 'NOT_STARTED'
  | 'NO_DATA'
  | 'INSUFFICIENT_SAMPLE'
  | 'SOAK_INCOMPLETE'
  | 'DATA_QUALITY'
  | 'MODEL_UNVALIDATED'
  | 'QUERY_ERROR'
  | 'EXPIRED';

export interface Decision {
  verdict: Verdict;
  /** Null exactly where there is a verdict. */
  reason: Reason | null;
  /** Level at which the FAIL would just hold, in [0, 1]; null where a FAIL is arithmetic and not a matter of chance. */
  pFail: number | null;
}

/** An undecided criterion that is tested: it says nothing against the release either. */
export function undecided(reason: Reason): Decision {
  return { verdict: 'INCONCLUSIVE', reason, pFail: 1 };
}

/** The same of a criterion that is a census, without a level. */
export function unknown(reason: Reason): Decision {
  return { verdict: 'INCONCLUSIVE', reason, pFail: null };
}

/**
 * The verdict of a test.
 *
 * @param enough whether what speaks for and against the requirement is enough; never both
 * @param burstier whether a PASS is not guaranteed, because errors come in larger bursts than was assumed
 */
export function decided(enough: { pass: boolean; fail: boolean }, pFail: number, burstier: boolean): Decision {
  if (enough.fail) {
    return { verdict: 'FAIL', reason: null, pFail };
  }
  if (!enough.pass) {
    return { verdict: 'INCONCLUSIVE', reason: 'INSUFFICIENT_SAMPLE', pFail };
  }
  return burstier
    ? { verdict: 'INCONCLUSIVE', reason: 'MODEL_UNVALIDATED', pFail }
    : { verdict: 'PASS', reason: null, pFail };
}
