import { isLegacyLabelName } from '../core/promql/escape';
import type { Labels } from '../core/slo/slo';

/** What is wrong with a text that should list labels; `text` is the part that is meant. */
export interface LabelTextProblem {
  kind: 'noPair' | 'badName' | 'reservedName' | 'noValue' | 'twice' | 'openQuote';
  text: string;
}

export type LabelTextReading = { ok: true; labels: Labels } | { ok: false; problem: LabelTextProblem };

const PAIR = /^\s*([^=,"]*?)\s*=\s*("(?:[^"\\]|\\.)*"|[^,"]*?)\s*(?:,|$)/;

/** Labels as people type them: `region=eu, cluster=a`. A value that holds a comma or a quote stands in quotes, as JSON. */
export function parseLabels(text: string): LabelTextReading {
  const labels = new Map<string, string>();
  let rest = text;
  while (rest.trim() !== '') {
    const pair = PAIR.exec(rest);
    if (!pair) {
      const written = rest.trim();
      return { ok: false, problem: { kind: written.includes('"') ? 'openQuote' : 'noPair', text: firstPart(written) } };
    }
    const [whole, name = '', written = ''] = pair;
    const value = unquote(written);
    const problem = pairProblem(name, value, labels);
    if (problem) {
      return { ok: false, problem };
    }
    labels.set(name, value ?? '');
    rest = rest.slice(whole.length);
  }
  return { ok: true, labels: Object.fromEntries(labels) };
}

/** The text that `parseLabels` reads back as these labels. */
export function formatLabels(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${/^[^\s",](?:[^",\n\r]*[^\s",])?$/.test(value) ? value : JSON.stringify(value)}`)
    .join(', ');
}

function pairProblem(name: string, value: string | null, before: ReadonlyMap<string, string>): LabelTextProblem | null {
  if (!isLegacyLabelName(name)) {
    return { kind: 'badName', text: name };
  }
  if (name.startsWith('__')) {
    return { kind: 'reservedName', text: name };
  }
  if (value === null) {
    return { kind: 'openQuote', text: name };
  }
  if (value === '') {
    return { kind: 'noValue', text: name };
  }
  return before.has(name) ? { kind: 'twice', text: name } : null;
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
