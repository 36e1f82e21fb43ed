import { attemptAlpha } from '../attempts';
import { type DifferenceDecision, judgeDifference } from '../criteria/difference';
import { judgeHybrid } from '../criteria/hybrid';
import type { CountPair } from '../criteria/pair';
import { judgeRatio, type RatioDecision } from '../criteria/ratio';
import type { Decision } from '../verdict';
import { type Decided, outlookOf, undecidedBy } from './decided';
import type { DecidingOf, DecidingPolicy, JudgedTime } from './deciding';
import { countsOf, type PairEvidence } from './evidence';
import { compared, digits, finite } from './inequality';

/** Statistics and inequality of one margin. */
interface Told {
  statistic: Readonly<Record<string, number | null>>;
  inequality: string;
}

/** The events of a pair against its margins; where there are two, either is enough, each at half of alpha. */
export function decideNoRegression(
  policy: DecidingPolicy,
  criterion: DecidingOf<'noRegression'>,
  evidence: PairEvidence,
  time: JudgedTime
): Decided {
  const { ratioMargin, differenceMargin, test } = criterion;
  const pair: CountPair = { canary: countsOf(evidence.release), baseline: countsOf(evidence.baseline) };
  const levels = {
    alpha: attemptAlpha(policy.alpha, time.attempt),
    beta: policy.beta,
    designEffect: policy.designEffect,
    looks: policy.looks,
    errorBudgetRatio: criterion.errorBudgetRatio,
    canaryLevelShare: criterion.canaryLevelShare,
  };
  const withOutlook = (decision: Decision, timesEvents: number | null, ...told: readonly Told[]): Decided => ({
    ...undecidedBy(pick(decision)),
    statistic: Object.assign({}, ...told.map(({ statistic }) => statistic)) as Told['statistic'],
    inequality: told
      .map(({ inequality }) => inequality)
      .filter((text) => text !== '')
      .join(decision.verdict === 'PASS' ? ' or ' : ' and '),
    outlook: decision.reason === 'INSUFFICIENT_SAMPLE' ? pairOutlook(evidence, timesEvents, time) : null,
  });
  if (ratioMargin !== null && differenceMargin !== null) {
    const whole = { ...levels, ratioMargin, margin: differenceMargin };
    const decision = judgeHybrid(whole, [pair], pair);
    const half = levels.alpha / 2;
    return withOutlook(
      decision,
      decision.timesEvents,
      ratioTold(decision.ratio, levels.looks, half, levels.beta, 'alpha/2'),
      differenceTold(decision.difference, differenceMargin, half)
    );
  }
  if (ratioMargin !== null) {
    const decision = judgeRatio({ ...levels, ratioMargin }, [pair]);
    return withOutlook(
      decision,
      decision.timesEvents,
      ratioTold(decision, levels.looks, levels.alpha, levels.beta, 'alpha')
    );
  }
  const margin = differenceMargin ?? NaN;
  const looks = test === 'score' ? 'score' : levels.looks;
  const decision = judgeDifference({ ...levels, looks, margin }, pair);
  return withOutlook(decision, decision.timesEvents, differenceTold(decision, margin, levels.alpha));
}

function pick({ verdict, reason, pFail }: Decision): Decision {
  return { verdict, reason, pFail };
}

/** All that is seen grows alike, so that so many times the events take so many times the soak. */
function pairOutlook({ release }: PairEvidence, timesEvents: number | null, { startSeconds, endSeconds }: JudgedTime) {
  const moreEvents = timesEvents === null ? null : (timesEvents - 1) * release.total;
  return outlookOf(moreEvents, null, release.total / (endSeconds - startSeconds));
}

function ratioTold(
  { verdict, logForPass, logForFail }: RatioDecision,
  looks: DecidingPolicy['looks'],
  alpha: number,
  beta: number,
  alphaName: string
): Told {
  if (logForPass === null || logForFail === null) {
    return { statistic: {}, inequality: '' };
  }
  const [pass, fail] = looks === 'fixed' ? ['lnInversePPass', 'lnInversePFail'] : ['lnEPass', 'lnEFail'];
  const bound = verdict === 'FAIL' ? -Math.log(beta) : -Math.log(alpha);
  const value = verdict === 'FAIL' ? logForFail : logForPass;
  return {
    statistic: { [`ratio.${pass}`]: finite(logForPass), [`ratio.${fail}`]: finite(logForFail) },
    inequality: compared(
      `ratio.${verdict === 'FAIL' ? fail : pass}`,
      value,
      value >= bound,
      verdict === 'FAIL' ? 'ln(1/beta)' : `ln(1/(${alphaName}))`,
      bound
    ),
  };
}

function differenceTold({ verdict, lower, upper, z }: DifferenceDecision, margin: number, alpha: number): Told {
  if (z !== null) {
    return {
      statistic: { 'difference.z': finite(z) },
      inequality: `difference.z ${digits(z)} at margin ${digits(margin)}, alpha ${digits(alpha)}`,
    };
  }
  if (lower === null || upper === null) {
    return { statistic: {}, inequality: '' };
  }
  const inequality =
    verdict === 'FAIL'
      ? compared('difference.lower', lower, lower >= margin, 'margin', margin)
      : `difference.upper ${digits(upper)} ${upper <= margin ? '<=' : '>'} margin ${digits(margin)}`;
  return { statistic: { 'difference.lower': lower, 'difference.upper': upper }, inequality };
}
