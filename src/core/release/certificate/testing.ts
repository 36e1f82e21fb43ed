import type { ReleaseAssessment } from '../assessment/assessment';
import { assessCriterion } from '../assessment/assess';
import { composeVerdict } from '../assessment/compose';
import { burnGrid } from '../assessment/decideCensus';
import type { CountsEvidence, Evidence, EvidenceOf } from '../assessment/evidence';
import { blocksIn } from '../counter';
import type { Block } from '../counts';
import type { PolicyCriterion, ReleasePolicy } from '../policy/policy';
import { policyDigest } from '../policy/spec';
import { policyOf, SLO, withCriteria } from '../policy/testing';

// What the tests of certificates share: a release that was judged, without a Prometheus.

/** Every kind of criterion. */
export const EVERY_KIND = policyOf(
  withCriteria(
    'id: availability\nsuccessRatio: { slo: shop/answers }',
    'id: latency\nlatency: { histogram: took_seconds, threshold: 0.4, objective: 0.9 }',
    'id: pair\nnoRegression: { slo: shop/answers, difference: 0.005 }',
    'id: budget\nremainingBudget: { slo: shop/answers }',
    'id: quiet\nnoBurnAlert: { slo: shop/answers }',
    'id: headroom\nrequired: false\nheadroom: { atLeast: 0.2 }',
    `id: drill
attestation:
  question: Ready?
  answer: true
  evidence: https://x.example/drill
  author: ada
  attestedAt: 2026-01-01
  expiresAt: 2026-06-01`
  ),
  SLO
);

/** 2026-02-03T04:05:06Z. */
export const START = 1_770_091_506;
export const END = START + 1800;

/** So many good and bad events, evenly over the blocks of the soak. */
export function evenCounts(good: number, bad: number): CountsEvidence {
  const length = blocksIn({ startSeconds: START, endSeconds: END, scrapeSeconds: 15 });
  const upTo = (events: number, index: number) => Math.floor((events * index) / length);
  const blocks = Array.from({ length }, (_, index): Block => {
    const ofBlock = (events: number) => upTo(events, index + 1) - upTo(events, index);
    return [ofBlock(good) + ofBlock(bad), ofBlock(bad)];
  });
  return {
    good,
    total: good + bad,
    unobserved: 0,
    resets: 0,
    seriesCount: 2,
    coverage: 1,
    badSeriesAbsent: false,
    blockSeconds: 30,
    blocks,
  };
}

export function evidenceOf(criterion: PolicyCriterion): Evidence {
  switch (criterion.kind) {
    case 'successRatio':
      return evenCounts(90_000, 20);
    case 'latency':
      return { lowerBound: 0.25, upperBound: 0.5, least: evenCounts(88_000, 2020), most: evenCounts(89_000, 1020) };
    case 'noRegression':
      return { release: evenCounts(90_000, 20), baseline: evenCounts(180_000, 40) };
    case 'remainingBudget':
      return {
        bad: 1000,
        total: 1_000_000,
        unobserved: 12,
        windowSeconds: 28 * 86_400,
        coverage: 0.99,
        badSeriesAbsent: false,
      };
    case 'noBurnAlert':
      return {
        pairs: criterion.pairs.map((pair) => ({
          stepSeconds: pair.shortSeconds / 5,
          moments: burnGrid(pair, START, END).map(() => [36_000, 8, 3000, 1] as const),
        })),
      };
    case 'headroom':
      return null;
    case 'attestation': {
      const { answer, evidenceUrl, author, attestedAtSeconds, expiresAtSeconds } = criterion;
      return { answer, evidenceUrl, author, attestedAtSeconds, expiresAtSeconds } as EvidenceOf['attestation'];
    }
  }
}

export function assessmentOf(
  policy: ReleasePolicy = EVERY_KIND,
  evidence: (criterion: PolicyCriterion) => Evidence = evidenceOf
): ReleaseAssessment {
  const time = { attempt: 1, startSeconds: START, endSeconds: END };
  const criteria = policy.criteria.map((criterion) =>
    assessCriterion(policy, criterion, time, { ok: true, evidence: evidence(criterion) }, [
      { role: 'total', expr: 'x[1h]', atSeconds: END },
    ])
  );
  return {
    policy,
    policyDigest: policyDigest(policy)!,
    version: '1.2.3',
    baselineVersion: null,
    attempt: 1,
    span: { startSeconds: START, endSeconds: END, scrapeSeconds: policy.scrapeSeconds },
    phase: 'soaked',
    registration: { state: 'registered', atSeconds: START - 30 },
    seenBefore: false,
    criteria,
    ...composeVerdict(policy, criteria, time),
  };
}

export const ISSUE = {
  issuedAtSeconds: END + 60,
  evaluationLagSeconds: 60,
  source: { prometheus: 'http://localhost:9090', prometheusVersion: '3.5.0' },
  artifactDigest: `sha256:${'ab'.repeat(32)}`,
  override: null,
  tool: { name: 'reliability-scorecard', version: '1.0.0' },
};
