import type { Answer, Answers, Series } from '../query/port';
import type { Labels } from '../slo/slo';

/** Evaluation time of tests, in epoch seconds. */
export const AT = 1_790_000_000;

export function sample(labels: Labels, value: number): Series {
  return { labels, timesSeconds: [AT], values: [value] };
}

/** Answers by query id; those of whom nothing is said have no series. */
export function answersOf(ids: readonly string[], said: Record<string, readonly Series[] | Answer>): Answers {
  return new Map(
    ids.map((id): [string, Answer] => {
      const answer = said[id] ?? [];
      return [id, 'state' in answer ? answer : { state: 'ok', series: answer, warnings: [] }];
    })
  );
}
