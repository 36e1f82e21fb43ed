import type { AdHocVariableFilter } from '@grafana/data';
import { t } from '@grafana/i18n';
import { MATCH_OPERATORS, type LabelMatcher } from '../core/slo/labelMatchers';
import { PLAIN_TEXT } from '../shared/plainText';

export type AdHocReading = { ok: true; matchers: LabelMatcher[] } | { ok: false; message: string };

/** The ad-hoc filters of a dashboard; a filter without a label is not finished and filters nothing. */
export function readAdHoc(filters: readonly AdHocVariableFilter[] = []): AdHocReading {
  const matchers: LabelMatcher[] = [];
  for (const { key, operator: stored, value, values } of filters.filter((one) => one.key !== '')) {
    const operator = MATCH_OPERATORS.find((known) => known === stored);
    if (!operator) {
      return { ok: false, message: operatorWords(key, stored) };
    }
    const takesList = operator === '=|' || operator === '!=|';
    if ((operator === '=~' || operator === '!~') && !isExpression(value)) {
      return { ok: false, message: expressionWords(key, value) };
    }
    matchers.push({ label: key, operator, values: takesList ? (values ?? [value]) : [value] });
  }
  return { ok: true, matchers };
}

function isExpression(text: string): boolean {
  try {
    return new RegExp(`^(?:${text})$`) instanceof RegExp;
  } catch {
    return false;
  }
}

function operatorWords(label: string, operator: string): string {
  return t(
    'ad-hoc.operator',
    'The filter on {{label}} compares by “{{operator}}”, which SLOs cannot be compared by. Choose one of {{known}}.',
    { ...PLAIN_TEXT, label, operator, known: MATCH_OPERATORS.join(', ') }
  );
}

function expressionWords(label: string, text: string): string {
  return t('ad-hoc.expression', 'The filter on {{label}}: “{{text}}” is no regular expression.', {
    ...PLAIN_TEXT,
    label,
    text,
  });
}

/** That a filter says nothing about any SLO. */
export function labelOfNoneWords(label: string): string {
  return t(
    'ad-hoc.label',
    'No SLO has the label {{label}}, so the filter on it compares with nothing. Recording rules may have dropped it.',
    { ...PLAIN_TEXT, label }
  );
}
