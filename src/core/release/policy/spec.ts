import { digestOf, type Digest } from '../../digest/digest';
import type { Json } from '../../digest/canonical';
import { print } from '../../promql/print';
import type { EventCount, EventsSli } from '../../slo/events';
import type { CountedSlo, PolicyCriterion, ReleaseIdentity, ReleasePolicy } from './policy';

/**
 * All of a policy that decides, as plain data: what certificates hold, and what is registered before a release starts. SLOs
 * stand in it with their events, so that a change of one is a change of it. The words of a document, its order of keys and
 * who answers what to an attestation do not: answers are given after the policy is registered.
 */
export function policySpec(policy: ReleasePolicy): Json {
  const { identity, soak, criteria, ...rest } = policy;
  return { ...rest, identity: identitySpec(identity), soak: { ...soak }, criteria: criteria.map(criterionSpec) };
}

/** By which it is registered. */
export function policyDigest(policy: ReleasePolicy): Digest | null {
  return digestOf(policySpec(policy));
}

function identitySpec(identity: ReleaseIdentity): Json {
  return identity.kind === 'join' ? { ...identity, info: print(identity.info), on: [...identity.on] } : identity;
}

function criterionSpec(criterion: PolicyCriterion): Json {
  const { id, required, kind } = criterion;
  switch (criterion.kind) {
    case 'successRatio':
    case 'noRegression':
      return { ...criterion, events: eventsSpec(criterion.events) };
    case 'latency':
      return { ...criterion, buckets: print(criterion.buckets) };
    case 'remainingBudget':
      return { ...criterion, slo: sloSpec(criterion.slo) };
    case 'noBurnAlert':
      return { ...criterion, slo: sloSpec(criterion.slo), pairs: criterion.pairs.map((pair) => ({ ...pair })) };
    case 'headroom':
      return { ...criterion };
    case 'attestation':
      return { id, required, kind, question: criterion.question };
  }
}

function sloSpec({ events, window, ...slo }: CountedSlo): Json {
  return { ...slo, window: { ...window }, events: eventsSpec(events) };
}

export function eventsSpec({ counted, part, total }: EventsSli): { [key: string]: Json } {
  return { counted, part: countSpec(part), total: countSpec(total) };
}

/** The terms of a count as PromQL, each with its sign where it is taken off. */
function countSpec(count: EventCount): Json {
  return count.map(({ sign, selector, optional }) => {
    const text = print(selector);
    const signed = sign < 0 ? `-${text}` : text;
    return optional ? `${signed} or vector(0)` : signed;
  });
}
