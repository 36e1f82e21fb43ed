import { call, number, type Expr } from '../promql/ast';
import type { RangeQuery, Series } from './port';

/**
 * Points that all range queries of one query of a panel bring at most, since Prometheus bounds no answer: fifty SLOs slot
 * by slot over 30 days by their events, a hundred by recorded ratios. They take Prometheus about three seconds, a browser
 * a second and about 160 megabytes.
 */
export const MOST_POINTS = 1_000_000;

/** How the rows of SLOs divide them: what is drawn of every row and leaves its window, and since when those burn that fire. */
export const ROW_SHARES = { history: 0.8, onsets: 0.2 };

/** What may be brought of that, such as by one of several upstreams. */
export interface PointsBound {
  /** All where it is absent. */
  mostPoints?: number;
}

/** Half of what it may bring, for one of two questions whose answers are held side by side. */
export function halved<T extends PointsBound>(request: T): T {
  return { ...request, mostPoints: Math.floor((request.mostPoints ?? MOST_POINTS) / 2) };
}

/** Something that could be asked for. */
export interface Wanted<T> {
  what: T;
  /** Series times the times at which each is told. */
  points: number;
}

/**
 * What is asked for: as much as stays within the bound, those with the fewest points first, so that many are told. Who is
 * not among them is for the caller to say.
 *
 * @returns in the order of `wanted`
 */
export function withinPoints<T>(wanted: ReadonlyArray<Wanted<T>>, { mostPoints = MOST_POINTS }: PointsBound): Set<T> {
  const chosen = new Set<T>();
  let total = 0;
  for (const { what, points } of [...wanted].sort((a, b) => a.points - b.points)) {
    total += points;
    if (total > mostPoints) {
      break;
    }
    chosen.add(what);
  }
  return new Set(wanted.flatMap(({ what }) => (chosen.has(what) ? [what] : [])));
}

/** How many points a series has in a range: upstreams floor both ends to the step. */
export function timesIn({
  startSeconds,
  endSeconds,
  stepSeconds,
}: Pick<RangeQuery, 'startSeconds' | 'endSeconds' | 'stepSeconds'>): number {
  const steps = (seconds: number) => Math.floor(seconds / stepSeconds);
  return Math.max(0, steps(endSeconds) - steps(startSeconds) + 1);
}

/**
 * So many series of an expression at a time and no more: nobody knows beforehand how many values a label has had. Whether
 * some were left out is told by `isCut`.
 */
export function atMost(series: number, expr: Expr): Expr {
  return call('topk', number(series), expr);
}

/** Whether there may have been more series than `atMost` lets through: at some time there are as many. */
export function isCut(series: number, answered: readonly Series[]): boolean {
  if (answered.length < series) {
    return false;
  }
  const counts = new Map<number, number>();
  for (const timeSeconds of answered.flatMap(({ timesSeconds }) => timesSeconds)) {
    counts.set(timeSeconds, (counts.get(timeSeconds) ?? 0) + 1);
  }
  return [...counts.values()].some((count) => count >= series);
}
