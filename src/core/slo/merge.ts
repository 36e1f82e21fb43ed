import { groupBy } from '../groupBy';
import { defaultPairs, type AlertPair } from '../budget/alertPairs';
import { nominalSeconds } from '../window/calendar';
import type { SloWindow } from '../window/window';
import type { Matcher, Selector } from '../promql/ast';
import type { DocumentProblem } from '../document/problem';
import type { SloDefinition } from './definition';
import type { EventCount, EventsSli } from './events';
import { groupMatchers, isGrouped, MOST_GROUPS, type GroupsByDefinition } from './groups';
import { isSameObjective } from './objective';
import { meetsByName } from './pyrra/sameName';
import type { Problem, Slo, Upstream } from './slo';

/**
 * The SLOs of an upstream: those that a tool has recorded there and those that documents define for it. A document and
 * the series recorded from its rules are one SLO: the series give the numbers, the document the meaning and the way to
 * count events; where they disagree, the row says so. A document that meets several recorded SLOs (clusters, groups of
 * one SLO) counts for each the events that carry its labels; one that meets none is an SLO of each of its groups. All carry
 * the labels of the upstream besides their own.
 */
export function mergeDefinitions(
  upstream: Upstream,
  recorded: readonly Slo[],
  definitions: readonly SloDefinition[],
  groups: GroupsByDefinition = new Map()
): Slo[] {
  const own = definitionsFor(upstream, definitions);
  // Nothing that a tool has recorded is a composite, whatever its name.
  const joinable = own.filter(({ composite }) => composite === undefined);
  const definitionOf = definitionsOf(recorded, joinable);
  const met = groupBy([...definitionOf], ([, definition]) => nameKey(definition));
  const merged = recorded.map((slo) => {
    const definition = definitionOf.get(slo);
    const siblings = definition ? (met.get(nameKey(definition)) ?? []) : [];
    return definition
      ? joined(
          slo,
          definition,
          siblings.map(([sibling]) => sibling)
        )
      : slo;
  });
  const alone = own.filter((definition) => definition.composite !== undefined || !met.has(nameKey(definition)));
  const all = [...merged, ...alone.flatMap((definition) => grouped(defined(upstream, definition), definition, groups))];
  return all.map((slo) => ({ ...slo, labels: { ...upstream.labels, ...slo.labels } }));
}

export function definitionsFor(
  upstream: Pick<Upstream, 'uid' | 'name'>,
  definitions: readonly SloDefinition[]
): SloDefinition[] {
  return definitions.filter((definition) => isFor(definition, upstream));
}

/** The document of each recorded SLO that has one: that of its service and name, or the only one that its name alone meets. */
function definitionsOf(recorded: readonly Slo[], definitions: readonly SloDefinition[]): Map<Slo, SloDefinition> {
  const byKey = new Map(definitions.map((definition) => [nameKey(definition), definition]));
  const found = new Map<Slo, SloDefinition>();
  const rest: Slo[] = [];
  for (const slo of recorded) {
    const definition = byKey.get(nameKey(slo)) ?? byKey.get(nameKey({ ...slo, name: slo.name.replace(/-0$/, '') }));
    if (definition) {
      found.set(slo, definition);
    } else {
      rest.push(slo);
    }
  }
  const met = new Set(found.values());
  const byName = groupBy(
    definitions.filter((definition) => !met.has(definition)),
    ({ name }) => name
  );
  for (const slo of rest) {
    const [only, ...others] = (byName.get(slo.name) ?? []).filter((definition) => meetsByName(slo, definition));
    if (only && others.length === 0) {
      found.set(slo, only);
    }
  }
  return found;
}

/** Definitions that name a data source which is not among the upstreams: they would be rows of none. */
export function unknownUpstreams(
  definitions: readonly SloDefinition[],
  upstreams: ReadonlyArray<Pick<Upstream, 'uid' | 'name'>>
): DocumentProblem[] {
  const known = upstreams.map(({ name }) => name);
  return definitions
    .filter((definition) => !upstreams.some((upstream) => isFor(definition, upstream)))
    .map(({ document, line, upstreamRef = '' }) => ({
      severity: 'error',
      document,
      line,
      column: 1,
      path: 'metricSourceRef',
      issue: { kind: 'unknownUpstream', value: upstreamRef, known },
    }));
}

