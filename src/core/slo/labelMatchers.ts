import type { Slo } from './slo';

/** As PromQL has them, and one-of and none-of a list. */
export const MATCH_OPERATORS = ['=', '!=', '=~', '!~', '=|', '!=|'] as const;

export type MatchOperator = (typeof MATCH_OPERATORS)[number];

export interface LabelMatcher {
  /** A label of SLOs, or one of the names that `matchableLabels` adds. */
  label: string;
  operator: MatchOperator;
  /** One, or the list that `=|` and `!=|` take. Of `=~` and `!~` a regular expression that must match the whole value. */
  values: readonly string[];
}

/** What an SLO can be told by besides its own labels; a label of such a name yields to it. `upstream` is for people. */
export function matchableLabels({ labels, service, name, owner, tool, upstream }: Slo): Record<string, string> {
  return { ...labels, service, slo: name, ...(owner === undefined ? {} : { owner }), tool, upstream: upstream.name };
}

/** The value by which an SLO is grouped, one of `matchableLabels`; empty where it has no such label. */
export function groupValue(slo: Slo, label: string): string {
  const labels = matchableLabels(slo);
  return Object.hasOwn(labels, label) ? (labels[label] ?? '') : '';
}

/** Those that pass every matcher. One without a label has it empty, as in PromQL. @throws SyntaxError of an expression */
export function matchSlos(slos: readonly Slo[], matchers: readonly LabelMatcher[]): Slo[] {
  const tests = matchers.map(({ label, operator, values }) => ({ label, passes: testOf(operator, values) }));
  return slos.filter((slo) => {
    const labels = matchableLabels(slo);
    return tests.every(({ label, passes }) => passes(labels[label] ?? ''));
  });
}

/** Labels of the matchers that none of the SLOs has, each once. */
export function labelsOfNone(slos: readonly Slo[], matchers: readonly LabelMatcher[]): string[] {
  const known = new Set(slos.flatMap((slo) => Object.keys(matchableLabels(slo))));
  return [...new Set(matchers.map(({ label }) => label).filter((label) => !known.has(label)))];
}

function testOf(operator: MatchOperator, values: readonly string[]): (value: string) => boolean {
  switch (operator) {
    case '=':
    case '=|':
      return (value) => values.includes(value);
    case '!=':
    case '!=|':
      return (value) => !values.includes(value);
    case '=~':
    case '!~': {
      const whole = new RegExp(`^(?:${values[0] ?? ''})$`, 's');
      return (value) => whole.test(value) === (operator === '=~');
    }
  }
}
