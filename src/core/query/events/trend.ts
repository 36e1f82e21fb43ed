import { budgetRemainingRatio } from '../../budget/budget';
import { print } from '../../promql/print';
import type { Slo } from '../../slo/slo';
import { groupBy } from '../columns';
import type { BudgetPoint, BudgetSeriesRequest } from '../budgetSeries';
import type { InstantQuery, Query, RangeQuery } from '../port';
import { unionQueries, type ReadPart } from '../union';
import { countEvents } from './count';
import { increase, leavesOf } from './plan';
import { termKey, termsOf, type Terms } from './terms';

/** `increase` needs two samples, so nothing shorter than this is asked for. */
export const SHORTEST_BUCKET_SECONDS = 300;

/** The times at which the events of a window are counted bucket by bucket. */
export interface Buckets {
  windowSeconds: number;
  /** Where the counting starts: the start of the range, or of the SLO window where that is later. */
  fromSeconds: number;
  toSeconds: number;
  /** Length of a bucket and distance between two. */
  stepSeconds: number;
  /** End of the last whole bucket; what comes after it is the tail. */
  lastSeconds: number;
}

/**
 * Upstreams floor both ends of a range to its step, so buckets end at multiples of the step. A tail too short for two
 * samples is counted together with the bucket before it.
 */
function bucketsOf({ fromSeconds, toSeconds, stepSeconds }: BudgetSeriesRequest, windowSeconds: number): Buckets {
  const step = Math.max(stepSeconds, SHORTEST_BUCKET_SECONDS);
  const floor = Math.floor(toSeconds / step) * step;
  return {
    windowSeconds,
    fromSeconds: Math.max(fromSeconds, toSeconds - windowSeconds),
    toSeconds,
    stepSeconds: step,
    lastSeconds: toSeconds - floor < SHORTEST_BUCKET_SECONDS ? floor - step : floor,
  };
}

function bucketsId({ windowSeconds, stepSeconds }: Buckets): string {
  return `buckets:${windowSeconds}:${stepSeconds}`;
}

function tailId(buckets: Buckets): string {
  return `tail:${bucketsId(buckets)}`;
}

/**
 * The events of every bucket of a range and of the tail behind the last, for the SLOs given by `counted`: one range query
 * per SLO window and chunk. `slos` are all SLOs of the request, which number the terms.
 */
export function planTrend(
  request: BudgetSeriesRequest,
  slos: readonly Slo[],
  counted: readonly Slo[]
): Array<InstantQuery | RangeQuery> {
  const terms = termsOf(slos);
  return [...groupBy(counted, ({ window }) => String(window.seconds)).values()].flatMap((users): Query[] => {
    const buckets = bucketsOf(request, users[0].window.seconds);
    const { fromSeconds, toSeconds, stepSeconds, lastSeconds } = buckets;
    if (lastSeconds <= fromSeconds) {
      return [];
    }
    return [
      ...unionQueries<RangeQuery>(
        bucketsId(buckets),
        leavesOf(terms, users, (selector) => increase(selector, stepSeconds)),
        (question) => ({
          kind: 'range',
          ...question,
          startSeconds: fromSeconds,
          endSeconds: toSeconds,
          stepSeconds,
        })
      ),
      ...unionQueries<InstantQuery>(
        tailId(buckets),
        // The length of the tail is another at every refresh; what is refused in it is not.
        leavesOf(terms, users, (selector) => increase(selector, toSeconds - lastSeconds)).map((leaf) => ({
          ...leaf,
          identity: `tail:${print(leaf.selector)}`,
        })),
        (question) => ({ kind: 'instant', ...question, atSeconds: toSeconds })
      ),
    ];
  });
}

/** A series of the budget, or why there is none. */
export type Trend =
  | { state: 'ok'; points: readonly BudgetPoint[] }
  /** The upstream answered at another step, so that its buckets leave events out. */
  | { state: 'stepChanged'; wantedSeconds: number; gotSeconds: number }
  | { state: 'failed' | 'none' };

/**
 * What was left of the budget at the end of every bucket, as it was spent since the start of the SLO window that ends
 * now: the bad events of the whole window less those after the bucket, against the budget of the whole window. It ends
 * exactly at the budget of the row, so errors of single buckets never add up in what matters.
 */
