import { digestOf, type Digest } from '../../digest/digest';
import type { Json } from '../../digest/canonical';
import type { Selector } from '../../promql/ast';
import { parseEventCount } from '../../promql/eventCount';
import { print } from '../../promql/print';
import type { EventCount, EventsSli, EventTerm } from '../../slo/events';
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

function eventsSpec({ counted, part, total }: EventsSli): { [key: string]: Json } {
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

/** The policy of a spec, without answers to attestations; null where a text in it is no PromQL that is counted. */
export function policyOfSpec(spec: PolicySpec): ReleasePolicy | null {
  const identity = identityOf(spec.identity);
  const criteria = spec.criteria.map(criterionOf);
  const read = criteria.filter((one) => one !== null);
  return identity !== null && read.length === criteria.length ? { ...spec, identity, criteria: read } : null;
}

/** What `policySpec` writes, where its shape was looked at: selectors and counts are texts in it. */
export type PolicySpec = Omit<ReleasePolicy, 'identity' | 'criteria'> & {
  identity: TextsFor<ReleaseIdentity>;
  criteria: ReadonlyArray<TextsFor<PolicyCriterion>>;
};

/** Selectors and counts as texts. */
type TextsFor<T> = T extends Selector
  ? string
  : T extends EventsSli
    ? { counted: EventsSli['counted']; part: readonly string[]; total: readonly string[] }
    : T extends object
      ? { [K in keyof T]: TextsFor<T[K]> }
      : T;

function identityOf(identity: PolicySpec['identity']): ReleaseIdentity | null {
  if (identity.kind !== 'join') {
    return identity;
  }
  const info = selectorOf(identity.info);
  return info && { ...identity, info };
}

function criterionOf(criterion: PolicySpec['criteria'][number]): PolicyCriterion | null {
  switch (criterion.kind) {
    case 'successRatio':
    case 'noRegression': {
      const events = eventsOf(criterion.events);
      return events && { ...criterion, events };
    }
    case 'latency': {
      const buckets = selectorOf(criterion.buckets);
      return buckets && { ...criterion, buckets };
    }
    case 'remainingBudget':
    case 'noBurnAlert': {
      const events = eventsOf(criterion.slo.events);
      return events && { ...criterion, slo: { ...criterion.slo, events } };
    }
    case 'headroom':
    case 'attestation':
      return criterion;
  }
}

function eventsOf({ counted, part, total }: TextsFor<EventsSli>): EventsSli | null {
  const [own, all] = [countOf(part), countOf(total)];
  return own && all && { counted, part: own, total: all };
}

function countOf(texts: readonly string[]): EventCount | null {
  const terms = texts.map((text) => {
    const parsed = parseEventCount(text);
    return parsed.ok && parsed.count.length === 1 ? parsed.count[0] : termLess(text);
  });
  const [first, ...others] = terms.filter((term) => term !== null);
  return first && others.length === terms.length - 1 ? [first, ...others] : null;
}

/** A term that is taken off, which alone is no count. */
function termLess(text: string): EventTerm | null {
  const parsed = text.startsWith('-') ? parseEventCount(text.slice(1)) : null;
  return parsed?.ok && parsed.count.length === 1 ? { ...parsed.count[0], sign: -1 } : null;
}

function selectorOf(text: string): Selector | null {
  const parsed = parseEventCount(text);
  return parsed.ok && parsed.count.length === 1 ? parsed.count[0].selector : null;
}
