import type { Selector } from '../promql/ast';
import { print } from '../promql/print';
import { familySelector, stem, type MetricFamily } from './family';
import type { Suggestion } from './suggestions';

/** Names of Kubernetes objects, which OpenSLO takes its names from. */
const MOST_CHARACTERS = 63;

export interface DocumentWords {
  /** Uid of the data source that holds the events. */
  upstreamUid: string;
  displayName: string;
  description: string;
}

/** A suggestion as the text of an OpenSLO v1 document over a rolling window of 28 days, which is four whole weeks. */
export function documentFor(suggestion: Suggestion, { upstreamUid, displayName, description }: DocumentWords): string {
  const { family, objectiveRatio, upperBound } = suggestion;
  const name = documentName(family);
  const metricSource = (query: Selector): string[] => [
    'metricSource:',
    '  type: Prometheus',
    `  metricSourceRef: ${scalar(upstreamUid)}`,
    '  spec:',
    `    query: ${scalar(print(query))}`,
  ];
  const all = familySelector(family);
  const indicator =
    family.kind === 'latency'
      ? ['thresholdMetric:', ...indent(metricSource(all))]
      : [
          'ratioMetric:',
          '  counter: true',
          '  bad:',
          ...indent(indent(metricSource({ ...all, matchers: [...all.matchers, family.failed] }))),
          '  total:',
          ...indent(indent(metricSource(all))),
        ];
  return [
    'apiVersion: openslo/v1',
    'kind: SLO',
    'metadata:',
    `  name: ${scalar(name)}`,
    `  displayName: ${scalar(displayName)}`,
    'spec:',
    `  description: ${scalar(description)}`,
    `  service: ${scalar(objectName(family.service.value) || 'service')}`,
    '  indicator:',
    '    metadata:',
    `      name: ${scalar(name)}`,
    '    spec:',
    ...indent(indent(indent(indicator))),
    '  timeWindow:',
    '    - duration: 28d',
    '      isRolling: true',
    '  budgetingMethod: Occurrences',
    '  objectives:',
    `    - target: ${objectiveRatio}`,
    ...(upperBound === undefined ? [] : ['      op: lte', `      value: ${upperBound}`]),
    '',
  ].join('\n');
}

/** Appends documents to a text that may hold some already. */
export function appendDocument(text: string, addition: string): string {
  const before = text.trimEnd();
  return before === '' ? addition : `${before}${/(^|\n)---$/.test(before) ? '' : '\n---'}\n${addition}`;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/**
 * A YAML scalar with exactly this text: single-quoted where that is possible because PromQL is full of double quotes,
 * else double-quoted with escapes, as JSON writes it.
 */
function scalar(text: string): string {
  return /^[ -~]*$/.test(text) ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text).replace(UNPRINTABLE, escape);
}

/** What YAML does not let stand in a text and JSON does. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Tells the suggestions of an upstream apart: what a name cannot hold of a service is told by a hash. */
function documentName({ metric, service, kind }: MetricFamily): string {
  const of = service.label === null ? [] : [service.value];
  const name = [...of, stem(metric), kind].map(objectName).join('-').replace(/^-+/, '');
  const isExact = of.every((value) => objectName(value) === value) && name.length <= MOST_CHARACTERS;
  if (isExact) {
    return name;
  }
  const suffix = `-${hash(`${service.value}\n${metric}\n${kind}`)}`;
  return `${name.slice(0, MOST_CHARACTERS - suffix.length)}${suffix}`;
}

/** What of a text an RFC 1123 label can hold; possibly nothing. */
function objectName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_CHARACTERS)
    .replace(/^-+|-+$/g, '');
}

/** FNV-1a over the UTF-16 code units, 32 bits in base 36. */
function hash(text: string): string {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  }
  return (sum >>> 0).toString(36);
}
