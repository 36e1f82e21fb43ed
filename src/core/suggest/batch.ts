import type { Expr } from '../promql/ast';
import { quote } from '../promql/escape';
import { print } from '../promql/print';

/** The label that tells whose answer a series of a combined query is. */
export const TAG_LABEL = 'suggestion';

/** The PromQL of an expression whose series carry a tag, so that those of two expressions never count as the same. */
export function tagged(expr: Expr, tag: string): string {
  return `label_replace(${print(expr)}, ${quote(TAG_LABEL)}, ${quote(tag)}, "", "")`;
}

/** All series of all expressions, as a balanced tree of `or`: Prometheus takes quadratic time over a long chain. */
export function combine(leaves: readonly string[]): string {
  const [first = ''] = leaves;
  if (leaves.length <= 1) {
    return first;
  }
  const middle = Math.ceil(leaves.length / 2);
  return `(${combine(leaves.slice(0, middle))} or ${combine(leaves.slice(middle))})`;
}
