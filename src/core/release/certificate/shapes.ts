import type { CriterionKind } from '../policy/policy';
import type { Shape } from './shape';

const TEXT_OR_NULL: Shape = { orNull: 'string' };
const NUMBER_OR_NULL: Shape = { orNull: 'number' };
const object = (of: Readonly<Record<string, Shape>>): Shape => ({ object: of });

export const STATEMENT_SHAPE: Shape = object({
  _type: 'string',
  subject: { list: object({ name: 'string', digest: 'any' }) },
  predicateType: 'string',
  predicate: object({ schema: 'string', digest: 'string', release: 'any' }),
});

export const CERTIFICATE_SHAPE: Shape = object({
  schema: 'string',
  release: object({
    service: 'string',
    version: TEXT_OR_NULL,
    environment: TEXT_OR_NULL,
    artifactDigest: TEXT_OR_NULL,
    attempt: 'number',
    baselineVersion: TEXT_OR_NULL,
  }),
  spec: object({ digest: 'string', registeredAt: TEXT_OR_NULL, policy: 'any' }),
  window: object({ t0: 'string', t1: 'string', anchored: 'boolean', evaluationLagSeconds: 'number' }),
  source: object({ prometheus: 'string', prometheusVersion: TEXT_OR_NULL, scrapeIntervalSeconds: 'number' }),
  criteria: {
    list: object({
      id: 'string',
      kind: 'string',
      required: 'boolean',
      requirement: 'string',
      null: 'string',
      method: 'string',
      params: 'any',
      queries: { list: object({ role: 'string', expr: 'string', evalTime: 'string' }) },
      evidence: 'any',
      problems: { list: object({ kind: 'string' }) },
      statistic: 'any',
      inequality: 'string',
      pFail: NUMBER_OR_NULL,
      outlook: 'any',
      assumptions: { list: object({ kind: 'string' }) },
      verdict: 'string',
      reason: TEXT_OR_NULL,
    }),
  },
  composition: object({ rule: 'string', failAdjustment: 'string' }),
  verdict: 'string',
  reason: TEXT_OR_NULL,
  issuedAt: 'string',
  validUntil: 'string',
  override: { orNull: object({ by: 'string', reason: 'string', until: 'string' }) },
  tool: object({ name: 'string', version: 'string', goldenDigest: 'string' }),
  digest: 'string',
});

export const POLICY_SHAPE: Shape = object({
  name: 'string',
  service: 'string',
  environment: TEXT_OR_NULL,
  identity: object({ kind: 'string' }),
  soak: object({ atLeastSeconds: 'number', atMostSeconds: 'number' }),
  scrapeSeconds: 'number',
  alpha: 'number',
  beta: 'number',
  looks: 'string',
  designEffect: NUMBER_OR_NULL,
  criteria: { list: object({ id: 'string', required: 'boolean', kind: 'string' }) },
});

const SLO: Shape = object({
  service: 'string',
  name: 'string',
  objectiveRatio: 'number',
  window: object({ kind: 'string' }),
  events: 'any',
});

export const CRITERION_SHAPES: Readonly<Record<CriterionKind['kind'], Shape>> = {
  successRatio: object({ objectiveRatio: 'number', events: 'any' }),
  latency: object({ objectiveRatio: 'number', threshold: 'number', buckets: 'string' }),
  noRegression: object({
    events: 'any',
    errorBudgetRatio: 'number',
    against: 'string',
    ratioMargin: NUMBER_OR_NULL,
    differenceMargin: NUMBER_OR_NULL,
    canaryLevelShare: 'number',
    test: 'string',
  }),
  remainingBudget: object({ slo: SLO, leastRemainingRatio: 'number' }),
  noBurnAlert: object({
    slo: SLO,
    pairs: { list: object({ factor: 'number', longSeconds: 'number', shortSeconds: 'number' }) },
  }),
  headroom: object({ leastHeadroomRatio: 'number' }),
  attestation: object({ question: 'string' }),
};

const COUNTS: Shape = object({
  good: 'number',
  total: 'number',
  unobserved: 'number',
  resets: 'number',
  seriesCount: 'number',
  coverage: 'number',
  badSeriesAbsent: 'boolean',
  blockSeconds: 'number',
  blocks: { list: { list: 'number' } },
});

export const EVIDENCE_SHAPES: Readonly<Record<CriterionKind['kind'], Shape>> = {
  successRatio: COUNTS,
  latency: object({
    lowerBound: NUMBER_OR_NULL,
    upperBound: NUMBER_OR_NULL,
    least: COUNTS,
    most: { orNull: COUNTS },
  }),
  noRegression: object({ release: COUNTS, baseline: COUNTS }),
  remainingBudget: object({
    bad: 'number',
    total: 'number',
    unobserved: 'number',
    windowSeconds: 'number',
    coverage: 'number',
    badSeriesAbsent: 'boolean',
  }),
  noBurnAlert: object({
    pairs: { list: object({ stepSeconds: 'number', moments: { list: { orNull: { list: 'number' } } } }) },
  }),
  headroom: { orNull: 'boolean' },
  attestation: {
    orNull: object({
      answer: 'boolean',
      evidenceUrl: 'string',
      author: 'string',
      attestedAtSeconds: 'number',
      expiresAtSeconds: 'number',
    }),
  },
};
