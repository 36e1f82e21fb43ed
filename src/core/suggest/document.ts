import type { Selector } from '../promql/ast';
import { print } from '../promql/print';
import type { Upstream } from '../slo/slo';
import { familySelector, stem, type MetricFamily } from './family';
import type { Suggestion } from './suggestions';

/** Names of Kubernetes objects, which OpenSLO takes its names from. */
const MOST_CHARACTERS = 63;

export interface DocumentContext {
  /** The data source that holds the events. */
  upstream: Pick<Upstream, 'uid' | 'name'>;
  /** Whether the document stands beside those of other upstreams, so that its name must tell them apart. */
  namesUpstream: boolean;
  displayName: string;
  description: string;
}

/** A suggestion as the text of an OpenSLO v1 document over a rolling window of 28 days, which is four whole weeks. */
export function documentFor(suggestion: Suggestion, context: DocumentContext): string {
  const { family, objectiveRatio, upperBound } = suggestion;
  const { upstream, displayName, description } = context;
  const name = documentName(family, context);
  const metricSource = (query: Selector): string[] => [
    'metricSource:',
    '  type: Prometheus',
    `  metricSourceRef: ${scalar(upstream.uid)}`,
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

/** Tells suggestions apart: what a name cannot hold of a service or upstream is told by a hash. */
function documentName({ metric, service, kind }: MetricFamily, { upstream, namesUpstream }: DocumentContext): string {
  const before = service.label === null ? [] : [service.value];
  const after = namesUpstream ? [upstream.name] : [];
  const name = [...before, stem(metric), kind, ...after].map(objectName).filter(Boolean).join('-');
  const isExact = [...before, ...after].every((text) => objectName(text) === text) && name.length <= MOST_CHARACTERS;
  if (isExact) {
    return name;
  }
  const suffix = `-${hash([service.value, metric, kind, ...(namesUpstream ? [upstream.uid] : [])].join('\n'))}`;
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
