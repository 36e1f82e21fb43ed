import { measured, partial, type Measured, type Reason } from '../budget/dataState';
import { parseBound } from '../latency/bounds';
import { aggregate, call, range, selector, subquery, type Expr, type Matcher } from '../promql/ast';
import { matchAny } from '../promql/escape';
import { groupBy } from '../groupBy';
import type { Answers, InstantQuery, Series } from '../query/port';
import type { Failure } from '../failure';
import { failureOf, queryFailed } from '../query/failure';
import { UNION_LABEL, unionQueries } from '../query/union';
import type { AvailabilityFamily, LatencyFamily, MetricFamily, Unsuitability, Unsuitable } from './family';
import { chooseObjective, type CountedEvents } from './objective';

/** Every suggestion is judged by the events of one week, which has every hour of day and every day of week once. */
const WEEK_SECONDS = 604_800;

/** Seconds between two looks at whether a metric was there; 168 in a week. */
const LOOK_SECONDS = 3600;

/** Seen for this share of the week, a metric counts as seen all the time: a restart costs a look. */
const WHOLE_WEEK_RATIO = 0.99;

/** Shares of events that a latency threshold should hold, the wanted one first. */
const WITHIN_RATIOS = [0.99, 0.95] as const;

export interface Suggestion {
  family: MetricFamily;
  /** For latency: the upper bound of a bucket that all good events fall into, in the unit of the histogram. */
  upperBound?: number;
  events: CountedEvents;
  /** Share of good events; `measured`, or `partial` where a part of the week is missing. */
  sli: Measured;
  /** The strictest usual objective that the week would have met with head-room, see `chooseObjective`. */
  objectiveRatio: number;
}

export interface JudgedFamilies {
  suggestions: readonly Suggestion[];
  unsuitable: readonly Unsuitable[];
}

/**
 * The second round: what the families counted in the week before `atSeconds`, in at most four queries for all of them.
 * `increase` misses what a series counted before its first sample, so a failure that is the first of its kind may be
 * missing.
 */
export function planSuggestions(families: readonly MetricFamily[], atSeconds: number): InstantQuery[] {
  const availability = families.filter((family) => family.kind === 'availability');
  const latency = families.filter((family) => family.kind === 'latency');
  const weekly = (metric: string, matchers: readonly Matcher[], by: readonly string[]) =>
    aggregate('sum', by, call('increase', range(selector(metric, matchers), WEEK_SECONDS)));
  const looks = (metric: string, matchers: readonly Matcher[], by: readonly string[]) =>
    call('count_over_time', subquery(aggregate('count', by, selector(metric, matchers)), WEEK_SECONDS, LOOK_SECONDS));
  const infinite: Matcher = { label: 'le', operator: '=', value: '+Inf' };

  return [
    question('total', availability, atSeconds, ({ metric }, own, by) => weekly(metric, own, by)),
    question('bad', availability, atSeconds, ({ metric, failed }, own, by) => weekly(metric, [...own, failed], by)),
    question('buckets', latency, atSeconds, ({ metric }, own, by) => weekly(metric, own, [...by, 'le'])),
    question('looks', families, atSeconds, ({ metric, kind }, own, by) =>
      looks(metric, kind === 'latency' ? [...own, infinite] : own, by)
    ),
  ].flat();
}

/** One query for all families: those that differ in nothing but the service share a leaf. */
function question<T extends MetricFamily>(
  id: string,
  families: readonly T[],
  atSeconds: number,
  leaf: (family: T, matchers: readonly Matcher[], by: readonly string[]) => Expr
): InstantQuery[] {
  const leaves = [...groupBy(families, tagOf)].map(([tag, own]) => {
    const { label } = own[0].service;
    const matchers =
      label === null
        ? []
        : [
            matchAny(
              label,
              own.map(({ service }) => service.value)
            ),
          ];
    return { key: tag, expr: leaf(own[0], matchers, label === null ? [] : [label]) };
  });
  return unionQueries<InstantQuery>(id, leaves, (asked) => ({ kind: 'instant', ...asked, atSeconds }));
}

function tagOf(family: MetricFamily): string {
  const { metric, service, kind } = family;
  const failed =
    family.kind === 'availability' ? `${family.failed.label}${family.failed.operator}${family.failed.value}` : '';
  return [kind, metric, service.label ?? '', failed].join(' ');
}

export function readSuggestions(families: readonly MetricFamily[], answers: Answers): JudgedFamilies {
  const lookup = lookupOf(answers);
  const judged = families.map((family) =>
    family.kind === 'availability' ? judgeAvailability(family, lookup) : judgeLatency(family, lookup)
  );
  return {
    suggestions: judged.flatMap((one) => ('reason' in one ? [] : [one])),
    unsuitable: judged.flatMap((one) => ('reason' in one ? [one] : [])),
  };
}

/** The series of a family in an answer, or what the upstream said instead. */
type Found = { state: 'ok'; series: readonly Series[]; warning: string | undefined } | ({ state: 'failed' } & Failure);

/** There are fewer families than one union holds. */
function firstOf(id: string): string {
  return `${id}#0`;
}

type Lookup = (id: string, family: MetricFamily) => Found;

