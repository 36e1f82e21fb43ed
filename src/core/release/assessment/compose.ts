import { releaseVerdict, type ReleaseVerdict } from '../releaseVerdict';
import type { Decision } from '../verdict';
import { isSoaked } from './decide';
import type { DecidingPolicy, JudgedTime } from './deciding';

/** How the verdicts of the criteria make one; certificates say so. */
export const COMPOSITION = { rule: 'all-required', failAdjustment: 'holm' } as const;

/**
 * The verdict of the release: that of all required criteria, of which a PASS also takes the least soak. What was decided
 * against a release needs none.
 */
export function composeVerdict(
  policy: DecidingPolicy,
  decisions: ReadonlyArray<Decision & { required: boolean }>,
  time: JudgedTime
): ReleaseVerdict {
  const verdict = releaseVerdict(
    decisions.filter(({ required }) => required),
    policy.beta
  );
  return verdict.verdict === 'PASS' && !isSoaked(policy, time)
    ? { verdict: 'INCONCLUSIVE', reason: 'SOAK_INCOMPLETE' }
    : verdict;
}
