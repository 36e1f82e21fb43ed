import { mayBeHealthy } from '../../budget/dataState';
import type { SpentPeriod } from './judge';

/**
 * - `kept`: at least the objective was good, and at least nine tenths of the period were seen.
 * - `missed`: less than the objective was good of what was seen.
 * - `unknown`: too little was seen of it, or there was nothing to count.
 */
export const COMPLIANCES = ['kept', 'missed', 'unknown'] as const;

export type Compliance = (typeof COMPLIANCES)[number];

/** Whether a period kept the objective; one that runs may still change. @param objectiveRatio in [0, 1) */
export function complianceOf({ errorRatio }: Pick<SpentPeriod, 'errorRatio'>, objectiveRatio: number): Compliance {
  if (errorRatio.value === null) {
    return 'unknown';
  }
  // 1 - 0.999 is a little above 0.001 in floating point, which must not make a miss of a budget spent to the last event.
  if (errorRatio.value > (1 - objectiveRatio) * (1 + 1e-9)) {
    return 'missed';
  }
  return mayBeHealthy(errorRatio) ? 'kept' : 'unknown';
}
