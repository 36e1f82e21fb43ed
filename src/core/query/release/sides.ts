import { aggregate, binaryOn, call, range, type Expr, type Matcher, type Selector } from '../../promql/ast';
import { matchAny } from '../../promql/escape';
import { print } from '../../promql/print';
import type { ReleaseProblem, Side } from '../../release/assessment/assessment';
import type { ReleaseIdentity } from '../../release/policy/policy';
import type { Labels } from '../../slo/slo';
import type { Answers, InstantQuery, Series } from '../port';
import { readSecondsOf, type ReleaseRequest, spanOf, type SpanName } from './request';

/** Targets of one side that a matcher can list. */
export const MOST_TARGETS = 2000;

type Join = Extract<ReleaseIdentity, { kind: 'join' }>;

/** What selects the events of one side of a span; `holds` is for labels that matchers cannot tell apart together. */
export type SideSelection =
  | { ok: true; narrow: (selector: Selector) => Selector; holds: (labels: Labels) => boolean }
  | { ok: false; problem: ReleaseProblem };

/** Which targets ran which version in a span, where another metric tells. Instant. */
export function planTargets(request: ReleaseRequest, name: SpanName): InstantQuery[] {
  const { identity } = request.policy;
  if (identity.kind !== 'join') {
    return [];
  }
  const { endSeconds, startSeconds } = spanOf(request, name);
  const seen = call('last_over_time', range(identity.info, endSeconds - startSeconds));
  return [
    {
      kind: 'instant',
      id: targetsId(name),
      promql: print(aggregate('group', [...new Set([...identity.on, identity.label])], seen)),
      atSeconds: endSeconds,
    },
  ];
}

function targetsId(name: SpanName): string {
  return `${name}|targets`;
}

/** Series of a side while its targets are not known yet: an expression for a query that tells how many there are. */
export function unresolved(request: ReleaseRequest, side: Side, name: SpanName, selector: Selector): Expr {
  const { identity } = request.policy;
  const seconds = readSecondsOf(spanOf(request, name));
  if (identity.kind !== 'join' || side === 'all') {
    return call('last_over_time', range(narrowByLabel(request, side, selector), seconds));
  }
  const info = withMatchers(identity.info, versionMatchers(request, side, identity.label));
  return binaryOn(
    call('last_over_time', range(selector, seconds)),
    'and',
    identity.on,
    call('last_over_time', range(info, seconds))
  );
}

export function selectionOf(request: ReleaseRequest, side: Side, name: SpanName, first: Answers): SideSelection {
  const { identity } = request.policy;
  if (identity.kind === 'join' && side !== 'all') {
    return joined(request, identity, side, name, first);
  }
  return { ok: true, narrow: (selector) => narrowByLabel(request, side, selector), holds: () => true };
}

function joined(
  { version, baselineVersion }: ReleaseRequest,
  { info, label, on }: Join,
  side: 'release' | 'baseline',
  name: SpanName,
  first: Answers
): SideSelection {
  const metric = print(info);
  const answer = first.get(targetsId(name));
  if (answer?.state !== 'ok') {
    return { ok: false, problem: { kind: 'queryFailed', metric, message: answer?.message ?? '' } };
  }
  const isOwn = ({ labels }: Series) => {
    const own = labels[label] ?? '';
    return side === 'release' ? own === version : own !== '' && own !== version && own === (baselineVersion ?? own);
  };
  const keyOf = (labels: Labels) => JSON.stringify(on.map((one) => labels[one] ?? ''));
  const own = answer.series.filter(isOwn);
  const keys = new Set(own.map(({ labels }) => keyOf(labels)));
  const mixed = answer.series.filter((series) => !isOwn(series) && keys.has(keyOf(series.labels)));
  if (own.length === 0) {
    return { ok: false, problem: { kind: 'noTargets', metric, side } };
  }
  if (mixed.length > 0) {
    const targets = mixed.map(({ labels }) => on.map((one) => labels[one] ?? '').join(' ')).sort();
    return { ok: false, problem: { kind: 'mixedTargets', metric, targets: targets.slice(0, 10) } };
  }
  if (keys.size > MOST_TARGETS) {
    return { ok: false, problem: { kind: 'tooManyTargets', metric, most: MOST_TARGETS } };
  }
  const matchers = on.map((one) => matchAny(one, [...new Set(own.map(({ labels }) => labels[one] ?? ''))].sort()));
  return {
    ok: true,
    narrow: (selector) => withMatchers(selector, matchers),
    holds: (labels) => keys.has(keyOf(labels)),
  };
}

function narrowByLabel(request: ReleaseRequest, side: Side, selector: Selector): Selector {
  const { identity } = request.policy;
  return identity.kind === 'versionLabel' && side !== 'all'
    ? withMatchers(selector, versionMatchers(request, side, identity.label))
    : selector;
}

/** A series without a version is of no release, so it is no baseline either. */
export function versionMatchers(
  { version, baselineVersion }: ReleaseRequest,
  side: 'release' | 'baseline',
  label: string
): Matcher[] {
  if (side === 'release') {
    return [{ label, operator: '=', value: version ?? '' }];
  }
  return baselineVersion === null
    ? [
        { label, operator: '!=', value: version ?? '' },
        { label, operator: '!=', value: '' },
      ]
    : [{ label, operator: '=', value: baselineVersion }];
}

export function withMatchers(selector: Selector, matchers: readonly Matcher[]): Selector {
  return { ...selector, matchers: [...selector.matchers, ...matchers] };
}
