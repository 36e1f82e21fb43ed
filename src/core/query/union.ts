import type { Reason } from '../budget/dataState';
import { call, string, type Expr } from '../promql/ast';
import { print } from '../promql/print';
import { queryFailed } from './failure';
import type { Answers, Query, Series, Union, UnionPart } from './port';

/** Tells the series of one part of a union from those of the others. */
export const UNION_LABEL = 'slo_part';

/**
 * Parts of one query. Prometheus takes quadratic time over a chain of `or`, so a union is cut above this many and each
 * query is a balanced tree.
 */
const MOST_PARTS = 100;

export interface Leaf {
  /** Unique within the union. */
  key: string;
  /** Its series must not carry `UNION_LABEL` themselves. */
  expr: Expr;
  /** As in `UnionPart`. */
  identity?: string;
}

/** The leaves as few queries, each at most 100 of them. `ask` completes a query with its time or range. */
export function unionQueries<Q extends Query>(
  unionId: string,
  leaves: readonly Leaf[],
  ask: (question: { id: string; promql: string; union: Union }) => Q
): Q[] {
  const parts = leaves.map(({ key, expr, identity }): UnionPart => ({
    key,
    promql: print(call('label_replace', expr, string(UNION_LABEL), string(key), string(''), string(''))),
    ...(identity === undefined ? {} : { identity }),
  }));
  return Array.from({ length: Math.ceil(parts.length / MOST_PARTS) }, (_, chunk) => {
    const own = parts.slice(chunk * MOST_PARTS, (chunk + 1) * MOST_PARTS);
    return ask({ id: `${unionId}#${chunk}`, promql: joinParts(own), union: { id: unionId, parts: own } });
  });
}

/** A balanced tree of `or`. */
export function joinParts(parts: readonly UnionPart[]): string {
  if (parts.length <= 1) {
    return parts[0]?.promql ?? '';
  }
  const middle = Math.ceil(parts.length / 2);
  const operand = (some: readonly UnionPart[]) => (some.length === 1 ? joinParts(some) : `(${joinParts(some)})`);
  return `${operand(parts.slice(0, middle))} or ${operand(parts.slice(middle))}`;
}

/** What was answered to one part: its series, none where it selects nothing, or why there is no answer. */
export type PartAnswer =
  | { state: 'ok'; series: readonly Series[]; warning: string | undefined; stepSeconds: number | undefined }
  | { state: 'failed'; reason: Reason };

export type ReadPart = (unionId: string, key: string) => PartAnswer;

/** Reads each answer once, whatever the number of parts that are looked for in it. */
export function partReader(queries: readonly Query[], answers: Answers): ReadPart {
  const read = new Map<string, PartAnswer>();
  for (const { id, union } of queries) {
    for (const [key, answer] of union ? readUnion(union, answers, id) : []) {
      read.set(JSON.stringify([union?.id, key]), answer);
    }
  }
  return (unionId, key) =>
    read.get(JSON.stringify([unionId, key])) ?? { state: 'failed', reason: queryFailed(undefined) };
}

function readUnion(union: Union, answers: Answers, queryId: string): Array<[string, PartAnswer]> {
  const answer = answers.get(queryId);
  if (answer?.state !== 'ok') {
    const reason = queryFailed(answer);
    return union.parts.map(({ key }) => [key, { state: 'failed', reason }]);
  }
  const byKey = new Map<string, Series[]>();
  for (const series of answer.series) {
    const key = series.labels[UNION_LABEL] ?? '';
    const known = byKey.get(key);
    if (known) {
      known.push(series);
    } else {
      byKey.set(key, [series]);
    }
  }
  return union.parts.map(({ key }) => {
    const failure = answer.refused?.get(key);
    return [
      key,
      failure === undefined
        ? { state: 'ok', series: byKey.get(key) ?? [], warning: answer.warnings[0], stepSeconds: answer.stepSeconds }
        : { state: 'failed', reason: { kind: 'queryFailed', ...failure } },
    ];
  });
}
