import type { Block, Counts } from '../counts';
import type { Attested } from '../policy/policy';

/** Events of a soak in whole numbers, under the names that certificates have for them. */
export interface CountsEvidence {
  good: number;
  total: number;
  /** Events that may have happened and that no sample shows. */
  unobserved: number;
  resets: number;
  seriesCount: number;
  /** Share of the blocks with a sample, 0 to 1. */
  coverage: number;
  /** Whether no series of bad events exists, which counts as none. */
  badSeriesAbsent: boolean;
  blockSeconds: number;
  /** The same events in stretches from the start on: all of each, and the bad ones. */
  blocks: readonly Block[];
}

/** Events within a threshold that may lie between two bounds of a histogram. */
export interface LatencyEvidence {
  /** Largest bound not above the threshold; null where there is none. */
  lowerBound: number | null;
  /** Smallest bound not below it; null where there is none but infinity. */
  upperBound: number | null;
  /** At most the lower bound: good for certain. */
  least: CountsEvidence;
  /** At most the upper one: perhaps good; null where both bounds are the threshold. */
  most: CountsEvidence | null;
}

export interface PairEvidence {
  release: CountsEvidence;
  baseline: CountsEvidence;
}

/** Events of an SLO window up to the end of the soak. */
export interface BudgetEvidence {
  bad: number;
  total: number;
  unobserved: number;
  windowSeconds: number;
  coverage: number;
  badSeriesAbsent: boolean;
}

/** Events of both windows of a pair at one moment; null where one of them was not seen. */
export type BurnMoment = readonly [longTotal: number, longBad: number, shortTotal: number, shortBad: number] | null;

export interface BurnEvidence {
  /** By pair, in the order of the policy. */
  pairs: ReadonlyArray<{ stepSeconds: number; moments: readonly BurnMoment[] }>;
}

export interface EvidenceOf {
  successRatio: CountsEvidence;
  latency: LatencyEvidence;
  noRegression: PairEvidence;
  remainingBudget: BudgetEvidence;
  noBurnAlert: BurnEvidence;
  headroom: null;
  /** Null while nobody has answered. */
  attestation: Attested | null;
}

export type Evidence = EvidenceOf[keyof EvidenceOf];

export function countsOf({ good, total, unobserved, coverage, blocks }: CountsEvidence): Counts {
  return { good, total, unobserved, coverageRatio: coverage, blocks };
}
