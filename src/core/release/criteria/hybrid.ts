import { type Decision } from '../verdict';
import { type DifferenceCriterion, type DifferenceDecision, judgeDifference } from './difference';
import { type CountPair } from './pair';
import { judgeRatio, type RatioCriterion, type RatioDecision } from './ratio';

/** Levels, looks and design effect of both; the margins of each. */
export type HybridCriterion = DifferenceCriterion & RatioCriterion;

export interface HybridDecision extends Decision {
  ratio: RatioDecision;
  difference: DifferenceDecision;
  timesEvents: number | null;
}

/**
 * Criterion (c3): H0 of a PASS is that the canary's share of bad events is at least R times the baseline's and more than it by
 * at least the margin. Rejecting either is enough, so each has half of alpha. A FAIL takes both, each at beta. A ratio alone
 * cannot decide while nobody errs, and a difference alone is blind at tiny rates.
 *
 * @param stages one per weight of the canary
 * @param whole their events together
 */
export function judgeHybrid(
  criterion: HybridCriterion,
  stages: readonly CountPair[],
  whole: CountPair
): HybridDecision {
  const half = { ...criterion, alpha: criterion.alpha / 2 };
  const ratio = judgeRatio(half, stages);
  const difference = judgeDifference(half, whole);
  const decision = eitherPasses(ratio, difference);
  const timesEvents = decision.reason === null ? null : sooner(ratio.timesEvents, difference.timesEvents);
  return { ...decision, ratio, difference, timesEvents };
}

function eitherPasses(one: Decision, other: Decision): Decision {
  const pFail = Math.max(one.pFail ?? 1, other.pFail ?? 1);
  const passed = [one, other].find(({ verdict }) => verdict === 'PASS');
  // Where only one has failed, the other one says why that is not enough.
  const open = [one, other].find(({ verdict }) => verdict === 'INCONCLUSIVE');
  const { verdict, reason } = passed ?? open ?? one;
  return { verdict, reason, pFail };
}

function sooner(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}