/** A document that names no data source is measured wherever SLOs are read from. */
function isFor({ upstreamRef, upstreamAlias }: SloDefinition, { uid, name }: Pick<Upstream, 'uid' | 'name'>): boolean {
  return upstreamRef === undefined || [upstreamRef, upstreamAlias].some((one) => one === uid || one === name);
}

/** Sloth adds the number of the objective to the name of an SLO that it has made of an OpenSLO document. */
function nameKey({ service, name }: Pick<Slo, 'service' | 'name'>): string {
  return JSON.stringify([service, name]);
}

function sharedDocument(definition: SloDefinition): Pick<Slo, 'sharedDocument'> {
  return definition.upstreamRef === undefined ? { sharedDocument: nameKey(definition) } : {};
}

function defined(upstream: Upstream, definition: SloDefinition): Slo {
  const { tool, service, name, description, owner, labels, objectiveRatio, window, events, composite, links } =
    definition;
  const { uncountable, windowAssumed, native, slices } = definition;
  const pairs = definition.pairs ?? defaultPairs(nominalSeconds(window));
  const tooShort = pairs.filter(({ shortSeconds }) => slices !== undefined && shortSeconds < slices.seconds);
  return {
    id: `${tool}:${upstream.uid}:${JSON.stringify([service, name])}`,
    tool,
    upstream,
    service,
    name,
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    labels,
    objectiveRatio,
    window,
    ...(windowAssumed === 'default' ? { windowIsDefault: true } : {}),
    ...(events === undefined ? {} : { events }),
    ...(slices === undefined ? {} : { slices }),
    ...(native === undefined ? {} : { native }),
    ...sharedDocument(definition),
    ...(composite === undefined ? {} : { composite }),
    pairs: pairs.filter((pair) => !tooShort.includes(pair)),
    ...muted(definition),
    links,
    problems: [
      ...(uncountable === undefined ? [] : [{ kind: 'notCountable' as const, what: uncountable }]),
      ...(windowAssumed === 'likeliest'
        ? [{ kind: 'windowAssumed' as const, windowSeconds: nominalSeconds(window) }]
        : []),
      ...tooShort.map(({ shortSeconds, longSeconds }) => ({
        kind: 'pairShorterThanSlice' as const,
        shortSeconds,
        longSeconds,
        sliceSeconds: slices?.seconds ?? 0,
      })),
    ],
  };
}

function muted({ mutedPairs }: SloDefinition): Pick<Slo, 'mutedPairs'> {
  return mutedPairs === undefined ? {} : { mutedPairs };
}

function notMuted(pairs: readonly AlertPair[], mutedPairs: readonly AlertPair[]): AlertPair[] {
  return pairs.filter(({ severity }) => !mutedPairs.some((muted) => muted.severity === severity));
}

/** One SLO for each group that a document wants one of; all as one, which says so, where nobody can tell the groups. */
function grouped(slo: Slo, definition: SloDefinition, groups: GroupsByDefinition): Slo[] {
  if (!isGrouped(definition)) {
    return [slo];
  }
  const { events, grouping } = definition;
  const known = groups.get(definition);
  if (known?.state !== 'ok' || known.groups.length > MOST_GROUPS) {
    const count = known?.state === 'ok' ? known.groups.length : null;
    return [{ ...slo, problems: [...slo.problems, { kind: 'groupsSummed', by: grouping, groups: count }] }];
  }
  return known.groups.length === 0
    ? [slo]
    : known.groups.map((group) => {
        const matchers = groupMatchers(definition, group);
        return {
          ...slo,
          id: `${slo.id}${JSON.stringify(matchers.map(({ value }) => value))}`,
          labels: { ...slo.labels, ...group },
          events: narrowed(events, matchers),
        };
      });
}

/** What is no problem any more where a document gives the objective. */
const TOLD_BY_DOCUMENT: ReadonlyArray<Problem['kind']> = ['objectiveUnknown', 'rulesUnreadable'];

/** What is said of pairs that were assumed, and does not hold for those of a document. */
const ABOUT_ASSUMED_PAIRS: ReadonlyArray<Problem['kind']> = ['pairsAssumed', 'pairNotRecorded'];

