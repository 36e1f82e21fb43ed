import { unknown, undecided, type Reason } from '../verdict';
import { decideAttestation, decideNoBurnAlert, decideRemainingBudget } from './decideCensus';
import { type Decided, undecidedBy } from './decided';
import { decideNoRegression } from './decidePair';
import { decideLatency, decideSuccessRatio } from './decideShare';
import type { DecidingCriterion, DecidingPolicy, JudgedTime } from './deciding';
import type { Evidence, EvidenceOf } from './evidence';

/**
 * The verdict of one criterion: a pure function of policy, evidence and time, and the only one there is. What judges a
 * release and what recomputes a certificate call it alike.
 */
export function decideCriterion(
  policy: DecidingPolicy,
  criterion: DecidingCriterion,
  evidence: Evidence,
  time: JudgedTime
): Decided {
  if (policy.looks === 'fixed' && isTested(criterion) && !isSoaked(policy, time)) {
    // A fixed look that is taken earlier is one of several.
    return undecidedBy(undecided('SOAK_INCOMPLETE'));
  }
  switch (criterion.kind) {
    case 'successRatio':
      return decideSuccessRatio(policy, criterion, evidence as EvidenceOf['successRatio'], time);
    case 'latency':
      return decideLatency(policy, criterion, evidence as EvidenceOf['latency'], time);
    case 'noRegression':
      return decideNoRegression(policy, criterion, evidence as EvidenceOf['noRegression'], time);
    case 'remainingBudget':
      return decideRemainingBudget(criterion, evidence as EvidenceOf['remainingBudget']);
    case 'noBurnAlert':
      return decideNoBurnAlert(policy, criterion, evidence as EvidenceOf['noBurnAlert'], time);
    case 'headroom':
      return undecidedBy(unknown('MODEL_UNVALIDATED'));
    case 'attestation':
      return decideAttestation(evidence as EvidenceOf['attestation'], time);
  }
}

/** Where nothing could be counted. */
export function decideNothing(criterion: DecidingCriterion, reason: Reason): Decided {
  return undecidedBy(isTested(criterion) ? undecided(reason) : unknown(reason));
}

/** Whether its verdict is a matter of chance. */
function isTested({ kind }: DecidingCriterion): boolean {
  return kind === 'successRatio' || kind === 'latency' || kind === 'noRegression';
}

/** Whether as much is counted as the policy wants at least. */
export function isSoaked({ soak }: DecidingPolicy, { startSeconds, endSeconds }: JudgedTime): boolean {
  return endSeconds - startSeconds >= soak.atLeastSeconds;
}
