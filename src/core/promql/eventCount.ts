import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';
import type { EventCount, EventTerm } from '../slo/events';
import { selector, type Matcher, type MatchOperator, type Selector } from './ast';
import { childrenOf } from './children';
import { maskWindows } from './maskWindows';
import { unquote } from './unquote';

/** Why a query is no count of events; `offset` is that of the offending text within the query. */
export type CountProblem =
  | { kind: 'empty' }
  | { kind: 'syntax'; offset: number; text: string }
  | { kind: 'noMetric'; offset: number; text: string }
  /** PromQL, but nothing that adds up to a number of events over any window. */
  | { kind: 'notACount'; offset: number; text: string };

export type ParsedCount =
  | {
      ok: true;
      count: EventCount;
      /** Whether every counter stands in `rate` or `increase`, so that nobody can take it for a gauge. */
      rated: boolean;
    }
  | { ok: false; problem: CountProblem };

/**
 * Reads a query as a count of events: counters, summed, added and taken off each other. `rate` and `increase` over
 * whatever range say that something is a counter; the range is dropped, since the window is ours to choose. Template
 * placeholders for ranges, such as `{{.window}}` and `$__rate_interval`, are understood.
 */
export function parseEventCount(query: string): ParsedCount {
  if (query.replace(/#.*/g, '').trim() === '') {
    return { ok: false, problem: { kind: 'empty' } };
  }
  const reader = new CountReader(query);
  const root = parser.parse(maskWindows(query)).topNode;
  const broken = reader.firstError(root);
  if (broken) {
    return { ok: false, problem: broken };
  }
  const expression = reader.onlyExpression(root);
  const problem = expression ? reader.read(expression, 1, false) : ({ kind: 'empty' } as const);
  const [first, ...rest] = reader.terms;
  if (problem || !first || reader.terms.every(({ sign }) => sign < 0)) {
    return { ok: false, problem: problem ?? { kind: 'notACount', offset: 0, text: query } };
  }
  return { ok: true, count: [first, ...rest], rated: reader.rated };
}

const COUNTER_FUNCTIONS: ReadonlySet<string> = new Set(['rate', 'increase']);

class CountReader {
  readonly terms: EventTerm[] = [];
  rated = true;

  constructor(private readonly query: string) {}

  firstError(root: SyntaxNode): CountProblem | undefined {
    let problem: CountProblem | undefined;
    root.cursor().iterate((node) => {
      if (node.type.isError && !problem) {
        const end = Math.max(node.to, node.from + 1);
        problem = { kind: 'syntax', offset: node.from, text: this.query.slice(node.from, end + 20).trim() };
      }
      return problem === undefined;
    });
    return problem;
  }

  onlyExpression(node: SyntaxNode): SyntaxNode | undefined {
    const children = childrenOf(node);
    return children.length === 1 ? children[0] : undefined;
  }

  /** Adds the terms of an expression; returns what is wrong with it. */
  read(node: SyntaxNode, sign: 1 | -1, rated: boolean): CountProblem | undefined {
    switch (node.name) {
      case 'ParenExpr':
        return this.readOnly(node, sign, rated);
      case 'UnaryExpr': {
        const [operator, operand] = childrenOf(node);
        return operator && operand
          ? this.read(operand, this.textOf(operator) === '-' ? flip(sign) : sign, rated)
          : this.notACount(node);
      }
      case 'BinaryExpr':
        return this.readBinary(node, sign, rated);
      case 'AggregateExpr': {
        const body = node.getChild('FunctionCallBody');
        const isSum = node.getChild('AggregateOp')?.getChild('Sum') != null;
        // A sum by labels is a sum of sums: the groups add up to the same number.
        return isSum && body ? this.readOnly(body, sign, rated) : this.notACount(node);
      }
      case 'FunctionCall': {
        const name = this.textOf(node.getChild('FunctionIdentifier') ?? node);
        const [argument, ...others] = childrenOf(node.getChild('FunctionCallBody') ?? node);
        return COUNTER_FUNCTIONS.has(name) && argument?.name === 'MatrixSelector' && others.length === 0
          ? this.readOnly(argument, sign, true)
          : this.notACount(node);
      }
      case 'VectorSelector':
        return this.readSelector(node, sign, rated);
      default:
        return this.notACount(node);
    }
  }

  private readOnly(node: SyntaxNode, sign: 1 | -1, rated: boolean): CountProblem | undefined {
    const children = childrenOf(node).filter(({ name }) => name !== 'DurationExpr');
    const [only] = children;
    return children.length === 1 && only ? this.read(only, sign, rated) : this.notACount(node);
  }

  private readBinary(node: SyntaxNode, sign: 1 | -1, rated: boolean): CountProblem | undefined {
    const children = childrenOf(node);
    const left = children[0];
    const right = children.at(-1);
    const between = children.slice(1, -1);
    const [operator] = between;
    if (!left || !right || !operator || between.length > 2) {
      return this.notACount(node);
    }
    const clause = between[1];
    if (clause && !/^(on|ignoring)\s*\(\s*\)$/i.test(this.textOf(clause).trim())) {
      return this.notACount(clause);
    }
    switch (operator.name) {
      case 'Add':
      case 'Sub':
        return this.read(left, sign, rated) ?? this.read(right, operator.name === 'Add' ? sign : flip(sign), rated);
      case 'Or':
        return /^\(*\s*vector\s*\(\s*0\s*\)\s*\)*$/.test(this.textOf(right))
          ? this.readOptional(left, sign, rated)
          : this.notACount(node);
      default:
        return this.notACount(node);
    }
  }

  /** What stands before `or vector(0)`: its author says that absent means zero. */
  private readOptional(node: SyntaxNode, sign: 1 | -1, rated: boolean): CountProblem | undefined {
    const from = this.terms.length;
    const problem = this.read(node, sign, rated);
    this.terms.splice(
      from,
      Infinity,
      ...this.terms.slice(from).map((term): EventTerm => ({ ...term, optional: true }))
    );
    return problem;
  }

  private readSelector(node: SyntaxNode, sign: 1 | -1, rated: boolean): CountProblem | undefined {
    const found = this.selectorOf(node);
    if (!('type' in found)) {
      return found;
    }
    this.terms.push({ sign, selector: found });
    this.rated &&= rated;
    return undefined;
  }

  private selectorOf(node: SyntaxNode): Selector | CountProblem {
    const identifier = node.getChild('Identifier');
    let metric = identifier ? this.textOf(identifier) : undefined;
    const matchers: Matcher[] = [];
    const list = node.getChild('LabelMatchers');
    for (const child of list ? childrenOf(list) : []) {
      const { label, operator, value } = this.matcherOf(child);
      if (label === null || value === null) {
        return { kind: 'syntax', offset: child.from, text: this.textOf(child) };
      }
      if (label !== '__name__') {
        matchers.push({ label, operator, value });
      } else if (metric === undefined && operator === '=' && value !== '') {
        metric = value;
      } else {
        return { kind: metric === undefined ? 'noMetric' : 'syntax', offset: child.from, text: this.textOf(child) };
      }
    }
    return metric === undefined
      ? { kind: 'noMetric', offset: node.from, text: this.textOf(node) }
      : selector(metric, matchers);
  }

  /** A quoted name on its own is that of the metric. Null stands for a malformed string. */
  private matcherOf(node: SyntaxNode): { label: string | null; operator: MatchOperator; value: string | null } {
    if (node.name === 'QuotedLabelName') {
      return { label: '__name__', operator: '=', value: unquote(this.textOf(node)) };
    }
    const [name, operator, literal] = childrenOf(node);
    const label = name ? this.textOf(name) : null;
    return {
      label: label !== null && name?.name === 'QuotedLabelName' ? unquote(label) : label,
      operator: (operator ? this.textOf(operator) : '=') as MatchOperator,
      value: literal ? unquote(this.textOf(literal)) : null,
    };
  }

  private notACount(node: SyntaxNode): CountProblem {
    return { kind: 'notACount', offset: node.from, text: this.textOf(node) };
  }

  /** As the author wrote it. */
  private textOf({ from, to }: SyntaxNode): string {
    return this.query.slice(from, to);
  }
}

function flip(sign: 1 | -1): 1 | -1 {
  return sign === 1 ? -1 : 1;
}
