import type { Matcher } from '../../promql/ast';
import type { Series } from '../../query/port';
import { formatDuration, parseDuration } from '../../window/duration';
import { annotationDescription } from '../annotationDescription';
import { annotationLinks } from '../annotationLinks';
import type { RulesUnreadable } from '../../rules/rules';
import { seriesKey } from '../identity';
import type { Labels, Problem, RatioMetric, Slo, Upstream } from '../slo';
import { INCREASE, PYRRA_AVAILABILITY, PYRRA_REMARKS, PYRRA_SLO, pyrraIdentity } from './names';
import { pyrraPairs } from './pairs';
import { pyrraEvents, type PyrraRules } from './rules';

const DAY_SECONDS = 86_400;
/** Pyrra has no default; most of its examples say 4w. */
const ASSUMED_WINDOW_SECONDS = 28 * DAY_SECONDS;

export interface PyrraFacts {
  upstream: Upstream;
  /** Those of its burn rates. */
  labels: Labels;
  /** What their names begin with; empty where nothing tells. */
  base: string;
  /** Their metrics by window in seconds. */
  burnrates: ReadonlyMap<number, string>;
  /** What is recorded of it is of the past. */
  hasStopped: boolean;
  /** Its generic series, where it has them. */
  objective: Series | undefined;
  window: Series | undefined;
  availability: (Series & { current: boolean }) | undefined;
  /** Metrics of counts over the SLO window that carry its name. */
  increases: readonly string[];
  /** Null where no rules of it are known. */
  rules: PyrraRules | null;
  /** Why no rules at all can be read; null where they can. */
  unreadable: RulesUnreadable | null;
}

export function pyrraSlo(facts: PyrraFacts): Slo {
  const { upstream, labels, base, burnrates, availability, rules, increases } = facts;
  const problems: Problem[] = [];
  const sloName = labels[PYRRA_SLO] ?? '';
  const windowSeconds = facts.window?.values[0] ?? windowOf([...increases, ...(rules?.increases ?? [])], base);
  if (windowSeconds === null) {
    problems.push({ kind: 'windowAssumed', windowSeconds: ASSUMED_WINDOW_SECONDS });
  }
  const window = windowSeconds ?? ASSUMED_WINDOW_SECONDS;
  const objectiveRatio = objectiveOf(facts);
  if (objectiveRatio === null) {
    problems.push({ kind: 'objectiveUnknown' });
    if (facts.unreadable) {
      problems.push({ kind: 'rulesUnreadable', cause: facts.unreadable });
    }
  }
  const isMeasured = burnrates.size > 0;
  if (facts.hasStopped) {
    problems.push({ kind: 'rulesStopped' });
  } else if (!isMeasured) {
    problems.push({ kind: 'sliMissing' });
  }
  problems.push(...(rules?.failures ?? []).map((failure): Problem => ({ kind: 'ruleFails', ...failure })));
  const pairs = rules && rules.pairs.length > 0 ? rules.pairs : pyrraPairs(window);
  problems.push(...(isMeasured ? unrecorded(pairs, burnrates) : []));

  const key = seriesKey(labels, PYRRA_REMARKS);
  const ratio = (metric: string): RatioMetric => ({ metric, holds: 'bad' });
  const looked = base === '' ? [] : pairs.flatMap((pair) => [pair.shortSeconds, pair.longSeconds]);
  const wanted = new Set([...burnrates.keys(), ...looked]);
  const nameOf = (seconds: number) => burnrates.get(seconds) ?? `${base}:burnrate${formatDuration(seconds)}`;
  const ratios = [...wanted].sort((a, b) => a - b).map((seconds) => [seconds, ratio(nameOf(seconds))] as const);
  const [shortest] = ratios;
  const group = rules ? groupOf(labels, rules.labels) : [];
  const events = rules?.events && pyrraEvents(rules.events, sloName, group, window, (one) => increases.includes(one));
  const own = Object.fromEntries(Object.entries(labels).filter(([name]) => name !== PYRRA_SLO));
  const owner = own['owner'] ?? own['team'];
  const description =
    facts.objective?.labels['description'] ?? (rules ? annotationDescription(rules.annotations, labels) : undefined);
  return {
    id: `pyrra:${upstream.uid}:${base}${key}`,
    tool: 'pyrra',
    upstream,
    ...pyrraIdentity(own, sloName),
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    labels: own,
    objectiveRatio,
    window: { kind: 'rolling', seconds: window },
    recorded: {
      idLabel: PYRRA_SLO,
      idValue: sloName,
      seriesKey: key,
      remarkLabels: PYRRA_REMARKS,
      ratios: new Map(ratios),
      // Without burn rates nothing tells whether events still come: the counts of weeks go on when they have ended.
      windowRatio:
        availability && isMeasured
          ? { metric: PYRRA_AVAILABILITY, holds: 'good', seriesKey: seriesKey(availability.labels, PYRRA_REMARKS) }
          : null,
      weighs: 'events',
      budgetRemaining: null,
      slot: shortest ? { ratio: shortest[1], seconds: Math.max(SHORTEST_SLOT_SECONDS, shortest[0]) } : null,
      poisoned: false,
    },
    ...(events ? { events } : {}),
    pairs,
    links: rules ? annotationLinks(rules.annotations, labels) : [],
    problems,
  };
}

/** Slots of a minute would be ten thousands in a window. */
const SHORTEST_SLOT_SECONDS = 300;

function objectiveOf({ objective, rules }: PyrraFacts): number | null {
  const recorded = Number((objective?.values[0] ?? NaN).toPrecision(12));
  return recorded > 0 && recorded < 1 ? recorded : (rules?.objectiveRatio ?? null);
}

/** The SLO window by the names of what is counted over it; the longest, since performance mode counts 5m too. */
function windowOf(metrics: readonly string[], base: string): number | null {
  const seconds = metrics.flatMap((metric) => {
    const { base: own, window = '' } = INCREASE.exec(metric)?.groups ?? {};
    return base === '' || own === base ? (parseDuration(window) ?? []) : [];
  });
  return seconds.length === 0 ? null : Math.max(...seconds);
}

function unrecorded(pairs: ReturnType<typeof pyrraPairs>, burnrates: ReadonlyMap<number, string>): Problem[] {
  return pairs
    .filter(({ shortSeconds, longSeconds }) => !burnrates.has(shortSeconds) || !burnrates.has(longSeconds))
    .map(({ shortSeconds, longSeconds }) => ({ kind: 'pairNotRecorded', shortSeconds, longSeconds }));
}

/** What the series of a group carry besides the labels that the rules add. */
function groupOf(labels: Labels, added: Labels): Matcher[] {
  return Object.entries(labels)
    .filter(([name]) => !(name in added))
    .map(([label, value]) => ({ label, operator: '=', value }));
}
