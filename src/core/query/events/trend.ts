import { budgetRemainingRatio } from '../../budget/budget';
import { print } from '../../promql/print';
import type { EventsSli } from '../../slo/events';
import type { Slo } from '../../slo/slo';
import { excludedWithin, type Stretch } from '../../window/exclusions';
import { groupBy } from '../../groupBy';
import type { BudgetPoint, BudgetSeriesRequest } from '../budgetSeries';
import { SHORTEST_COUNT_SECONDS, type JudgedSlo } from '../judgedSlo';
import { timesIn } from '../points';
import type { InstantQuery, RangeQuery } from '../port';
import { unionQueries, type ReadPart } from '../union';
import { countEvents } from './count';
import { increase, leavesOf } from './plan';
import { answeredStep, samplesByTime } from './samples';
import { leafKey, leavesOfPieces, type Span } from './spans';
import { selectorsOf, termKey, termsOf, type Terms } from './terms';

/** The times at which the events of a stretch are counted bucket by bucket. */
interface Buckets {
  /** Where the counting starts: the start of the range, or of the stretch where that is later. */
  fromSeconds: number;
  /** Length of a bucket and distance between two. */
  stepSeconds: number;
  /** End of the last whole bucket; what comes after it is the tail. */
  lastSeconds: number;
}

/**
 * Upstreams floor both ends of a range to its step, so buckets end at multiples of the step. A tail too short for two
 * samples is counted together with the bucket before it. Null where not even one bucket ends within the stretch.
 */
function bucketsOf(request: BudgetSeriesRequest, span: Span): Buckets | null {
  const stepSeconds = stepOf(request);
  const fromSeconds = Math.max(request.fromSeconds, span.fromSeconds);
  const floor = Math.floor(span.toSeconds / stepSeconds) * stepSeconds;
  const lastSeconds = span.toSeconds - floor < SHORTEST_COUNT_SECONDS ? floor - stepSeconds : floor;
  return lastSeconds <= fromSeconds ? null : { fromSeconds, stepSeconds, lastSeconds };
}

function stepOf({ stepSeconds }: BudgetSeriesRequest): number {
  return Math.max(stepSeconds, SHORTEST_COUNT_SECONDS);
}

/** One union of buckets for all stretches of a window, from where the first of them begins. */
function bucketsFrom({ fromSeconds }: BudgetSeriesRequest, [first]: readonly Span[]): number {
  return Math.max(fromSeconds, first?.fromSeconds ?? fromSeconds);
}

function bucketsId(fromSeconds: number): string {
  return `buckets:${fromSeconds}`;
}

const TAILS_ID = 'tails';

/** What is left of a stretch after its last whole bucket. */
function tailOf(span: Span, { lastSeconds }: Buckets): Span {
  return { ...span, fromSeconds: lastSeconds };
}

/**
 * The events of every bucket of a range and of the tail behind the last of each stretch, for the SLOs given by `counted`:
 * one range query for the windows that begin at one time and chunk. `slos` are all SLOs of the request, which number the
 * terms.
 */
export function planTrend(
  request: BudgetSeriesRequest,
  slos: readonly JudgedSlo[],
  counted: readonly JudgedSlo[],
  spansOf: (slo: JudgedSlo) => readonly Span[]
): Array<InstantQuery | RangeQuery> {
  const terms = termsOf(slos);
  const { toSeconds } = request;
  const stepSeconds = stepOf(request);
  const uses = counted.map((slo) => ({ slo, spans: spansOf(slo) }));
  const tails = uses.flatMap(({ slo, spans }) =>
    spans.flatMap((span) => {
      const buckets = bucketsOf(request, span);
      return buckets ? [{ slo, piece: tailOf(span, buckets) }] : [];
    })
  );
  const drawn = new Set(tails.map(({ slo }) => slo));
  const ranges = uses
    .filter(({ slo }) => drawn.has(slo))
    .map(({ slo, spans }) => ({ slo, fromSeconds: bucketsFrom(request, spans) }));
  const sloOf = ({ slo }: { slo: JudgedSlo }) => slo;
  return [
    ...[...groupBy(ranges, ({ fromSeconds }) => String(fromSeconds)).values()].flatMap((users) => {
      const [{ fromSeconds }] = users;
      return unionQueries<RangeQuery>(
        bucketsId(fromSeconds),
        leavesOf(terms, users.map(sloOf), (selector) => increase(selector, stepSeconds)),
        (question) => ({ kind: 'range', ...question, startSeconds: fromSeconds, endSeconds: toSeconds, stepSeconds })
      );
    }),
    ...unionQueries<InstantQuery>(
      TAILS_ID,
      leavesOfPieces(tails, (own, { fromSeconds, toSeconds: end }) =>
        leavesOf(terms, own, (selector) => increase(selector, end - fromSeconds, toSeconds - end))
      ).map(({ piece: _, selector, ...leaf }) => ({
        ...leaf,
        // The length of the tail is another at every refresh; what is refused in it is not.
        identity: `tail:${print(selector)}`,
      })),
      (question) => ({ kind: 'instant', ...question, atSeconds: toSeconds })
    ),
  ];
}