function lookupOf(answers: Answers): Lookup {
  const byTag = new Map(
    [...answers].map(([id, answer]) => [
      id,
      groupBy(answer.state === 'ok' ? answer.series : [], ({ labels }) => labels[UNION_LABEL] ?? ''),
    ])
  );
  return (id, family) => {
    const answer = answers.get(firstOf(id));
    if (answer?.state !== 'ok') {
      return { state: 'failed', ...failureOf(answer) };
    }
    const { label, value } = family.service;
    const series = byTag.get(firstOf(id))?.get(tagOf(family)) ?? [];
    return {
      state: 'ok',
      series: label === null ? series : series.filter(({ labels }) => labels[label] === value),
      warning: answer.warnings[0],
    };
  };
}

function judgeAvailability(family: AvailabilityFamily, lookup: Lookup): Suggestion | Unsuitable {
  const total = lookup('total', family);
  const bad = lookup('bad', family);
  for (const found of [total, bad]) {
    if (found.state === 'failed') {
      return unsuitable(family, queryFailed(found));
    }
  }
  const all = sumOf(total);
  // An absent series of failures beside a live total is zero failures; an absent total is nothing known.
  return all === undefined
    ? unsuitable(family, { kind: 'noData' })
    : suggest(family, { total: all, bad: sumOf(bad) ?? 0 }, [total, bad], lookup);
}

function judgeLatency(family: LatencyFamily, lookup: Lookup): Suggestion | Unsuitable {
  const buckets = lookup('buckets', family);
  if (buckets.state === 'failed') {
    return unsuitable(family, queryFailed(buckets));
  }
  const counts = countsByBound(buckets.series);
  const total = counts.get(Infinity);
  if (total === undefined) {
    return unsuitable(family, { kind: 'noData' });
  }
  if (total === 0) {
    return unsuitable(family, { kind: 'noTraffic' });
  }
  const finite = [...counts].filter(([bound]) => Number.isFinite(bound)).sort(([a], [b]) => a - b);
  const holding = WITHIN_RATIOS.map((ratio) => finite.find(([, count]) => count >= ratio * total)).find(Boolean);
  if (!holding) {
    const [upperBound, within] = finite.at(-1) ?? [null, 0];
    return unsuitable(family, { kind: 'slowerThanBuckets', upperBound, withinRatio: within / total });
  }
  const [upperBound, within] = holding;
  const suggestion = suggest(family, { total, bad: Math.max(0, total - within) }, [buckets], lookup);
  return 'reason' in suggestion ? suggestion : { ...suggestion, upperBound };
}

function suggest(
  family: MetricFamily,
  events: CountedEvents,
  counted: readonly Found[],
  lookup: Lookup
): Suggestion | Unsuitable {
  const { total, bad } = events;
  if (total === 0) {
    return unsuitable(family, { kind: 'noTraffic' });
  }
  const choice = chooseObjective(events);
  switch (choice.state) {
    case 'tooFewEvents':
      return unsuitable(family, { kind: 'tooFewEvents', total });
    case 'tooUnreliable':
      return unsuitable(family, { kind: 'tooUnreliable', sliRatio: 1 - bad / total });
    case 'ok': {
      const sli = withCoverage(1 - bad / total, counted, lookup('looks', family));
      return { family, events, sli, objectiveRatio: choice.objectiveRatio };
    }
  }
}

/** How much of the week is behind a number; a warning of the upstream counts for more than the coverage. */
function withCoverage(sliRatio: number, counted: readonly Found[], looks: Found): Measured {
  const warning = counted.flatMap((found) => (found.state === 'ok' ? (found.warning ?? []) : []))[0];
  if (looks.state === 'failed') {
    return partial(sliRatio, queryFailed(looks));
  }
  const coverageRatio = Math.min(1, (sumOf(looks) ?? 0) / (WEEK_SECONDS / LOOK_SECONDS));
  const reason: Reason =
    warning === undefined ? { kind: 'windowNotCovered', coverageRatio } : { kind: 'upstreamWarning', message: warning };
  return warning === undefined && coverageRatio >= WHOLE_WEEK_RATIO
    ? measured(sliRatio)
    : partial(sliRatio, reason, coverageRatio);
}

/** Undefined where there is no number at all. */
function sumOf(found: Found): number | undefined {
  const values = found.state === 'ok' ? found.series.flatMap(({ values: [value] }) => value ?? []) : [];
  const numbers = values.filter((value) => !Number.isNaN(value));
  return numbers.length === 0 ? undefined : numbers.reduce((sum, value) => sum + value, 0);
}

/** Events by numeric bound: an upstream that was upgraded may hold one bound as `1` and as `1.0`. */
function countsByBound(buckets: readonly Series[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { labels, values } of buckets) {
    const bound = parseBound(labels['le']);
    const [value = NaN] = values;
    if (!Number.isNaN(bound) && !Number.isNaN(value)) {
      counts.set(bound, (counts.get(bound) ?? 0) + value);
    }
  }
  return counts;
}

function unsuitable({ metric, service }: MetricFamily, reason: Unsuitability): Unsuitable {
  return { metric, service: service.value, reason };
}
