import type { Json } from '../../digest/canonical';
import { type Digest, digestOf } from '../../digest/digest';
import type { CriterionAssessment, ReleaseAssessment } from '../assessment/assessment';
import { COMPOSITION } from '../assessment/compose';
import { policySpec } from '../policy/spec';
import {
  type Certificate,
  type CertifiedCriterion,
  GOLDEN_DIGEST,
  type Override,
  PREDICATE_TYPE,
  SCHEMA,
  type Source,
  STATEMENT_TYPE,
  type Statement,
  timeText,
} from './certificate';

/** What a certificate says besides the assessment. */
export interface Issue {
  issuedAtSeconds: number;
  /** How long it is valid; a day by default. */
  validSeconds?: number;
  evaluationLagSeconds: number;
  source: Omit<Source, 'scrapeIntervalSeconds'>;
  /** Of what was released. */
  artifactDigest: string | null;
  override: Override | null;
  tool: { name: string; version: string };
}

const DAY_SECONDS = 86_400;

/** The certificate of an assessment, whatever its verdict. */
export function issueCertificate(assessment: ReleaseAssessment, issue: Issue): Statement {
  const { policy, policyDigest, registration, span, version, baselineVersion, attempt } = assessment;
  const certificate: Omit<Certificate, 'digest'> = {
    schema: SCHEMA,
    release: {
      service: policy.service,
      version,
      environment: policy.environment,
      artifactDigest: issue.artifactDigest,
      attempt,
      baselineVersion,
    },
    spec: {
      digest: policyDigest,
      registeredAt: registration.state === 'registered' ? timeText(registration.atSeconds) : null,
      policy: policySpec(policy),
    },
    window: {
      t0: timeText(span.startSeconds),
      t1: timeText(span.endSeconds),
      anchored: true,
      evaluationLagSeconds: issue.evaluationLagSeconds,
    },
    source: { ...issue.source, scrapeIntervalSeconds: span.scrapeSeconds },
    criteria: assessment.criteria.map(certified),
    composition: COMPOSITION,
    verdict: assessment.verdict,
    reason: assessment.reason,
    issuedAt: timeText(issue.issuedAtSeconds),
    validUntil: timeText(issue.issuedAtSeconds + (issue.validSeconds ?? DAY_SECONDS)),
    override: issue.override,
    tool: { ...issue.tool, goldenDigest: GOLDEN_DIGEST },
  };
  return stated({ ...certificate, digest: certificateDigest(certificate) ?? '' });
}

function certified(criterion: CriterionAssessment): CertifiedCriterion {
  const { queries, evidence, problems, assumptions, outlook, ...rest } = criterion;
  return {
    ...rest,
    queries: queries.map(({ role, expr, atSeconds }) => ({ role, expr, evalTime: timeText(atSeconds) })),
    evidence: asJson(evidence),
    problems: problems.map(asJson),
    assumptions: assumptions.map(asJson),
    outlook: asJson(outlook),
  };
}

/** Plain data whose type does not say that it is. */
function asJson(value: unknown): Json {
  return value as Json;
}

/** Of everything in it but the digest itself; null where it is no JSON of RFC 8785. */
export function certificateDigest(certificate: object): Digest | null {
  const { digest: _, ...rest } = certificate as Certificate;
  return digestOf(asJson(rest));
}

export function stated(predicate: Certificate): Statement {
  return {
    _type: STATEMENT_TYPE,
    subject: [subjectOf(predicate.release)],
    predicateType: PREDICATE_TYPE,
    predicate,
  };
}

/** The artefact by its own digest; where nobody knows that, what is said of the release, under a name of its own. */
export function subjectOf(release: Certificate['release']): Statement['subject'][number] {
  const { service, version, artifactDigest } = release;
  const name = version === null ? service : `${service}@${version}`;
  return artifactDigest?.startsWith('sha256:')
    ? { name, digest: { sha256: artifactDigest.slice('sha256:'.length) } }
    : { name, digest: { releaseJcsSha256: (digestOf(release) ?? '').slice('sha256:'.length) } };
}