/** How many points the buckets of SLOs bring at most: as if the stretches of each began with the range. */
export function trendPoints(request: BudgetSeriesRequest, counted: readonly JudgedSlo[]): number {
  const { fromSeconds: startSeconds, toSeconds: endSeconds } = request;
  const series = counted.flatMap(({ events }) => (events ? [...new Set(selectorsOf(events))] : []));
  return series.length * timesIn({ startSeconds, endSeconds, stepSeconds: stepOf(request) });
}

/** A series of the budget, or why there is none. */
export type Trend =
  | { state: 'ok'; points: readonly BudgetPoint[] }
  /** The upstream answered at another step, so that its buckets leave events out. */
  | { state: 'stepChanged'; wantedSeconds: number; gotSeconds: number }
  /** `none`: there is no number of the whole. */
  | { state: 'failed' | 'none' };

/** Events of a whole stretch; null where nobody knows. */
export interface WholeCounts {
  bad: number | null;
  /** What the budget is a share of. */
  total: number | null;
}

/**
 * What was left of the budget of each stretch at the end of every bucket, as it was spent since the start of the stretch:
 * the bad events of the whole stretch less those after the bucket, against the budget of the whole. It ends exactly at
 * the budget of the whole, so errors of single buckets never add up in what matters.
 *
 * @param spans as they were planned
 */
export function readTrends(
  request: BudgetSeriesRequest,
  { events, objectiveRatio, exclusions = [] }: Pick<Slo, 'events' | 'objectiveRatio' | 'exclusions'>,
  spans: readonly Span[],
  terms: Terms,
  read: ReadPart,
  wholeOf: (span: Span) => WholeCounts
): Trend[] {
  if (!events || objectiveRatio === null) {
    return spans.map(() => ({ state: 'none' }));
  }
  const bucket = bucketReader(events, terms, read, bucketsId(bucketsFrom(request, spans)));
  const excluded = excludedWithin(exclusions, {
    startSeconds: bucketsFrom(request, spans),
    endSeconds: request.toSeconds,
  });
  return spans.map((span): Trend => {
    const whole = wholeOf(span);
    const buckets = bucketsOf(request, span);
    if (whole.bad === null || !whole.total) {
      return { state: 'none' };
    }
    const { bad: badEvents, total: totalEvents } = { bad: whole.bad, total: whole.total };
    const left = (badSoFar: number) => budgetRemainingRatio(badSoFar / totalEvents, objectiveRatio);
    const points: BudgetPoint[] = [{ timeSeconds: span.toSeconds, value: left(badEvents) }];
    if (!buckets) {
      const start = { timeSeconds: span.fromSeconds, value: 1 };
      return { state: 'ok', points: span.fromSeconds < request.fromSeconds ? points : [start, ...points] };
    }
    const tail = countEvents(
      events,
      (selector) => read(TAILS_ID, leafKey(tailOf(span, buckets), termKey(terms, selector))),
      []
    );
    if (bucket.state === 'failed' || tail.errorRatio.state === 'error') {
      return { state: 'failed' };
    }
    if (bucket.gotSeconds !== null && bucket.gotSeconds !== buckets.stepSeconds) {
      return { state: 'stepChanged', wantedSeconds: buckets.stepSeconds, gotSeconds: bucket.gotSeconds };
    }
    const counts = bucketTimes(buckets).map((timeSeconds) => ({
      timeSeconds,
      bad: isExcluded(excluded, timeSeconds - buckets.stepSeconds / 2) ? 0 : bucket.badAt(timeSeconds),
    }));
    let later = tail.bad.value ?? 0;
    for (const { timeSeconds, bad } of [...counts].reverse()) {
      points.push({ timeSeconds, value: bad === null ? null : left(badEvents - later) });
      later += bad ?? 0;
    }
    // Where nothing was counted at first, nothing is known of the start.
    if (buckets.fromSeconds === span.fromSeconds && counts[0]?.bad != null) {
      points.push({ timeSeconds: span.fromSeconds, value: 1 });
    }
    return { state: 'ok', points: points.reverse() };
  });
}

/** A bucket counts as excluded where its middle is: what it holds cannot be divided. */
function isExcluded(excluded: readonly Stretch[], timeSeconds: number): boolean {
  return excluded.some(({ startSeconds, endSeconds }) => timeSeconds >= startSeconds && timeSeconds < endSeconds);
}

/** The ends of the buckets, ascending. */
function bucketTimes({ fromSeconds, stepSeconds, lastSeconds }: Buckets): number[] {
  const times: number[] = [];
  const first = Math.floor(fromSeconds / stepSeconds + 1) * stepSeconds;
  for (let timeSeconds = first; timeSeconds <= lastSeconds; timeSeconds += stepSeconds) {
    times.push(timeSeconds);
  }
  return times;
}

type BucketReader =
  | { state: 'failed' }
  /** The step that was answered, null where nothing tells it, and the bad events of a bucket, null where none was counted. */
  | { state: 'ok'; gotSeconds: number | null; badAt: (timeSeconds: number) => number | null };

function bucketReader(events: EventsSli, terms: Terms, read: ReadPart, id: string): BucketReader {
  const answers = [...events.part, ...events.total].map(({ selector }) => read(id, termKey(terms, selector)));
  if (answers.some(({ state }) => state === 'failed')) {
    return { state: 'failed' };
  }
  const at = samplesByTime(terms, read, id);
  return {
    state: 'ok',
    gotSeconds: answeredStep(answers),
    badAt: (timeSeconds) => countEvents(events, (selector) => at(selector, timeSeconds), []).bad.value,
  };
}
