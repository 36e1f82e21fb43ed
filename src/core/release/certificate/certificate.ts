import type { Json } from '../../digest/canonical';
import type { Digest } from '../../digest/digest';
import type { Reason, Verdict } from '../verdict';

export const SCHEMA = 'release-certificate/1';
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://github.com/reliability-scorecard/reliability-scorecard/release-criteria/v1';

/** SHA-256 of the file of golden vectors that the arithmetic of this version was tested with. */
export const GOLDEN_DIGEST: Digest = 'sha256:d47bbe876aaf6a475e15b716df2717f4094c8c1be686ee01194133b840a3d61c';

/** A certificate as tools carry it: an in-toto Statement about what was released. */
export interface Statement {
  _type: typeof STATEMENT_TYPE;
  subject: ReadonlyArray<{ name: string; digest: Readonly<Record<string, string>> }>;
  predicateType: typeof PREDICATE_TYPE;
  predicate: Certificate;
}

/**
 * Everything that a verdict was made of: policy, counts, time and result, so that anyone recomputes it without a network.
 * Times are RFC 3339 in UTC. The digest gives integrity and not authorship: for that it is signed.
 */
export interface Certificate {
  schema: typeof SCHEMA;
  release: {
    service: string;
    version: string | null;
    environment: string | null;
    /** Of what was released, where it is known. */
    artifactDigest: string | null;
    attempt: number;
    baselineVersion: string | null;
  };
  /** `registeredAt` is a time before the start at which a series with this digest was there; null where none was. */
  spec: { digest: string; registeredAt: string | null; policy: Json };
  window: { t0: string; t1: string; anchored: true; evaluationLagSeconds: number };
  source: Source;
  criteria: readonly CertifiedCriterion[];
  composition: { rule: string; failAdjustment: string };
  verdict: Verdict;
  reason: Reason | null;
  issuedAt: string;
  /** From then on it is no PASS any more. */
  validUntil: string;
  override: Override | null;
  tool: { name: string; version: string; goldenDigest: string };
  /** Of the canonical form of all the rest. */
  digest: string;
}

/** What was asked. */
export interface Source {
  /** An address or the uid of a data source. */
  prometheus: string;
  prometheusVersion: string | null;
  scrapeIntervalSeconds: number;
}

/** Who went on in spite of the verdict, which it does not change. */
export interface Override {
  by: string;
  reason: string;
  until: string;
}

export interface CertifiedCriterion {
  id: string;
  kind: string;
  required: boolean;
  requirement: string;
  null: string;
  method: string;
  params: Json;
  queries: ReadonlyArray<{ role: string; expr: string; evalTime: string }>;
  evidence: Json;
  /** Why there is no evidence. */
  problems: readonly Json[];
  statistic: Readonly<Record<string, number | null>>;
  inequality: string;
  /** Level at which a FAIL would just hold; null where it is arithmetic. */
  pFail: number | null;
  outlook: Json;
  assumptions: readonly Json[];
  verdict: Verdict;
  reason: Reason | null;
}

export function timeText(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString();
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

/** NaN for what is no time in UTC. */
export function secondsOf(text: string): number {
  return TIME.test(text) ? Date.parse(text) / 1000 : NaN;
}
