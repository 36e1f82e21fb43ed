import { combineLatest, defaultIfEmpty, from, map, of, startWith, switchMap, timeout, type Observable } from 'rxjs';
import type { Failure } from '../core/failure';
import type { Answers } from '../core/query/port';
import type { Upstream } from '../core/slo/slo';
import { ask } from '../shared/delegate/ask';
import { failureWords } from '../shared/failureWords';
import { loadCatalogue } from '../shared/loadCatalogue';
import { planFamilies, readFamilies } from '../core/suggest/families';

export const TIMEOUT_SECONDS = 10;

/** What is known of one question to a data source. */
export type Found<T> =
  | { state: 'asking' }
  | {
      state: 'answered';
      value: T;
      /** By what the data source restricts its own answer. */
      warnings: readonly string[];
    }
  | { state: 'failed'; failure: Failure }
  | { state: 'timedOut' }
  | { state: 'cancelled' };

/** What a data source holds. */
export interface Holdings {
  /** How many SLOs tools have recorded. */
  sloCount: Found<number>;
  /** Metrics that an SLO can be made from. */
  families: Found<readonly string[]>;
}

export const ASKING: Holdings = { sloCount: { state: 'asking' }, families: { state: 'asking' } };

/**
 * Looks into a data source. The two questions are two requests, so that the search for metrics, which can be slow where
 * there are many, never costs the count of SLOs.
 */
export function probe(upstream: Upstream, nowMilliseconds: number): Observable<Holdings> {
  const atSeconds = Math.floor(nowMilliseconds / 1000);
  const parent = (question: string) => ({
    requestId: `first-run-${nowMilliseconds}-${question}`,
    scopedVars: {},
    startTime: nowMilliseconds,
    timezone: 'utc',
  });
  const sloCount = from(loadCatalogue()).pipe(
    switchMap(({ planCatalogue, readCatalogue }) =>
      ask(upstream, planCatalogue(atSeconds), parent('slos')).pipe(
        map((answers): Found<number> => {
          const catalogue = readCatalogue(upstream, atSeconds, answers);
          return catalogue.state === 'failed'
            ? catalogue
            : answered(
                catalogue.slos.length,
                answers,
                catalogue.failures.map((failed) => failureWords(failed.failure))
              );
        })
      )
    )
  );
  const families = ask(upstream, planFamilies(atSeconds), parent('families')).pipe(
    map((answers): Found<readonly string[]> => {
      const { families, failures } = readFamilies(answers);
      const metrics = [...new Set(families.map(({ metric }) => metric))].sort();
      return metrics.length === 0 && failures[0] !== undefined
        ? { state: 'failed', failure: failures[0] }
        : answered(metrics, answers, failures.map(failureWords));
    })
  );
  return combineLatest({ sloCount: settle(sloCount), families: settle(families) });
}

function answered<T>(value: T, answers: Answers, failures: readonly string[] = []): Found<T> {
  const warnings = [...answers.values()].flatMap((answer) => (answer.state === 'ok' ? answer.warnings : []));
  return { state: 'answered', value, warnings: [...new Set([...warnings, ...failures])] };
}

/** Asking at first, and something else at the end in any case. */
function settle<T>(found: Observable<Found<T>>): Observable<Found<T>> {
  return found.pipe(
    timeout({ first: TIMEOUT_SECONDS * 1000, with: () => of<Found<T>>({ state: 'timedOut' }) }),
    defaultIfEmpty<Found<T>, Found<T>>({ state: 'cancelled' }),
    startWith<Found<T>>({ state: 'asking' })
  );
}

/** Whether there is anything in a data source to show SLOs from. */
export function holdsSomething({ sloCount, families }: Holdings): boolean {
  return (
    (sloCount.state === 'answered' && sloCount.value > 0) ||
    (families.state === 'answered' && families.value.length > 0)
  );
}

export function isAsking({ sloCount, families }: Holdings): boolean {
  return sloCount.state === 'asking' || families.state === 'asking';
}
