import type { AlertPair } from '../../budget/alertPairs';
import type { Matcher, Selector } from '../../promql/ast';
import { parseEventRatio } from '../../promql/eventRatio';
import type { AlertingRule, RecordingRule, RulesAnswer } from '../../rules/rules';
import { formatDuration, parseDuration } from '../../window/duration';
import type { EventCount, EventsSli } from '../events';
import type { Labels } from '../slo';
import { BURNRATE, INCREASE, metricBase, PYRRA_SLO } from './names';

/** What the rules of one SLO of Pyrra say. */
export interface PyrraRules {
  /** What the names of its burn rates begin with. */
  base: string;
  /** In (0, 1); null where no alert tells it, or where two tell different ones. */
  objectiveRatio: number | null;
  /** Those of its alerts; empty where it has none. */
  pairs: AlertPair[];
  /** How its events are counted, in all groups; absent where they are not counted, or where two rules differ. */
  events?: EventsSli;
  /** Labels that the rules of its burn rates add to what they record. */
  labels: Labels;
  /** Labels whose values each have a budget of their own. */
  grouping: readonly string[];
  /** Labels that the counts over its window keep, those it is grouped by among them. */
  split: readonly string[];
  /** Metrics that those counts are recorded in. */
  increases: readonly string[];
  annotations: Labels;
  /** The expressions of its burn rates, by their names. */
  queries: ReadonlyMap<string, string>;
  /** Whether two rules of one name differ in theirs. */
  ambiguous: boolean;
  /** Rules whose newest evaluation failed. */
  failures: Array<{ rule: string; message: string }>;
}

/** `… > (14 * (1-0.999))`: factor and objective of a pair. Prometheus tells the query with spaces, as it prints it. */
const THRESHOLD = />\s*\((\d+(?:\.\d+)?)\s*\*\s*\(1\s*-\s*(0\.\d+)\)\)/;

/** The base of a burn rate that an alert looks at; begins where a name does, or a long one would be read from each character. */
const LOOKED_AT = /(?<![a-zA-Z0-9_:])([a-zA-Z_:][a-zA-Z0-9_:]*):burnrate\d/;
/** What a sum is grouped by: no parenthesis opens within. */
const SUMMED_BY = /\bsum\s+by\s*\(([^()]*)\)/;

/** The rules of every SLO of Pyrra by its name and the base of its metric names; null where rules cannot be read. */
export function pyrraRules(answer: RulesAnswer): Map<string, PyrraRules> | null {
  if (answer.state !== 'ok') {
    return null;
  }
  const found = new Map<string, PyrraRules>();
  const rules = answer.groups.flatMap((group) => group.rules);
  for (const rule of rules) {
    const base = baseOf(rule);
    const slo = rule.labels[PYRRA_SLO];
    if (base === undefined || slo === undefined) {
      continue;
    }
    const key = rulesKey(slo, base);
    const own = found.get(key) ?? emptyRules(base, slo);
    found.set(key, rule.type === 'recording' ? withRecording(own, rule) : withAlert(own, rule));
  }
  return found;
}

export function rulesKey(slo: string, base: string): string {
  return JSON.stringify([slo, base]);
}

function emptyRules(base: string, slo: string): PyrraRules {
  return {
    base,
    objectiveRatio: null,
    pairs: [],
    labels: { [PYRRA_SLO]: slo },
    grouping: [],
    split: [],
    increases: [],
    annotations: {},
    queries: new Map(),
    ambiguous: false,
    failures: [],
  };
}

/** The base of the metric that a rule records or looks at, as `http_requests` of `http_requests:burnrate5m`. */
function baseOf(rule: RecordingRule | AlertingRule): string | undefined {
  return rule.type === 'recording'
    ? (BURNRATE.exec(rule.name) ?? INCREASE.exec(rule.name))?.groups?.['base']
    : LOOKED_AT.exec(rule.query)?.[1];
}

