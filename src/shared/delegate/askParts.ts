import { expand, EMPTY, last, map, of, switchMap, type Observable } from 'rxjs';
import { continueBisection, startBisection, type Bisection } from '../../core/query/bisect';
import type { Failure } from '../../core/failure';
import type { Answers, Query } from '../../core/query/port';

/** A part that was refused is not asked again for this long: whoever mends the rule or the document waits no longer. */
const REMEMBERED_MILLISECONDS = 5 * 60_000;

/** Parts of queries that an upstream refuses, so that a refresh does not look for them again. */
export class Offenders {
  private readonly byPromql = new Map<string, { failure: Failure; untilMilliseconds: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  known(): ReadonlyMap<string, Failure> {
    for (const [promql, { untilMilliseconds }] of this.byPromql) {
      if (untilMilliseconds <= this.now()) {
        this.byPromql.delete(promql);
      }
    }
    return new Map([...this.byPromql].map(([promql, { failure }]) => [promql, failure]));
  }

  remember(found: ReadonlyMap<string, Failure>): void {
    const untilMilliseconds = this.now() + REMEMBERED_MILLISECONDS;
    found.forEach((failure, promql) => this.byPromql.set(promql, { failure, untilMilliseconds }));
  }
}

/**
 * Asks, and asks the halves of what was refused until the offending parts stand alone. Answers once, as if every part had
 * been asked by itself; what is refused costs its own numbers only.
 */
export function askParts(
  queries: readonly Query[],
  offenders: Offenders,
  ask: (queries: readonly Query[]) => Observable<Answers>
): Observable<Answers> {
  const round = (bisection: Bisection): Observable<Bisection> =>
    bisection.pending.length === 0
      ? EMPTY
      : ask(bisection.pending.map(({ query }) => query)).pipe(map((answers) => continueBisection(bisection, answers)));
  return of(startBisection(queries, offenders.known())).pipe(
    expand(round),
    last(),
    switchMap((done) => {
      offenders.remember(done.offenders);
      // Cancelled on the way: nothing is pending in an answer.
      return done.pending.length > 0 ? EMPTY : of(done.found);
    })
  );
}
