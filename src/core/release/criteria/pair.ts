import { type Counts, unusable } from '../counts';
import { isDesignEffect, isProperRatio } from '../parameters';
import { type DesignEffect } from '../sample';
import { type Decision, type Reason } from '../verdict';

/** The release and what it is compared with, over the same time. */
export interface CountPair {
  canary: Counts;
  baseline: Counts;
}

export interface PairCriterion {
  alpha: number;
  beta: number;
  designEffect: DesignEffect;
}

export interface PairDecision extends Decision {
  /** How many times the present events would pass at the present shares; null where none would, or it is decided. */
  timesEvents: number | null;
}

export function unusablePair(
  { alpha, beta, designEffect }: PairCriterion,
  { canary, baseline }: CountPair
): Reason | null {
  return isProperRatio(alpha) && isProperRatio(beta) && isDesignEffect(designEffect)
    ? (unusable(canary) ?? unusable(baseline))
    : 'DATA_QUALITY';
}

export function badOf({ good, total }: Counts): number {
  return total - good;
}
