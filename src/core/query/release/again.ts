import type { ReleaseAssessment } from '../../release/assessment/assessment';
import type { Certificate } from '../../release/certificate/certificate';
import { isSame } from '../../release/certificate/same';
import { statedPolicy, statedTime } from '../../release/certificate/verify';
import { type PolicySpec, policyOfSpec } from '../../release/policy/spec';
import type { ReleaseRequest } from './request';

/** The question that a certificate answers, to be asked again; null where its policy cannot be read. */
export function requestOfCertificate(certificate: Certificate): ReleaseRequest | null {
  const policy =
    statedPolicy(certificate) === null ? null : policyOfSpec(certificate.spec.policy as unknown as PolicySpec);
  const { version, baselineVersion } = certificate.release;
  return policy && { policy, version, baselineVersion, ...statedTime(certificate) };
}

/**
 * Criteria whose evidence is another one now. What a person answers is not asked of a Prometheus.
 *
 * @returns ids, and whether there is any evidence now
 */
export function changedEvidence(
  certificate: Certificate,
  again: ReleaseAssessment
): Array<{ id: string; now: 'other' | 'none' }> {
  return certificate.criteria.flatMap(({ id, kind, evidence, queries }, index) => {
    const now = again.criteria[index];
    if (kind === 'attestation' || kind === 'headroom') {
      return [];
    }
    // Where nothing could be counted then, nothing was decided.
    const isAsBefore =
      evidence === null ||
      (isSame(evidence, now?.evidence, RELATIVE) &&
        isSame(
          queries.map(({ expr }) => expr),
          now?.queries.map(({ expr }) => expr),
          0
        ));
    return isAsBefore ? [] : [{ id, now: now?.evidence == null ? ('none' as const) : ('other' as const) }];
  });
}

/** For shares; counts are whole. */
const RELATIVE = 1e-9;
