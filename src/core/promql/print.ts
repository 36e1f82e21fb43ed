import { formatDuration } from '../window/duration';
import type { Aggregation, Binary, BinaryOperator, Expr, Selector } from './ast';
import { isLegacyLabelName, isLegacyMetricName, quote } from './escape';

/** Higher binds tighter; source: Prometheus's documentation of binary operator precedence. */
const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '>': 3,
  '<': 3,
  '>=': 3,
  '<=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
};

/** The PromQL text of a tree, with parentheses only where the tree would otherwise be read differently. */
export function print(expr: Expr): string {
  switch (expr.type) {
    case 'selector':
      return `${printSelector(expr)}${printOffset(expr.offsetSeconds ?? 0)}`;
    case 'number':
      return printNumber(expr.value);
    case 'string':
      return quote(expr.value);
    case 'call':
      return `${expr.name}(${expr.args.map(print).join(', ')})`;
    case 'aggregation':
      return Array.isArray(expr.by) && expr.by.length === 0
        ? `${expr.name}(${print(expr.of)})`
        : `${expr.name} ${printGrouping(expr.by)} (${print(expr.of)})`;
    case 'binary':
      return printBinary(expr);
    case 'range':
      return `${printSelector(expr.of)}[${formatDuration(expr.rangeSeconds)}]${printOffset(expr.offsetSeconds)}`;
    case 'subquery': {
      const of = expr.of.type === 'binary' ? `(${print(expr.of)})` : print(expr.of);
      return `${of}[${formatDuration(expr.rangeSeconds)}:${formatDuration(expr.stepSeconds)}]${printOffset(expr.offsetSeconds)}`;
    }
  }
}

function printOffset(seconds: number): string {
  return seconds === 0 ? '' : ` offset ${formatDuration(seconds)}`;
}

function printGrouping(by: Aggregation['by']): string {
  if (by === 'all') {
    return 'without ()';
  }
  return 'without' in by
    ? `without (${by.without.map(printLabel).join(', ')})`
    : `by (${by.map(printLabel).join(', ')})`;
}

function printSelector({ metric, matchers }: Selector): string {
  const legacy = metric !== undefined && isLegacyMetricName(metric);
  const parts = matchers.map(({ label, operator, value }) => `${printLabel(label)}${operator}${quote(value)}`);
  if (metric !== undefined && !legacy) {
    parts.unshift(quote(metric));
  }
  const name = legacy ? metric : '';
  return parts.length === 0 ? name : `${name}{${parts.join(', ')}}`;
}

function printLabel(label: string): string {
  return isLegacyLabelName(label) ? label : quote(label);
}

function printNumber(value: number): string {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? 'Inf' : '-Inf';
  }
  return String(value);
}

function printBinary({ operator, left, right, on }: Binary): string {
  // Every operator used here groups to the left, so only a right operand of the same strength needs parentheses.
  const own = PRECEDENCE[operator];
  const wrap = (operand: Expr, loosest: number): string =>
    operand.type === 'binary' && PRECEDENCE[operand.operator] < loosest ? `(${print(operand)})` : print(operand);
  const matching = on === undefined ? '' : ` on (${on.map(printLabel).join(', ')})`;
  return `${wrap(left, own)} ${operator}${matching} ${wrap(right, own + 1)}`;
}
