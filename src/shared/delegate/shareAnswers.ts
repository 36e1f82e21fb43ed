import { defer, finalize, shareReplay, type Observable } from 'rxjs';
import type { Answers, Query } from '../../core/query/port';

/**
 * Lets those who ask the same at the same time share one answer: panels of a dashboard are refreshed together, and ask
 * for the same numbers. Nothing is kept once it is answered, and a question that nobody waits for any more is cancelled.
 */
export class SharedAnswers {
  private readonly underWay = new Map<string, Observable<Answers>>();

  /** @param who tells apart whom the question is for */
  share(who: string, queries: readonly Query[], ask: () => Observable<Answers>): Observable<Answers> {
    return defer(() => {
      const key = keyOf(who, queries);
      const known = this.underWay.get(key);
      if (known) {
        return known;
      }
      const shared = ask().pipe(
        finalize(() => this.underWay.delete(key)),
        shareReplay({ bufferSize: 1, refCount: true })
      );
      this.underWay.set(key, shared);
      return shared;
    });
  }
}

function keyOf(who: string, queries: readonly Query[]): string {
  const times = (query: Query) =>
    query.kind === 'instant' ? [query.atSeconds] : [query.startSeconds, query.endSeconds, query.stepSeconds];
  return JSON.stringify([who, ...queries.map((query) => [query.id, query.promql, ...times(query)])]);
}
