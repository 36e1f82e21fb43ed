import type { Matcher, Selector } from '../promql/ast';
import { escapeRegex } from '../promql/escape';

/**
 * The matcher for one bound of a classic histogram. `le` is text, and exporters write numbers differently: `1` and
 * `1.0` (Prometheus 3 turns the first into the second), `0.3` and `0.30`, `1e-05` and `0.00001`. Whatever stands for the
 * number is matched, so that a window may span both.
 */
export function boundMatcher(upperBound: number): Matcher {
  if (upperBound === Infinity) {
    return { label: 'le', operator: '=', value: '+Inf' };
  }
  return { label: 'le', operator: '=~', value: spellings(upperBound).join('|') };
}

/** The selector with every bound that it asks for exactly in whatever spelling stands for the same number. */
export function inAnySpelling(selector: Selector): Selector {
  const matchers = selector.matchers.map((matcher) => {
    const bound = matcher.label === 'le' && matcher.operator === '=' ? parseBound(matcher.value) : NaN;
    return Number.isFinite(bound) ? boundMatcher(bound) : matcher;
  });
  return { ...selector, matchers };
}

/** The number that a value of `le` stands for; NaN where there is none. */
export function parseBound(le: string | undefined): number {
  return le === '+Inf' ? Infinity : Number(le || NaN);
}

function spellings(bound: number): string[] {
  const plain = plainDecimal(bound);
  const scientific = bound.toExponential();
  const [mantissa = '', exponent = ''] = scientific.split('e');
  const power = Number(exponent);
  const sign = power < 0 ? '-' : '\\+?';
  return [
    plain.includes('.') ? `${escapeRegex(plain)}0*` : `${escapeRegex(plain)}(\\.0*)?`,
    `${escapeRegex(mantissa)}${mantissa.includes('.') ? '0*' : '(\\.0*)?'}[eE]${sign}0*${Math.abs(power)}`,
  ];
}

/** Never with an exponent, which `String` uses for very large and very small numbers. */
function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) {
    return text;
  }
  const [mantissa = '', exponent = '0'] = text.split('e');
  const digits = mantissa.replace('.', '');
  const point = (mantissa.indexOf('.') < 0 ? mantissa.length : mantissa.indexOf('.')) + Number(exponent);
  if (point <= 0) {
    return `0.${'0'.repeat(-point)}${digits}`;
  }
  return point >= digits.length
    ? digits + '0'.repeat(point - digits.length)
    : `${digits.slice(0, point)}.${digits.slice(point)}`;
}
