import type { Digest } from '../../digest/digest';
import type { Json } from '../../digest/canonical';
import type { SoakSpan } from '../counter';
import type { CriterionKind, ReleasePolicy } from '../policy/policy';
import type { CountProblem } from '../sliCounts';
import type { Reason, Verdict } from '../verdict';
import type { Assumption } from './assumption';
import type { Decided } from './decided';
import type { Evidence } from './evidence';

/** Why nothing can be decided of a criterion. */
export type ReleaseProblem =
  | CountProblem
  /** No target runs the release, or the baseline, by what the info metric says. */
  | { kind: 'noTargets'; metric: string; side: Side }
  /** Targets that ran more than one version while the release was watched, so that their events are of both. */
  | { kind: 'mixedTargets'; metric: string; targets: readonly string[] }
  | { kind: 'tooManyTargets'; metric: string; most: number }
  /** Some series of a histogram have other bounds than the rest. */
  | { kind: 'bucketsDiffer'; metric: string; bound: number };

/** Whose events: the release's, those of what it is compared with, or all of the service's. */
export type Side = 'release' | 'baseline' | 'all';

/** A query whose answer the evidence is made from. */
export interface AskedQuery {
  role: string;
  expr: string;
  /** In epoch seconds. */
  atSeconds: number;
}

export interface CriterionAssessment extends Decided {
  id: string;
  kind: CriterionKind['kind'];
  required: boolean;
  requirement: string;
  /** What a PASS rejects. */
  null: string;
  method: string;
  params: Json;
  queries: readonly AskedQuery[];
  evidence: Evidence;
  /** Why there is no evidence; empty where there is some, or where nobody has given any yet. */
  problems: readonly ReleaseProblem[];
  assumptions: readonly Assumption[];
}

/** Whether the policy was there before the release. `unverified`: no series says so. */
export type Registration =
  { state: 'registered'; atSeconds: number } | { state: 'unverified' } | { state: 'unknown'; message: string };

export interface ReleaseAssessment {
  policy: ReleasePolicy;
  policyDigest: Digest;
  version: string | null;
  baselineVersion: string | null;
  attempt: number;
  span: SoakSpan;
  /** `ended`: what comes after counts no longer. */
  phase: 'notStarted' | 'soaking' | 'soaked' | 'ended';
  registration: Registration;
  /** Whether it ran before the start already; null where nothing tells. */
  seenBefore: boolean | null;
  criteria: readonly CriterionAssessment[];
  verdict: Verdict;
  reason: Reason | null;
}
