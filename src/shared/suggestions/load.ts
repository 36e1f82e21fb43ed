import { defaultIfEmpty, map, of, switchMap, type Observable } from 'rxjs';
import type { Answers, Query } from '../../core/query/port';
import type { Unsuitable } from '../../core/suggest/family';
import { planFamilies, readFamilies } from '../../core/suggest/families';
import { planSuggestions, readSuggestions, type Suggestion } from '../../core/suggest/suggestions';
import { failureWords } from '../failureWords';

export interface Found {
  /** End of the week that was judged, in epoch seconds. */
  atSeconds: number;
  suggestions: readonly Suggestion[];
  unsuitable: readonly Unsuitable[];
  /** Metrics of services beyond those that were measured. */
  more: number;
  /** True where the upstream holds so many metrics that some were not looked at. */
  cut: boolean;
  /** What the upstream said to queries that it did not answer, each thing once. */
  failures: readonly string[];
}

/** What an upstream could have SLOs for, in two requests; answers once. Unsubscribing cancels what is under way. */
export function loadSuggestions(
  askUpstream: (queries: readonly Query[]) => Observable<Answers>,
  atSeconds: number
): Observable<Found> {
  return askUpstream(planFamilies(atSeconds)).pipe(
    // A request that Grafana cancels ends without an answer, which counts as failed.
    defaultIfEmpty<Answers, Answers>(new Map()),
    map(readFamilies),
    switchMap((found) => {
      const queries = planSuggestions(found.families, atSeconds);
      return (queries.length === 0 ? of<Answers>(new Map()) : askUpstream(queries)).pipe(
        defaultIfEmpty<Answers, Answers>(new Map()),
        map((answers) => {
          const { suggestions, unsuitable } = readSuggestions(found.families, answers);
          const { more, cut } = found;
          const failures = [...new Set([...found.failures.map(failureWords), ...failuresOf(answers)])];
          return { atSeconds, suggestions, unsuitable: [...unsuitable, ...found.unsuitable], more, cut, failures };
        })
      );
    })
  );
}

function failuresOf(answers: Answers): string[] {
  return [...answers.values()].flatMap((answer) => (answer.state === 'failed' ? [failureWords(answer)] : []));
}
