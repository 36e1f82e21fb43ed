import type { AlertPair } from '../../budget/alertPairs';
import type { Matcher } from '../../promql/ast';
import { parseEventRatio } from '../../promql/eventRatio';
import { matchableQuery, type AlertingRule, type RecordingRule, type Rule, type RulesAnswer } from '../../rules/rules';
import { parseDuration } from '../../window/duration';
import type { EventCount, EventsSli } from '../events';
import { identifyingLabels } from '../identity';
import type { Labels, RecordedSli } from '../slo';
import { SLOTH_CORRECTION_PREFIX, SLOTH_ERROR_RATIO_PREFIX, SLOTH_ID, SLOTH_REMARKS } from './names';

/** What the rules of one SLO of Sloth say. */
export interface SlothRules {
  /** Those of its alerts; empty where they are switched off, or are none that Sloth writes. */
  pairs: AlertPair[];
  /** How its events are counted, in all groups; absent where they are not counted. */
  events?: EventsSli;
  weighs: RecordedSli['weighs'];
  /** Window of the ratios that the one over the SLO window is the mean of; null where it is none, or none is known. */
  slotSeconds: number | null;
  /** Labels that the rules add to what they record. */
  labels: Labels;
  /** Those of its alerts; where they differ, the page's. */
  annotations: Labels;
  /** Rules whose newest evaluation failed. */
  failures: Array<{ rule: string; message: string }>;
}

const ID_MATCHER = new RegExp(`\\b${SLOTH_ID}="([^"]+)"`);
const MEAN = new RegExp(`\\bsum_over_time\\(\\s*${SLOTH_ERROR_RATIO_PREFIX}(\\w+)`);
/** `slo:sli_error:ratio_rate5m{…} > (14.4 * 0.001)`: window and factor; how the budget is written says nothing more. */
const THRESHOLD = `${SLOTH_ERROR_RATIO_PREFIX}(\\w+)\\s*\\{[^}]*\\}\\s*>\\s*\\(\\s*([\\d.e+-]+)\\s*\\*[^)]*\\)`;
/** A window and the one after it: Sloth writes `without (…)` behind what is aggregated, Prometheus before it. */
const PAIR = new RegExp(`${THRESHOLD}[^>]*?\\band\\b[^>]*?${THRESHOLD}`, 'g');

/** The rules of every SLO of Sloth by its id; empty where rules cannot be read. */
export function rulesBySlothId(answer: RulesAnswer): Map<string, Rule[]> {
  const found = new Map<string, Rule[]>();
  const rules = answer.state === 'ok' ? answer.groups.flatMap((group) => group.rules) : [];
  for (const rule of rules) {
    // Only its expression tells of which SLO an alert is.
    const id = rule.labels[SLOTH_ID] ?? ID_MATCHER.exec(rule.query)?.[1];
    if (id !== undefined) {
      const known = found.get(id);
      if (known) {
        known.push(rule);
      } else {
        found.set(id, [rule]);
      }
    }
  }
  return found;
}

/**
 * What rules of one id say of the SLO whose info series has such labels: several clusters may have the same id. Null where
 * none of them records its SLI.
 */
export function slothRules(rules: readonly Rule[], info: Labels, windowSeconds: number): SlothRules | null {
  const own = rules.filter((rule) => rule.type === 'alerting' || isOf(rule, info));
  const ratios = own.flatMap((rule) => {
    const windowSeconds = rule.type === 'recording' ? windowOf(rule.name) : null;
    return rule.type === 'recording' && windowSeconds !== null ? [{ rule, windowSeconds }] : [];
  });
  const [first] = ratios;
  if (!first) {
    return null;
  }
  const alerts = own.flatMap((rule) => (rule.type === 'alerting' ? [rule] : []));
  const corrected = ratios.some(({ rule }) => rule.query.includes(SLOTH_CORRECTION_PREFIX));
  // Rules of two places that nothing tells apart: nobody knows whose events these are.
  const queries = new Set(ratios.map(({ rule }) => JSON.stringify([rule.name, rule.query])));
  const ambiguous = queries.size > new Set(ratios.map(({ rule }) => rule.name)).size;
  const events = corrected || ambiguous ? undefined : firstEvents(ratios.map(({ rule }) => rule));
  const overWindow = ratios.find((one) => one.windowSeconds === windowSeconds)?.rule.query;
  const mean = overWindow === undefined ? null : MEAN.exec(overWindow);
  return {
    pairs: pairsOf(alerts),
    ...(events === undefined ? {} : { events }),
    weighs: weighs(overWindow === undefined || mean !== null, corrected, events !== undefined),
    slotSeconds: parseDuration(mean?.[1] ?? ''),
    labels: first.rule.labels,
    annotations: Object.assign({}, ...alerts.sort(pagesLast).map(({ annotations }) => annotations)),
    failures: failuresOf(own),
  };
}

