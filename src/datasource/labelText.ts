import { isLegacyLabelName } from '../core/promql/escape';
import type { Labels } from '../core/slo/slo';

/** What is wrong with a text that should list labels; `text` is the part that is meant. */
export interface LabelTextProblem {
  kind: 'noPair' | 'badName' | 'reservedName' | 'noValue' | 'twice' | 'openQuote';
  text: string;
}

export type LabelTextReading<T = Labels> = { ok: true; labels: T } | { ok: false; problem: LabelTextProblem };

/** Labels, each with one value or with several of which one is enough. */
export type LabelValues = Record<string, string | string[]>;

type Pair = readonly [name: string, value: string];

const PAIR = /^\s*([^=,"]*?)\s*=\s*("(?:[^"\\]|\\.)*"|[^,"]*?)\s*(?:,|$)/;

/** Labels as people type them: `region=eu, cluster=a`. A value that holds a comma or a quote stands in quotes, as JSON. */
export function parseLabels(text: string): LabelTextReading {
  const reading = parsePairs(text, (name, _, before) => before.some(([known]) => known === name));
  return reading.ok ? { ok: true, labels: Object.fromEntries(reading.labels) } : reading;
}

/** As `parseLabels`, where a label that is there several times may have any of the values: `tier=1, tier=2`. */
export function parseLabelValues(text: string): LabelTextReading<LabelValues> {
  const reading = parsePairs(text, (name, value, before) =>
    before.some((pair) => pair[0] === name && pair[1] === value)
  );
  if (!reading.ok) {
    return reading;
  }
  const byName = new Map<string, string | string[]>();
  for (const [name, value] of reading.labels) {
    const known = byName.get(name);
    byName.set(name, known === undefined ? value : [known, value].flat());
  }
  return { ok: true, labels: Object.fromEntries(byName) };
}

/** The text that `parseLabels` reads back as these labels. */
export function formatLabels(labels: Labels): string {
  return Object.entries(labels).map(formatPair).join(', ');
}

/** The text that `parseLabelValues` reads back as these labels; of a structure that is none, what can be written. */
export function formatLabelValues(labels: unknown): string {
  const entries: Array<[string, unknown]> = typeof labels === 'object' && labels !== null ? Object.entries(labels) : [];
  return entries
    .flatMap(([name, values]) => [values].flat().map((value) => formatPair([name, String(value)])))
    .join(', ');
}

function formatPair([name, value]: Pair): string {
  return `${name}=${/^[^\s",](?:[^",\n\r]*[^\s",])?$/.test(value) ? value : JSON.stringify(value)}`;
}

function parsePairs(
  text: string,
  isTwice: (name: string, value: string, before: readonly Pair[]) => boolean
): LabelTextReading<Pair[]> {
  const pairs: Pair[] = [];
  let rest = text;
  while (rest.trim() !== '') {
    const pair = PAIR.exec(rest);
    if (!pair) {
      const written = rest.trim();
      return { ok: false, problem: { kind: written.includes('"') ? 'openQuote' : 'noPair', text: firstPart(written) } };
    }
    const [whole, name = '', written = ''] = pair;
    const value = unquote(written);
    const problem = pairProblem(name, value);
    if (problem) {
      return { ok: false, problem };
    }
    if (isTwice(name, value ?? '', pairs)) {
      return { ok: false, problem: { kind: 'twice', text: name } };
    }
    pairs.push([name, value ?? '']);
    rest = rest.slice(whole.length);
  }
  return { ok: true, labels: pairs };
}

function pairProblem(name: string, value: string | null): LabelTextProblem | null {
  if (!isLegacyLabelName(name)) {
    return { kind: 'badName', text: name };
  }
  if (name.startsWith('__')) {
    return { kind: 'reservedName', text: name };
  }
  if (value === null) {
    return { kind: 'openQuote', text: name };
  }
  return value === '' ? { kind: 'noValue', text: name } : null;
}

function unquote(written: string): string | null {
  if (!written.startsWith('"')) {
    return written;
  }
  try {
    return String(JSON.parse(written));
  } catch {
    return null;
  }
}

function firstPart(text: string): string {
  return text.split(',')[0]?.trim() || text;
}
