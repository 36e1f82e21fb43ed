/** The part of PromQL that the product writes. Functions below build nodes; print.ts turns them into text. */

export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  label: string;
  operator: MatchOperator;
  /** The value as it is, or the RE2 pattern for `=~` and `!~`: not yet quoted. */
  value: string;
}

export interface Selector {
  type: 'selector';
  /** Metric name; undefined selects by matchers alone. */
  metric?: string;
  matchers: readonly Matcher[];
  /** How long before the time of the query it is looked at, >= 0; 0 where absent. */
  offsetSeconds?: number;
  /** How the samples of a gauge are counted as events; absent for counters, which count events themselves. */
  samples?: SamplesAsEvents;
}

/**
 * - `sum`: what they add up to, of a gauge that is 1 or 0.
 * - `all`: every one.
 * - `looks`: one look in every minute.
 * - `within`: those of the looks at which it compares with the value like this.
 */
export type SamplesAsEvents =
  { kind: 'sum' | 'all' | 'looks' } | { kind: 'within'; operator: '<' | '<=' | '>' | '>='; value: number };

export interface NumberLiteral {
  type: 'number';
  value: number;
}

export interface StringLiteral {
  type: 'string';
  /** As it is, not yet quoted. */
  value: string;
}

export interface Call {
  type: 'call';
  name: string;
  args: readonly Expr[];
}

export interface Aggregation {
  type: 'aggregation';
  name: 'sum' | 'count' | 'max' | 'min' | 'avg' | 'group';
  /** Labels that are kept; all of them where it says so, or all but some. */
  by: readonly string[] | 'all' | { without: readonly string[] };
  of: Expr;
}

export type BinaryOperator = 'or' | 'and' | 'unless' | '==' | '!=' | '>' | '<' | '>=' | '<=' | '+' | '-' | '*' | '/';

export interface Binary {
  type: 'binary';
  operator: BinaryOperator;
  left: Expr;
  right: Expr;
  /** Labels by which both sides are matched; all of them where absent. */
  on?: readonly string[];
}

export interface Subquery {
  type: 'subquery';
  of: Expr;
  rangeSeconds: number;
  stepSeconds: number;
  /** How long before the time of the query the range ends. */
  offsetSeconds: number;
}

/** A selector over a range, as the functions `…_over_time` take it. */
export interface Range {
  type: 'range';
  of: Selector;
  rangeSeconds: number;
  /** How long before the time of the query the range ends, >= 0. */
  offsetSeconds: number;
}

export type Expr = Selector | Range | NumberLiteral | StringLiteral | Call | Aggregation | Binary | Subquery;

export function selector(metric: string | undefined, matchers: readonly Matcher[] = []): Selector {
  return metric === undefined ? { type: 'selector', matchers } : { type: 'selector', metric, matchers };
}

export function call(name: string, ...args: Expr[]): Call {
  return { type: 'call', name, args };
}

export function aggregate(name: Aggregation['name'], by: Aggregation['by'], of: Expr): Aggregation {
  return { type: 'aggregation', name, by, of };
}

export function binary(left: Expr, operator: BinaryOperator, right: Expr): Binary {
  return { type: 'binary', operator, left, right };
}

/** Both sides matched by some labels only. */
export function binaryOn(left: Expr, operator: BinaryOperator, on: readonly string[], right: Expr): Binary {
  return { type: 'binary', operator, left, right, on };
}

export function number(value: number): NumberLiteral {
  return { type: 'number', value };
}

export function string(value: string): StringLiteral {
  return { type: 'string', value };
}

export function range(of: Selector, rangeSeconds: number, offsetSeconds = 0): Range {
  return { type: 'range', of, rangeSeconds, offsetSeconds };
}

export function subquery(of: Expr, rangeSeconds: number, stepSeconds: number, offsetSeconds = 0): Subquery {
  return { type: 'subquery', of, rangeSeconds, stepSeconds, offsetSeconds };
}
