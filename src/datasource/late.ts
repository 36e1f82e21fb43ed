import { connect, endWith, map, merge, takeUntil, timer, type Observable } from 'rxjs';

/** Longer than Grafana itself waits for a data source by default, so that its own words come first where it gives up. */
export const LATE_SECONDS = 40;

/** What is told meanwhile where the first of an answer takes long. It goes on being waited for. */
export function withMeanwhile<T>(answer: Observable<T>, meanwhile: T): Observable<T> {
  return answer.pipe(
    connect((told) =>
      merge(
        told,
        timer(LATE_SECONDS * 1000).pipe(
          map(() => meanwhile),
          // One that ends without a word has been cancelled.
          takeUntil(told.pipe(endWith(null)))
        )
      )
    )
  );
}
