import { boundMatcher, parseBound } from '../../latency/bounds';
import { aggregate, type Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import type { Answer, Answers, InstantQuery } from '../port';
import type { Reading } from './readings';
import { type ReleaseRequest, spanOf } from './request';
import { unresolved, withMatchers } from './sides';

/** How many series a reading has, by bound where it is of buckets: it bounds what reading them brings. Instant. */
export function planReadingSize(request: ReleaseRequest, reading: Reading): InstantQuery {
  const { side, span, selector, threshold } = reading;
  const of = unresolved(request, side, span, selector);
  return {
    kind: 'instant',
    id: readingId(reading),
    promql: print(aggregate('count', threshold === undefined ? [] : ['le'], of)),
    atSeconds: spanOf(request, span).endSeconds,
  };
}

function readingId({ side, span, selector, threshold }: Reading): string {
  return `${span}|${threshold === undefined ? 'size' : 'bounds'}|${side}|${print(selector)}`;
}

/** The bounds of a histogram on both sides of a threshold, and how many series have each. */
export interface FoundBounds {
  /** Largest one not above it; null where there is none. */
  lower: number | null;
  /** Smallest one not below it; infinity where there is no other. */
  upper: number;
  series: ReadonlyMap<number, number>;
}

/** Null where nobody knows, or there is no series. */
export function boundsAround(reading: Reading, first: Answers): FoundBounds | null {
  const answer = first.get(readingId(reading));
  if (answer?.state !== 'ok' || answer.series.length === 0) {
    return null;
  }
  const series = new Map<number, number>();
  for (const { labels, values } of answer.series) {
    const bound = parseBound(labels['le']);
    if (!Number.isNaN(bound)) {
      series.set(bound, (series.get(bound) ?? 0) + (values[0] ?? 0));
    }
  }
  const ascending = [...series.keys()].sort((a, b) => a - b);
  const threshold = reading.threshold ?? NaN;
  return {
    lower: ascending.filter((bound) => bound <= threshold).at(-1) ?? null,
    upper: ascending.find((bound) => bound >= threshold) ?? Infinity,
    series,
  };
}

export function bucket(buckets: Selector, bound: number): Selector {
  return withMatchers(buckets, [boundMatcher(bound)]);
}

/** A selector whose samples are read, as its side and its bounds have it, and how many series it has. */
export interface SizedSelector {
  selector: Selector;
  size: Answer;
}

const UNKNOWN: Answer = { state: 'failed', cause: 'unavailable', message: '' };

/** @param narrow puts the matchers of the side to a selector */
export function sizedSelectors(
  reading: Reading,
  narrow: (selector: Selector) => Selector,
  first: Answers
): SizedSelector[] {
  const answer = first.get(readingId(reading)) ?? UNKNOWN;
  if (reading.threshold === undefined) {
    return [{ selector: narrow(reading.selector), size: answer }];
  }
  const bounds = boundsAround(reading, first);
  if (bounds === null) {
    return [{ selector: narrow(bucket(reading.selector, Infinity)), size: answer }];
  }
  const { lower, upper, series } = bounds;
  const wanted = new Set([...(lower === null ? [] : [lower]), upper, Infinity]);
  return [...wanted].map((bound) => ({
    selector: narrow(bucket(reading.selector, bound)),
    size: countAnswer(series.get(bound) ?? 0),
  }));
}

function countAnswer(count: number): Answer {
  return { state: 'ok', series: [{ labels: {}, timesSeconds: [0], values: [count] }], warnings: [] };
}