export function readTrend(
  request: BudgetSeriesRequest,
  slo: Slo,
  terms: Terms,
  read: ReadPart,
  whole: { bad: number | null; total: number | null }
): Trend {
  const { events, objectiveRatio, window } = slo;
  const buckets = bucketsOf(request, window.seconds);
  if (
    !events ||
    objectiveRatio === null ||
    whole.bad === null ||
    !whole.total ||
    buckets.lastSeconds <= buckets.fromSeconds
  ) {
    return { state: 'none' };
  }
  const series = bucketSeries(events, terms, read, buckets);
  if (series.state !== 'ok') {
    return series;
  }
  const { toSeconds, fromSeconds, windowSeconds } = buckets;
  const { bad: badEvents, total: totalEvents } = { bad: whole.bad, total: whole.total };
  const left = (badSoFar: number) => budgetRemainingRatio(badSoFar / totalEvents, objectiveRatio);
  let later = series.tailBad;
  const points: BudgetPoint[] = [{ timeSeconds: toSeconds, value: left(badEvents) }];
  for (const { timeSeconds, bad } of [...series.counts].reverse()) {
    points.push({ timeSeconds, value: bad === null ? null : left(badEvents - later) });
    later += bad ?? 0;
  }
  // Where nothing was counted at first, nothing is known of the start.
  if (fromSeconds === toSeconds - windowSeconds && series.counts[0]?.bad != null) {
    points.push({ timeSeconds: fromSeconds, value: 1 });
  }
  return { state: 'ok', points: points.reverse() };
}

interface BucketCounts {
  state: 'ok';
  tailBad: number;
  /** Ascending; null where nothing was counted. */
  counts: Array<{ timeSeconds: number; bad: number | null }>;
}

function bucketSeries(
  events: NonNullable<Slo['events']>,
  terms: Terms,
  read: ReadPart,
  buckets: Buckets
): BucketCounts | Exclude<Trend, { state: 'ok' }> {
  const id = bucketsId(buckets);
  const answers = [...events.part, ...events.total].map(({ selector }) => read(id, termKey(terms, selector)));
  const tail = countEvents(events, (selector) => read(tailId(buckets), termKey(terms, selector)), []);
  if (answers.some(({ state }) => state === 'failed') || tail.errorRatio.state === 'error') {
    return { state: 'failed' };
  }
  const gotSeconds = stepOf(answers);
  if (gotSeconds !== null && gotSeconds !== buckets.stepSeconds) {
    return { state: 'stepChanged', wantedSeconds: buckets.stepSeconds, gotSeconds };
  }
  const at = samplesByTime(terms, read, id);
  const counts: BucketCounts['counts'] = [];
  const first = Math.floor(buckets.fromSeconds / buckets.stepSeconds + 1) * buckets.stepSeconds;
  for (let timeSeconds = first; timeSeconds <= buckets.lastSeconds; timeSeconds += buckets.stepSeconds) {
    const { bad } = countEvents(events, (selector) => at(selector, timeSeconds), []);
    counts.push({ timeSeconds, bad: bad.value });
  }
  return { state: 'ok', tailBad: tail.bad.value ?? 0, counts };
}

/** The step that the upstream says it used, or else the least distance of two points. */
function stepOf(answers: ReadonlyArray<ReturnType<ReadPart>>): number | null {
  let least: number | null = null;
  for (const answer of answers) {
    if (answer.state === 'ok' && answer.stepSeconds !== undefined) {
      return answer.stepSeconds;
    }
    for (const { timesSeconds } of answer.state === 'ok' ? answer.series : []) {
      for (let index = 1; index < timesSeconds.length; index++) {
        const distance = (timesSeconds[index] ?? 0) - (timesSeconds[index - 1] ?? 0);
        least = least === null ? distance : Math.min(least, distance);
      }
    }
  }
  return least;
}

/** The sample of a term at a time, as if it had been asked for alone. */
function samplesByTime(terms: Terms, read: ReadPart, id: string) {
  const byKey = new Map<string, Map<number, number>>();
  return (selector: Parameters<typeof termKey>[1], timeSeconds: number): ReturnType<ReadPart> => {
    const key = termKey(terms, selector);
    const answer = read(id, key);
    if (answer.state === 'failed') {
      return answer;
    }
    const known = byKey.get(key);
    const samples =
      known ?? new Map(answer.series.flatMap((one) => one.timesSeconds.map((time, i) => [time, one.values[i] ?? NaN])));
    byKey.set(key, samples);
    const value = samples.get(timeSeconds);
    return {
      ...answer,
      series: value === undefined ? [] : [{ labels: {}, timesSeconds: [timeSeconds], values: [value] }],
    };
  };
}
