import { lastBelowZero } from '../numeric/root';
import { timesUntil } from '../outlook';
import { isProperRatio } from '../parameters';
import { badLower, badUpper, effective, type Looks, type Sample, sampleOf, times } from '../sample';
import { scoreStatistic } from '../scoreTest';
import { normalCdf } from '../numeric/normal';
import { decided, undecided } from '../verdict';
import { type CountPair, type PairCriterion, type PairDecision, unusablePair } from './pair';
import { isBurstier } from './shareOfGood';

/** The requirement that the share of bad events of the canary is less than the baseline's and a margin. */
export interface DifferenceCriterion extends PairCriterion {
  /** In (0, 1): a share of events, such as a quarter of the error budget. */
  margin: number;
  /** The error budget, on whose scale alternatives are sought. */
  errorBudgetRatio: number;
  /** Share of alpha and of beta that the bound of the canary has; registered. */
  canaryLevelShare: number;
  /** `score`: one fixed look, exact only in the limit of many events (Miettinen and Nurminen). */
  looks: Looks | 'score';
}

export interface DifferenceDecision extends PairDecision {
  /** Between these the difference lies, each with its own confidence. Null for `score`, and without counts. */
  lower: number | null;
  upper: number | null;
  /** Standard normal at the margin; null but for `score`. */
  z: number | null;
}

/** Share of the levels for the canary's bound: most where the baseline has so many events that its own is narrow anyway. */
export function canaryLevelShare(baselineEventsPerCanaryEvent: number): number {
  return baselineEventsPerCanaryEvent >= 5 ? 0.8 : 0.5;
}

interface Samples {
  canary: Sample;
  baseline: Sample;
}

/** Difference margin, criterion (c1). H0 of a PASS: the canary's share less the baseline's is at least the margin. */
export function judgeDifference(criterion: DifferenceCriterion, pair: CountPair): DifferenceDecision {
  const { margin, errorBudgetRatio, canaryLevelShare: share } = criterion;
  const ranged = [margin, errorBudgetRatio, share].every(isProperRatio);
  const reason = ranged ? unusablePair(criterion, pair) : 'DATA_QUALITY';
  if (reason !== null) {
    return { ...undecided(reason), timesEvents: null, lower: null, upper: null, z: null };
  }
  return criterion.looks === 'score'
    ? byScore(criterion, pair)
    : byBounds({ ...criterion, looks: criterion.looks }, pair);
}

function byBounds(criterion: DifferenceCriterion & { looks: Looks }, pair: CountPair): DifferenceDecision {
  const { margin, alpha, beta } = criterion;
  const forPass = {
    canary: sampleOf(pair.canary, 'bad', criterion),
    baseline: sampleOf(pair.baseline, 'good', criterion),
  };
  const forFail = {
    canary: sampleOf(pair.canary, 'good', criterion),
    baseline: sampleOf(pair.baseline, 'bad', criterion),
  };
  const upper = upperDifference(criterion, forPass, alpha);
  const lower = lowerDifference(criterion, forFail, beta);
  const burstier = isBurstier(criterion, pair.canary) || isBurstier(criterion, pair.baseline);
  const fails = lower >= margin;
  const pFail = fails ? failValue(criterion, forFail) : 1;
  const decision = decided({ pass: upper <= margin, fail: fails }, pFail, burstier);
  const grown = (factor: number) => ({
    canary: times(forPass.canary, factor),
    baseline: times(forPass.baseline, factor),
  });
  const timesEvents =
    decision.reason === 'INSUFFICIENT_SAMPLE'
      ? timesUntil((factor) => margin - upperDifference(criterion, grown(factor), alpha))
      : null;
  return { ...decision, timesEvents, lower, upper, z: null };
}

function upperDifference(criterion: DifferenceCriterion, { canary, baseline }: Samples, level: number): number {
  const { canaryLevelShare: share, errorBudgetRatio } = criterion;
  return badUpper(canary, share * level) - badLower(baseline, (1 - share) * level, errorBudgetRatio);
}

function lowerDifference(criterion: DifferenceCriterion, { canary, baseline }: Samples, level: number): number {
  const { canaryLevelShare: share, errorBudgetRatio } = criterion;
  return badLower(canary, share * level, errorBudgetRatio) - badUpper(baseline, (1 - share) * level);
}

/** The least level at which the bounds are as far apart as the margin. Anything between it and beta is as good as 1. */
function failValue(criterion: DifferenceCriterion, samples: Samples): number {
  const logLevel = lastBelowZero(
    (log) => lowerDifference(criterion, samples, Math.exp(log)) - criterion.margin,
    Math.log(Number.MIN_VALUE),
    Math.log(criterion.beta)
  );
  return Math.exp(logLevel);
}

function byScore(criterion: DifferenceCriterion, { canary, baseline }: CountPair): DifferenceDecision {
  const { margin, alpha, beta, designEffect } = criterion;
  const phi = effective(designEffect);
  const statistic = (lostOfCanary: number, lostOfBaseline: number, factor = 1) =>
    scoreStatistic(
      {
        bad: ((canary.total - canary.good + lostOfCanary) * factor) / phi,
        total: ((canary.total + canary.unobserved) * factor) / phi,
      },
      {
        bad: ((baseline.total - baseline.good + lostOfBaseline) * factor) / phi,
        total: ((baseline.total + baseline.unobserved) * factor) / phi,
      },
      margin
    );
  const z = statistic(canary.unobserved, 0);
  const missing = (factor: number) => alpha - normalCdf(statistic(canary.unobserved, 0, factor));
  const pFail = normalCdf(-statistic(0, baseline.unobserved));
  const burstier = isBurstier(criterion, canary) || isBurstier(criterion, baseline);
  const decision = decided({ pass: missing(1) >= 0, fail: pFail <= beta }, Number.isNaN(pFail) ? 1 : pFail, burstier);
  return {
    ...decision,
    timesEvents: decision.reason === 'INSUFFICIENT_SAMPLE' ? timesUntil(missing) : null,
    lower: null,
    upper: null,
    z,
  };
}