function joined(slo: Slo, definition: SloDefinition, met: readonly Slo[]): Slo {
  const { description, owner, labels, objectiveRatio, window, events, native, links } = definition;
  const problems: Problem[] = [...slo.problems];
  if (slo.objectiveRatio === null) {
    problems.splice(0, problems.length, ...problems.filter(({ kind }) => !TOLD_BY_DOCUMENT.includes(kind)));
  } else if (objectiveRatio !== null && !isSameObjective(slo.objectiveRatio, objectiveRatio)) {
    problems.push({
      kind: 'documentDisagrees',
      about: 'objective',
      document: objectiveRatio,
      recorded: slo.objectiveRatio,
    });
  }
  if (!definition.windowAssumed) {
    problems.push(...windowProblems(window, slo.window));
  }
  // Pairs that the rules or the series tell are the ones that alert.
  const pairs = problems.some(({ kind }) => kind === 'pairsAssumed')
    ? definition.pairs
    : slo.pairsByDefault
      ? definition.mutedPairs && notMuted(slo.pairs, definition.mutedPairs)
      : undefined;
  const wouldTell = (what: 'total' | 'pairs') => (one: Problem) => one.kind === 'rulesWouldTell' && one.what === what;
  const told = [...(events === undefined ? [] : [wouldTell('total')]), ...(pairs ? [wouldTell('pairs')] : [])];
  problems.splice(0, problems.length, ...problems.filter((one) => !told.some((isTold) => isTold(one))));
  const merged = { ...labels, ...slo.labels };
  const known = merged['owner'] ?? merged['team'] ?? owner ?? slo.owner;
  return {
    ...slo,
    service: slo.service === '' ? definition.service : slo.service,
    ...(description === undefined ? {} : { description }),
    ...(known === undefined ? {} : { owner: known }),
    labels: merged,
    objectiveRatio: slo.objectiveRatio ?? objectiveRatio,
    ...(events === undefined ? {} : { events: narrowed(events, tellingLabels(slo, met)) }),
    ...(native === undefined
      ? {}
      : { native: { ...native, histogram: withMatchers(native.histogram, tellingLabels(slo, met)) } }),
    ...sharedDocument(definition),
    ...(pairs === undefined ? {} : { pairs, ...muted(definition) }),
    links: [...links, ...slo.links],
    problems: pairs === undefined ? problems : problems.filter(({ kind }) => !ABOUT_ASSUMED_PAIRS.includes(kind)),
  };
}

/** Tools record rolling windows only. */
function windowProblems(document: SloWindow, ofRules: SloWindow): Problem[] {
  const recorded = nominalSeconds(ofRules);
  if (document.kind === 'calendar') {
    return [{ kind: 'documentDisagrees', about: 'calendar', document, recorded }];
  }
  return document.seconds === recorded
    ? []
    : [{ kind: 'documentDisagrees', about: 'window', document: document.seconds, recorded }];
}

/** The labels by which one of several recorded SLOs of one document is told from the others. */
function tellingLabels({ labels }: Slo, met: readonly Slo[]): Matcher[] {
  const names = new Set(met.flatMap((other) => Object.keys(other.labels)));
  return [...names]
    .filter((name) => met.some((other) => other.labels[name] !== labels[name]))
    .sort()
    .map((name) => ({ label: name, operator: '=', value: labels[name] ?? '' }));
}

function narrowed({ counted, part, total, threshold }: EventsSli, matchers: readonly Matcher[]): EventsSli {
  const narrow = (selector: Selector) => withMatchers(selector, matchers);
  const each = ([first, ...rest]: EventCount): EventCount => [
    { ...first, selector: narrow(first.selector) },
    ...rest.map((term) => ({ ...term, selector: narrow(term.selector) })),
  ];
  return {
    counted,
    part: each(part),
    total: each(total),
    ...(threshold === undefined ? {} : { threshold: { ...threshold, buckets: narrow(threshold.buckets) } }),
  };
}

function withMatchers(selector: Selector, matchers: readonly Matcher[]): Selector {
  return { ...selector, matchers: [...selector.matchers, ...matchers] };
}
