import type { Matcher } from './ast';

/**
 * A PromQL string literal. Prometheus unquotes as Go does; `$` and `[[` are written as escapes because Grafana's own
 * Prometheus data source would otherwise take them for a dashboard variable and interpolate it.
 */
export function quote(text: string): string {
  const escaped = [...text].map((character) => ESCAPES[character] ?? escapeControl(character)).join('');
  return `"${escaped.replaceAll('[[', '\\x5b\\x5b')}"`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  $: '\\x24',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escapeControl(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, '0')}` : character;
}

/** An RE2 pattern that matches exactly this text. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** The matcher for one value or any of several; several become one anchored alternation. */
export function matchAny(label: string, values: readonly string[]): Matcher {
  const [first] = values;
  return values.length === 1 && first !== undefined
    ? { label, operator: '=', value: first }
    : { label, operator: '=~', value: values.map(escapeRegex).join('|') };
}

/** Label and metric names from outside [a-zA-Z0-9_:] must be quoted. */
export function isLegacyMetricName(name: string): boolean {
  return /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
}

export function isLegacyLabelName(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name);
}