function withRecording(own: PyrraRules, rule: RecordingRule): PyrraRules {
  const failures =
    rule.health === 'err' ? [...own.failures, { rule: rule.name, message: rule.lastError }] : own.failures;
  const kept = labelsKept(rule.query);
  if (!BURNRATE.test(rule.name)) {
    const split = [...new Set([...own.split, ...kept])];
    return { ...own, split, increases: [...own.increases, rule.name], failures };
  }
  const told = own.queries.get(rule.name) ?? rule.query;
  const { events: known, ...rest } = own;
  // Two SLOs of one name on one metric: nothing tells whose events these are.
  const events = told === rule.query && !own.ambiguous ? (known ?? eventsOf(rule.query)) : undefined;
  return {
    ...rest,
    labels: rule.labels,
    grouping: kept,
    failures,
    queries: new Map([...own.queries, [rule.name, told]]),
    ambiguous: own.ambiguous || told !== rule.query,
    ...(events === undefined ? {} : { events }),
  };
}

/** The labels that the sums of a query keep, which in Pyrra's rules are the same for all of them. */
function labelsKept(query: string): string[] {
  const [, list = ''] = SUMMED_BY.exec(query) ?? [];
  return list
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '');
}

/** The error ratio of a burn rate: bad events over all of them. */
function eventsOf(query: string): EventsSli | undefined {
  const ratio = parseEventRatio(query);
  return ratio.ok && !ratio.complement
    ? { counted: 'bad', part: ratio.part.count, total: ratio.total.count }
    : undefined;
}

function withAlert(own: PyrraRules, { query, labels, annotations, name, health, lastError }: AlertingRule): PyrraRules {
  const [, factor, objective] = THRESHOLD.exec(query) ?? [];
  const shortSeconds = parseDuration(labels['short'] ?? '');
  const longSeconds = parseDuration(labels['long'] ?? '');
  const failures = health === 'err' ? [...own.failures, { rule: name, message: lastError }] : own.failures;
  if (factor === undefined || !shortSeconds || !longSeconds) {
    return { ...own, failures };
  }
  const told = objectiveOf(objective ?? '');
  const pair: AlertPair = {
    severity: labels['severity'] === 'critical' || labels['severity'] === 'page' ? 'page' : 'ticket',
    shortSeconds,
    longSeconds,
    factor: Number(factor),
  };
  return {
    ...own,
    objectiveRatio: own.pairs.length === 0 || own.objectiveRatio === told ? told : null,
    pairs: distinct([...own.pairs, pair]).sort((a, b) => a.longSeconds - b.longSeconds),
    annotations: { ...own.annotations, ...annotations },
    failures,
  };
}

/** A file that is loaded twice has every alert twice. */
function distinct(pairs: readonly AlertPair[]): AlertPair[] {
  return [...new Map(pairs.map((pair) => [JSON.stringify(pair), pair])).values()];
}

/** Pyrra prints the quotient of a percentage, 0.9990000000000001 for 99.9 %. */
function objectiveOf(text: string): number | null {
  const ratio = Number(Number(text).toPrecision(12));
  return ratio > 0 && ratio < 1 ? ratio : null;
}

/**
 * The events of an SLO, and where its tool has recorded their increases over the SLO window: a raw count over weeks costs
 * Prometheus what it costs to read every sample.
 *
 * @param group labels by which one group of the SLO is told from the others
 */
export function pyrraEvents(
  { counted, part, total }: EventsSli,
  slo: string,
  group: readonly Matcher[],
  windowSeconds: number,
  isRecorded: (metric: string) => boolean
): EventsSli {
  const recorded = new Map<Selector, Selector>();
  const narrow = (count: EventCount): EventCount => {
    const each = (term: EventCount[number]) => {
      const selector = { ...term.selector, matchers: [...term.selector.matchers, ...group] };
      const increase = increaseOf(selector, slo, windowSeconds);
      if (increase.metric !== undefined && isRecorded(increase.metric)) {
        recorded.set(selector, increase);
      }
      return { ...term, selector };
    };
    const [first, ...rest] = count;
    return [each(first), ...rest.map(each)];
  };
  const events: EventsSli = { counted, part: narrow(part), total: narrow(total) };
  return recorded.size === 0 ? events : { ...events, recorded: { windowSeconds, selectors: recorded } };
}

/** A histogram's count is recorded without `le`, its buckets with it. */
function increaseOf({ metric = '', matchers }: Selector, slo: string, windowSeconds: number): Selector {
  const whole: Matcher[] = metric.endsWith('_count') ? [{ label: 'le', operator: '=', value: '' }] : [];
  return {
    type: 'selector',
    metric: `${metricBase(metric)}:increase${formatDuration(windowSeconds)}`,
    matchers: [...matchers, ...whole, { label: PYRRA_SLO, operator: '=', value: slo }],
  };
}
