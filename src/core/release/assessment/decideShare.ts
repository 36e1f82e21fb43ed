import { attemptAlpha } from '../attempts';
import { judgeLatency } from '../criteria/latency';
import { judgeSuccessRatio, type ShareCriterion, type ShareDecision } from '../criteria/shareOfGood';
import { undecided } from '../verdict';
import { type Decided, outlookOf, undecidedBy } from './decided';
import type { DecidingOf, DecidingPolicy, JudgedTime } from './deciding';
import { type CountsEvidence, countsOf, type LatencyEvidence } from './evidence';
import { compared, finite } from './inequality';

export function decideSuccessRatio(
  policy: DecidingPolicy,
  { objectiveRatio }: DecidingOf<'successRatio'>,
  evidence: CountsEvidence,
  time: JudgedTime
): Decided {
  const criterion = shareCriterion(policy, objectiveRatio, time);
  return told(criterion, judgeSuccessRatio(criterion, countsOf(evidence)), evidence, time);
}

export function decideLatency(
  policy: DecidingPolicy,
  { objectiveRatio, threshold }: DecidingOf<'latency'>,
  evidence: LatencyEvidence,
  time: JudgedTime
): Decided {
  const { least, most, lowerBound, upperBound } = evidence;
  const criterion = shareCriterion(policy, objectiveRatio, time);
  if (!(lowerBound === null || lowerBound <= threshold) || !(upperBound === null || upperBound >= threshold)) {
    return undecidedBy(undecided('DATA_QUALITY'));
  }
  // One count stands for both bounds only where both are the threshold.
  if ((most === null) !== (lowerBound === threshold && upperBound === threshold)) {
    return undecidedBy(undecided('DATA_QUALITY'));
  }
  const within = { least: countsOf(least), most: countsOf(most ?? least) };
  return told(criterion, judgeLatency(criterion, within), least, time);
}

export function shareCriterion(
  { alpha, beta, looks, designEffect }: DecidingPolicy,
  objectiveRatio: number,
  { attempt }: Pick<JudgedTime, 'attempt'>
): ShareCriterion {
  return { objectiveRatio, alpha: attemptAlpha(alpha, attempt), beta, looks, designEffect };
}

function told(
  { alpha, beta, looks }: ShareCriterion,
  decision: ShareDecision,
  { total }: CountsEvidence,
  { startSeconds, endSeconds }: JudgedTime
): Decided {
  const { verdict, reason, pFail, logForPass, logForFail, lower, upper, moreEvents } = decision;
  if (logForPass === null || logForFail === null) {
    return undecidedBy({ verdict, reason, pFail });
  }
  const names = looks === 'fixed' ? (['lnInversePPass', 'lnInversePFail'] as const) : (['lnEPass', 'lnEFail'] as const);
  const against = compared(names[1], logForFail, logForFail >= -Math.log(beta), 'ln(1/beta)', -Math.log(beta));
  const inFavour = compared(names[0], logForPass, logForPass >= -Math.log(alpha), 'ln(1/alpha)', -Math.log(alpha));
  return {
    verdict,
    reason,
    pFail,
    statistic: { [names[0]]: finite(logForPass), [names[1]]: finite(logForFail), lower, upper },
    inequality: verdict === 'PASS' ? inFavour : verdict === 'FAIL' ? against : `${inFavour} and ${against}`,
    outlook: moreEvents && outlookOf(moreEvents.expected, moreEvents.least, total / (endSeconds - startSeconds)),
  };
}