function isOf({ labels }: RecordingRule, info: Labels): boolean {
  return identifyingLabels(labels, SLOTH_REMARKS).every(([name, value]) => (info[name] ?? value) === value);
}

function windowOf(metric: string): number | null {
  return metric.startsWith(SLOTH_ERROR_RATIO_PREFIX)
    ? parseDuration(metric.slice(SLOTH_ERROR_RATIO_PREFIX.length))
    : null;
}

function weighs(isMean: boolean, corrected: boolean, counted: boolean): RecordedSli['weighs'] {
  if (corrected) {
    return 'traffic';
  }
  if (isMean) {
    return 'slots';
  }
  return counted ? 'events' : 'query';
}

function firstEvents(rules: readonly RecordingRule[]): EventsSli | undefined {
  for (const { query } of rules) {
    const ratio = parseEventRatio(query);
    // What stands in no `rate` may be a rate that others have recorded, which increases of it would not count.
    if (ratio.ok && ratio.part.rated && ratio.total.rated) {
      const { complement, part, total } = ratio;
      return { counted: complement ? 'good' : 'bad', part: part.count, total: total.count };
    }
  }
  return undefined;
}

function pairsOf(alerts: readonly AlertingRule[]): AlertPair[] {
  const pairs = alerts.flatMap((alert) => {
    const severity = alert.labels['sloth_severity'];
    return severity === 'page' || severity === 'ticket'
      ? [...matchableQuery(alert).matchAll(PAIR)].flatMap(([, ...texts]) => pairOf(severity, texts))
      : [];
  });
  // Copies of Prometheus evaluate copies of the rules.
  return [...new Map(pairs.map((pair) => [JSON.stringify(pair), pair])).values()].sort(
    (a, b) => a.longSeconds - b.longSeconds
  );
}

function pairOf(severity: AlertPair['severity'], [short, factor, long, same]: string[]): AlertPair[] {
  const shortSeconds = parseDuration(short ?? '');
  const longSeconds = parseDuration(long ?? '');
  return shortSeconds && longSeconds && factor === same && Number(factor) > 0
    ? [{ severity, shortSeconds, longSeconds, factor: Number(factor) }]
    : [];
}

function pagesLast(a: AlertingRule, b: AlertingRule): number {
  const rank = ({ labels }: AlertingRule) => (labels['sloth_severity'] === 'page' ? 1 : 0);
  return rank(a) - rank(b);
}

function failuresOf(rules: readonly Rule[]): SlothRules['failures'] {
  const failures = rules
    .filter(({ health }) => health === 'err')
    .map(({ name, lastError }) => ({ rule: name, message: lastError }));
  return [...new Map(failures.map((one) => [JSON.stringify(one), one])).values()];
}

/** The events of one group of an SLO: those whose series carry what its own carry besides the labels of the rules. */
export function slothEvents({ counted, part, total }: EventsSli, added: Labels, labels: Labels): EventsSli {
  const group = identifyingLabels(labels, SLOTH_REMARKS)
    .filter(([name]) => !(name in added))
    .map(([label, value]): Matcher => ({ label, operator: '=', value }));
  const narrow = ([first, ...rest]: EventCount): EventCount => {
    const each = (term: EventCount[number]) => ({
      ...term,
      selector: { ...term.selector, matchers: [...term.selector.matchers, ...group] },
    });
    return [each(first), ...rest.map(each)];
  };
  return { counted, part: narrow(part), total: narrow(total) };
}
