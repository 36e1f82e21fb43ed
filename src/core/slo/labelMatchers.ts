import type { Slo } from './slo';

/** As PromQL has them, and one-of and none-of a list. */
export const MATCH_OPERATORS = ['=', '!=', '=~', '!~', '=|', '!=|'] as const;

export type MatchOperator = (typeof MATCH_OPERATORS)[number];

export interface LabelMatcher {
  /** A label of SLOs, or `service`, `slo` or `owner`. */
  label: string;
  operator: MatchOperator;
  /** One, or the list that `=|` and `!=|` take. Of `=~` and `!~` a regular expression that must match the whole value. */
  values: readonly string[];
}

/** What an SLO can be told by besides its own labels; a label of such a name yields to it. */
export function matchableLabels({ labels, service, name, owner }: Slo): Record<string, string> {
  return { ...labels, service, slo: name, ...(owner === undefined ? {} : { owner }) };
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
