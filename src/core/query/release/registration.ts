import { policyDigest } from '../../release/policy/spec';
import { aggregate, call, selector, type Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import type { Registration } from '../../release/assessment/assessment';
import type { ReleasePolicy } from '../../release/policy/policy';
import type { Answers, InstantQuery } from '../port';
import { selectorsOf } from '../events/terms';
import type { ReleaseRequest } from './request';
import { versionMatchers, withMatchers } from './sides';

/** A series that recording rules make of a policy before a release: its value says nothing, its label `digest` all. */
export const REGISTRATION_METRIC = 'release_policy_info';

const REGISTRATION_ID = 'registration';
const SEEN_ID = 'seenBefore';

/** Whether, at the start, the policy was registered and the version was there already. Instant. */
export function planStart(request: ReleaseRequest): InstantQuery[] {
  const digest = policyDigest(request.policy) ?? '';
  const registered = selector(REGISTRATION_METRIC, [{ label: 'digest', operator: '=', value: digest }]);
  const seen = seenSelector(request);
  const at = { kind: 'instant', atSeconds: request.startSeconds } as const;
  return [
    { ...at, id: REGISTRATION_ID, promql: print(aggregate('min', [], call('timestamp', registered))) },
    ...(seen ? [{ ...at, id: SEEN_ID, promql: print(aggregate('count', [], seen)) }] : []),
  ];
}

/** What shows that the version runs; null where nothing does. */
export function seenSelector(request: ReleaseRequest): Selector | null {
  const shown = versionsSelector(request.policy);
  return shown && withMatchers(shown.selector, versionMatchers(request, 'release', shown.label));
}

/** What shows which versions run, and by which label; null where nothing does. */
export function versionsSelector({ identity, criteria }: ReleasePolicy): { selector: Selector; label: string } | null {
  if (identity.kind === 'join') {
    return { selector: identity.info, label: identity.label };
  }
  const [counted] = criteria.flatMap((criterion) =>
    'events' in criterion ? selectorsOf(criterion.events).slice(-1) : []
  );
  return identity.kind === 'versionLabel' && counted ? { selector: counted, label: identity.label } : null;
}

export function readRegistration(first: Answers): Registration {
  const answer = first.get(REGISTRATION_ID);
  if (answer?.state !== 'ok') {
    return { state: 'unknown', message: answer?.message ?? '' };
  }
  const atSeconds = answer.series[0]?.values[0];
  return atSeconds === undefined || !Number.isFinite(atSeconds)
    ? { state: 'unverified' }
    : { state: 'registered', atSeconds };
}

export function readSeenBefore(first: Answers): boolean | null {
  const answer = first.get(SEEN_ID);
  return answer?.state === 'ok' ? (answer.series[0]?.values[0] ?? 0) > 0 : null;
}
