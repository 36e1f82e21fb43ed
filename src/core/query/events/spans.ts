import { print } from '../../promql/print';
import { periodsWithin } from '../../window/calendar';
import { excludedWithin, keptWithin } from '../../window/exclusions';
import type { JudgedWindow } from '../../window/window';
import type { BudgetSeriesRequest } from '../budgetSeries';
import { groupBy } from '../columns';
import { SHORTEST_COUNT_SECONDS, type JudgedSlo } from '../judgedSlo';
import type { InstantQuery } from '../port';
import { unionQueries } from '../union';
import { increase, leavesOf } from './plan';
import { termsOf } from './terms';

/** Periods that are drawn at most: a year of weeks. */
export const MOST_PERIODS = 53;

/** A stretch of time that has one budget, as far as it has passed: an SLO window that ends now, or a calendar period. */
export interface Span {
  fromSeconds: number;
  toSeconds: number;
  /** Length that the budget is for in the end: longer than the stretch where a calendar period still runs. */
  wholeSeconds: number;
}

/** The stretch that the numbers of a row are for. */
export function runningSpan(window: JudgedWindow, toSeconds: number): Span {
  return { fromSeconds: toSeconds - window.seconds, toSeconds, wholeSeconds: window.seconds };
}

/** The stretches whose budgets a range shows: the one window that ends with it, or every calendar period in it. */
export function spansWithin(window: JudgedWindow, request: BudgetSeriesRequest): Span[] {
  if (window.kind === 'rolling') {
    return [runningSpan(window, request.toSeconds)];
  }
  return periodsWithin(window, request, MOST_PERIODS)
    .map(({ startSeconds, endSeconds }) => ({
      fromSeconds: startSeconds,
      toSeconds: Math.min(endSeconds, request.toSeconds),
      wholeSeconds: endSeconds - startSeconds,
    }))
    .filter(({ fromSeconds, toSeconds }) => toSeconds - fromSeconds >= SHORTEST_COUNT_SECONDS);
}

/** What of a stretch counts for an SLO, without what is too short to be counted: the stretch where nothing is excluded. */
export function keptSpans({ exclusions = [] }: JudgedSlo, span: Span): Span[] {
  const times = { startSeconds: span.fromSeconds, endSeconds: span.toSeconds };
  return exclusions.length === 0
    ? [span]
    : keptWithin(excludedWithin(exclusions, times), times)
        .filter(({ startSeconds, endSeconds }) => endSeconds - startSeconds >= SHORTEST_COUNT_SECONDS)
        .map(({ startSeconds, endSeconds }) => ({ ...span, fromSeconds: startSeconds, toSeconds: endSeconds }));
}

/** Union of the events of every term over a stretch. */
export function spanId({ fromSeconds, toSeconds }: Span): string {
  return `span:${fromSeconds}:${toSeconds}`;
}

/** The events of the stretches of the `counted` SLOs: what each budget over time ends with. All at one time. */
export function planSpans(
  { toSeconds }: Pick<BudgetSeriesRequest, 'toSeconds'>,
  slos: readonly JudgedSlo[],
  counted: readonly JudgedSlo[],
  spansOf: (slo: JudgedSlo) => readonly Span[]
): InstantQuery[] {
  const terms = termsOf(slos);
  const uses = counted.flatMap((slo) =>
    spansOf(slo)
      .flatMap((span) => keptSpans(slo, span))
      .map((span) => ({ span, slo }))
  );
  return [...groupBy(uses, ({ span }) => spanId(span)).values()].flatMap((users) => {
    const [{ span }] = users;
    const leaves = leavesOf(
      terms,
      users.map(({ slo }) => slo),
      (selector) => increase(selector, span.toSeconds - span.fromSeconds, toSeconds - span.toSeconds)
    );
    return unionQueries<InstantQuery>(
      spanId(span),
      // Where a period lies before the time of the query is another at every refresh; what is refused in it is not.
      leaves.map((leaf) => ({ ...leaf, identity: `span:${span.wholeSeconds}:${print(leaf.selector)}` })),
      (question) => ({ kind: 'instant', ...question, atSeconds: toSeconds })
    );
  });
}
