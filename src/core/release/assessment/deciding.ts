import type { BurnPair, NoRegression, ReleasePolicy } from '../policy/policy';

/**
 * What of a policy decides once its events are counted. A policy is one, and so is what a certificate holds of one, so that
 * both are judged by the same functions.
 */
export type DecidingPolicy = Pick<ReleasePolicy, 'soak' | 'alpha' | 'beta' | 'looks' | 'designEffect'> & {
  identity: { kind: ReleasePolicy['identity']['kind'] };
  criteria: readonly DecidingCriterion[];
};

export type DecidingCriterion = { id: string; required: boolean } & (
  | { kind: 'successRatio'; objectiveRatio: number }
  | { kind: 'latency'; objectiveRatio: number; threshold: number }
  | Omit<NoRegression, 'events'>
  | { kind: 'remainingBudget'; slo: { objectiveRatio: number }; leastRemainingRatio: number }
  | { kind: 'noBurnAlert'; slo: { objectiveRatio: number }; pairs: readonly BurnPair[] }
  | { kind: 'headroom'; leastHeadroomRatio: number }
  | { kind: 'attestation'; question: string }
);

export type DecidingOf<K extends DecidingCriterion['kind']> = Extract<DecidingCriterion, { kind: K }>;

/** At what time a release is judged, and for which time. */
export interface JudgedTime {
  /** Which attempt to release the same artefact it is, from 1. */
  attempt: number;
  startSeconds: number;
  /** End of what is counted. */
  endSeconds: number;
}
