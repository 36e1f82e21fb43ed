import { print } from '../../promql/print';
import { periodsWithin } from '../../window/calendar';
import { excludedWithin, keptWithin } from '../../window/exclusions';
import type { JudgedWindow } from '../../window/window';
import type { BudgetSeriesRequest } from '../budgetSeries';
import { groupBy } from '../../groupBy';
import { SHORTEST_COUNT_SECONDS, type JudgedSlo } from '../judgedSlo';
import type { InstantQuery } from '../port';
import { unionQueries, type Leaf, type PartAnswer, type ReadPart } from '../union';
import { increase, leavesOf, windowIdentity } from './plan';
import type { Terms } from './terms';

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

/** A part of a stretch that counts for an SLO. */
export interface Piece {
  slo: JudgedSlo;
  piece: Span;
}

/** The pieces of the stretches of SLOs. */
export function piecesOf(slos: readonly JudgedSlo[], spansOf: (slo: JudgedSlo) => readonly Span[]): Piece[] {
  return slos.flatMap((slo) =>
    spansOf(slo)
      .flatMap((span) => keptSpans(slo, span))
      .map((piece) => ({ slo, piece }))
  );
}

/** Tells a piece from others that end at other times or are shorter. */
export function pieceKey({ fromSeconds, toSeconds }: Span): string {
  return `${fromSeconds}:${toSeconds}`;
}

const UNION_ID = 'spans';

/**
 * The events of every piece: what each budget over time ends with. All at one time, a hundred counts in each query, so that
 * many periods with many exclusions are few queries.
 */
export function planPieces(pieces: readonly Piece[], terms: Terms, toSeconds: number): InstantQuery[] {
  const leaves = leavesOfPieces(pieces, (slos, piece) =>
    leavesOf(terms, slos, (selector) =>
      increase(selector, piece.toSeconds - piece.fromSeconds, toSeconds - piece.toSeconds)
    ).map(({ selector, ...leaf }) => ({
      ...leaf,
      // Where a piece lies before the time of the query, and how long one is that runs, is another at every refresh; what is
      // refused in it is not.
      identity: `span:${windowIdentity(slos[0].window)}:${print(selector)}`,
    }))
  );
  return unionQueries<InstantQuery>(
    UNION_ID,
    leaves.map(({ piece: _, ...leaf }) => leaf),
    (question) => ({ kind: 'instant', ...question, atSeconds: toSeconds })
  );
}

/** The answer to a term of a piece. */
export function readPiece(piece: Span, term: string, read: ReadPart): PartAnswer {
  return read(UNION_ID, leafKey(piece, term));
}

/** The leaves of every piece, those of the same piece once for all SLOs that have it. */
export function leavesOfPieces<L extends Leaf>(
  pieces: readonly Piece[],
  leaves: (slos: [JudgedSlo, ...JudgedSlo[]], piece: Span) => readonly L[]
): Array<L & { piece: Span }> {
  return [...groupBy(pieces, ({ piece }) => pieceKey(piece)).values()].flatMap((users) => {
    const [{ slo: first, piece }, ...others] = users;
    return leaves([first, ...others.map(({ slo }) => slo)], piece).map((leaf) => ({
      ...leaf,
      key: leafKey(piece, leaf.key),
      piece,
    }));
  });
}

export function leafKey(piece: Span, term: string): string {
  return `${pieceKey(piece)}:${term}`;
}
