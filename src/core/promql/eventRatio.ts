import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './children';
import { parseEventCount, type CountProblem, type ParsedCount } from './eventCount';
import { maskWindows } from './maskWindows';

type Count = Extract<ParsedCount, { ok: true }>;

export type ParsedRatio =
  /** `part` / `total`, or 1 less that where `complement` is set. */
  | { ok: true; part: Count; total: Count; complement: boolean }
  | { ok: false; problem: CountProblem | { kind: 'notARatio' } };

/**
 * Reads a query as a ratio of two counts of events: `a / b` or `1 - a / b`, each side as `parseEventCount` reads it. Then
 * the events of any window can be counted, which a ratio alone does not allow.
 */
export function parseEventRatio(query: string): ParsedRatio {
  const whole = parseEventCount(query);
  if (!whole.ok && (whole.problem.kind === 'empty' || whole.problem.kind === 'syntax')) {
    return whole;
  }
  const root = withoutParens(parser.parse(maskWindows(query)).topNode);
  const less = operandsOf(root, 'Sub');
  const complement = less !== null && /^1(\.0*)?$/.test(textOf(query, less.left));
  const quotient = operandsOf(complement ? less.right : root, 'Div');
  const part = quotient && parseEventCount(textOf(query, quotient.left));
  const total = quotient && parseEventCount(textOf(query, quotient.right));
  return part?.ok && total?.ok ? { ok: true, part, total, complement } : { ok: false, problem: { kind: 'notARatio' } };
}

/** Both sides of an operator that has no modifier, or one that matches everything with everything. */
function operandsOf(node: SyntaxNode, operator: 'Sub' | 'Div'): { left: SyntaxNode; right: SyntaxNode } | null {
  const [left, between, ...rest] = childrenOf(node);
  const [right] = rest;
  return node.name === 'BinaryExpr' && between?.name === operator && left && right && rest.length === 1
    ? { left: withoutParens(left), right: withoutParens(right) }
    : null;
}

function withoutParens(node: SyntaxNode): SyntaxNode {
  const [only, ...others] = childrenOf(node);
  return (node.name === 'ParenExpr' || node.type.isTop) && only && others.length === 0 ? withoutParens(only) : node;
}

function textOf(query: string, { from, to }: SyntaxNode): string {
  return query.slice(from, to);
}
