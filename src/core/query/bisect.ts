import { isOfTheQuestion, type Failure } from '../failure';
import { failureOf } from './failure';
import type { Answer, Answers, Query, Series, Union, UnionPart } from './port';
import { joinParts } from './union';

/** Rounds of halving that isolate one part among the most that a query holds. */
const MOST_ROUNDS = 7;
/** Queries that a round may ask, so that an upstream that refuses everything is not flooded. */
const MOST_QUERIES_PER_ROUND = 64;

/** Parts known to be refused, by their identity, and why. */
export type Offenders = ReadonlyMap<string, Failure>;

/**
 * One refused part fails the whole query it stands in. A bisection asks the halves of what was refused until the
 * offenders stand alone, so that they cost only their own numbers. Pure: whoever has the port asks `pending` and gives the
 * answers to `continueBisection` until nothing is pending.
 */
export interface Bisection {
  pending: readonly Pending[];
  round: number;
  /** What is known so far, by the id of the query as it was first planned. */
  found: ReadonlyMap<string, Answer>;
  /** Parts found to be refused by themselves. */
  offenders: Offenders;
}

export interface Pending {
  query: Query;
  /** Id of the query as it was first planned, of which this one is a part. */
  firstId: string;
}

/** @param known parts that were refused before: they are answered with the words of then and not asked again */
export function startBisection(queries: readonly Query[], known: Offenders): Bisection {
  const found = new Map<string, Answer>();
  const pending = queries.flatMap((query) => {
    const { union } = query;
    const refused = new Map(
      union?.parts.flatMap((part) => {
        const failure = known.get(identityOf(part));
        return failure === undefined ? [] : [[part.key, failure]];
      })
    );
    if (!union || refused.size === 0) {
      return [{ query, firstId: query.id }];
    }
    found.set(query.id, { ...EMPTY, refused });
    const rest = union.parts.filter(({ key }) => !refused.has(key));
    return partOf({ query, firstId: query.id }, '', union, rest);
  });
  return { pending, round: 0, found, offenders: new Map() };
}

/** @param answers to everything that was pending */
export function continueBisection({ pending, round, found, offenders }: Bisection, answers: Answers): Bisection {
  const all = new Map(found);
  const alone = new Map(offenders);
  const next: Pending[] = [];
  for (const one of pending) {
    const { query, firstId } = one;
    const answer = answers.get(query.id);
    const { union } = query;
    if (answer?.state === 'ok') {
      all.set(firstId, merge(all.get(firstId), answer));
      continue;
    }
    const failure = failureOf(answer);
    const isRefused = isOfTheQuestion(failure.cause);
    const [only, ...others] = union?.parts ?? [];
    if (union && isRefused && others.length > 0 && round < MOST_ROUNDS && next.length < MOST_QUERIES_PER_ROUND) {
      const middle = Math.ceil(union.parts.length / 2);
      next.push(
        ...partOf(one, '/0', union, union.parts.slice(0, middle)),
        ...partOf(one, '/1', union, union.parts.slice(middle))
      );
      continue;
    }
    const isToBlame = isRefused && others.length === 0;
    const told = isToBlame ? { ...failure, promql: query.promql } : failure;
    if (!union) {
      all.set(firstId, { state: 'failed', ...told });
      continue;
    }
    if (isToBlame && only) {
      alone.set(identityOf(only), told);
    }
    // What has failed so far fails its own parts only; what other parts were answered stays.
    const refused = new Map(union.parts.map(({ key }) => [key, told]));
    all.set(firstId, merge(all.get(firstId), { ...EMPTY, refused }));
  }
  return { pending: next, round: round + 1, found: all, offenders: alone };
}

const EMPTY = { state: 'ok', series: [] as readonly Series[], warnings: [] as readonly string[] } as const;

function partOf({ query, firstId }: Pending, suffix: string, union: Union, parts: readonly UnionPart[]): Pending[] {
  const part = { ...query, id: query.id + suffix, promql: joinParts(parts), union: { ...union, parts } };
  return parts.length === 0 ? [] : [{ query: part, firstId }];
}

function merge(known: Answer | undefined, answer: Answer): Answer {
  if (known?.state !== 'ok' || answer.state !== 'ok') {
    return answer;
  }
  const stepSeconds = answer.stepSeconds ?? known.stepSeconds;
  return {
    state: 'ok',
    series: [...known.series, ...answer.series],
    warnings: [...known.warnings, ...answer.warnings],
    refused: new Map([...(known.refused ?? []), ...(answer.refused ?? [])]),
    ...(stepSeconds === undefined ? {} : { stepSeconds }),
  };
}

function identityOf({ identity, promql }: UnionPart): string {
  return identity ?? promql;
}
