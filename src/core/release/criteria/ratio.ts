import { logPassValue } from '../clopperPearson';
import { logEvidence, PASS_PRIOR } from '../mixture';
import { timesUntil } from '../outlook';
import { effective, type Looks } from '../sample';
import { decided, undecided } from '../verdict';
import { badOf, type CountPair, type PairCriterion, type PairDecision, unusablePair } from './pair';
import { isBurstier } from './shareOfGood';

/** The requirement that the share of bad events of the canary is less than so many times the baseline's. */
export interface RatioCriterion extends PairCriterion {
  /** > 0. */
  ratioMargin: number;
  looks: Looks;
}

export interface RatioDecision extends PairDecision {
  /** ln of what speaks for and against the requirement; null without counts. */
  logForPass: number | null;
  logForFail: number | null;
}

/** The bad events of a stage, and what share of them would be the canary's at the margin. */
interface Stage {
  canaryBad: number;
  baselineBad: number;
  canaryShare: number;
}

/**
 * Ratio margin, criterion (c2). H0 of a PASS: the canary's share of bad events is at least R times the baseline's.
 *
 * Only asks whose each bad event is. At the margin the canary's part of them is pi0 = n_c R / (n_c R + n_b), whatever the load
 * and whatever both share, as long as errors are rare and the traffic is split the same way throughout a stage. Each weight of
 * the canary is a stage; their e-values multiply. A stage in which one of the two had no traffic says nothing.
 */
export function judgeRatio(criterion: RatioCriterion, stages: readonly CountPair[]): RatioDecision {
  const { ratioMargin, alpha, beta, designEffect, looks } = criterion;
  const ranged = ratioMargin > 0 && ratioMargin < Infinity && (looks === 'anytime' || stages.length <= 1);
  const reasons = stages.map((stage) => unusablePair(criterion, stage));
  const compared = stages.filter((_, index) => reasons[index] === null);
  const reason =
    !ranged || reasons.includes('DATA_QUALITY') ? 'DATA_QUALITY' : compared.length === 0 ? 'NO_DATA' : null;
  if (reason !== null) {
    return { ...undecided(reason), timesEvents: null, logForPass: null, logForFail: null };
  }
  const phi = effective(designEffect);
  const forPass = compared.map(({ canary, baseline }) =>
    stageOf(badOf(canary) + canary.unobserved, badOf(baseline), {
      canary: canary.total * ratioMargin,
      baseline: baseline.total + baseline.unobserved,
    })
  );
  const forFail = compared.map(({ canary, baseline }) =>
    stageOf(badOf(canary), badOf(baseline) + baseline.unobserved, {
      canary: (canary.total + canary.unobserved) * ratioMargin,
      baseline: baseline.total,
    })
  );
  const speaksFor = (factor: number) => sum(forPass, (stage) => logForBaseline(stage, looks, factor / phi));
  const speaksAgainst = sum(forFail, (stage) => logForCanary(stage, looks, 1 / phi));
  const burstier = compared.some(({ canary, baseline }) =>
    [canary, baseline].some((one) => isBurstier(criterion, one))
  );
  const enough = { pass: speaksFor(1) >= -Math.log(alpha), fail: speaksAgainst >= -Math.log(beta) };
  const decision = decided(enough, Math.min(1, Math.exp(-speaksAgainst)), burstier);
  return {
    ...decision,
    timesEvents:
      decision.reason === 'INSUFFICIENT_SAMPLE' ? timesUntil((factor) => speaksFor(factor) + Math.log(alpha)) : null,
    logForPass: speaksFor(1),
    logForFail: speaksAgainst,
  };
}

function stageOf(canaryBad: number, baselineBad: number, weights: { canary: number; baseline: number }): Stage {
  return { canaryBad, baselineBad, canaryShare: weights.canary / (weights.canary + weights.baseline) };
}

/** ln of what speaks for the baseline having more than its part of the bad events. */
function logForBaseline({ canaryBad, baselineBad, canaryShare }: Stage, looks: Looks, factor: number): number {
  const [canary, baseline] = [canaryBad * factor, baselineBad * factor];
  return looks === 'fixed'
    ? -logPassValue(baseline, canary, canaryShare)
    : logEvidence(baseline, canary, 1 - canaryShare, canaryShare, PASS_PRIOR);
}

/** ln of what speaks for the canary having more than its part. */
function logForCanary({ canaryBad, baselineBad, canaryShare }: Stage, looks: Looks, factor: number): number {
  const [canary, baseline] = [canaryBad * factor, baselineBad * factor];
  return looks === 'fixed'
    ? -logPassValue(canary, baseline, 1 - canaryShare)
    : logEvidence(canary, baseline, canaryShare, 1 - canaryShare, (1 - canaryShare) / canaryShare);
}

function sum(stages: readonly Stage[], of: (stage: Stage) => number): number {
  return stages.reduce((total, stage) => total + of(stage), 0);
}
