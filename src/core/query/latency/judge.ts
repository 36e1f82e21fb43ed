import { unmeasured, type Measured } from '../../budget/dataState';
import { parseBound } from '../../latency/bounds';
import { orderedBuckets, type Bucket } from '../../latency/buckets';
import type { LatencyHistogram } from '../../latency/histogram';
import { print } from '../../promql/print';
import type { Slo } from '../../slo/slo';
import { answeredStep } from '../events/samples';
import type { Answers, Series } from '../port';
import { piecesOf, type Stretch } from '../slots/stretch';
import { partReader } from '../union';
import {
  bucketsId,
  groupLabel,
  histogramKey,
  planLatency,
  timedSlos,
  type LatencyRequest,
  type LatencyUse,
} from './plan';

export type LatencyAbsence =
  /** Grouped by the label that tells the buckets apart. */
  | { kind: 'groupedByBound' }
  | { kind: 'tooMany' }
  | { kind: 'unmeasured'; what: Measured }
  | { kind: 'stepChanged'; wantedSeconds: number; gotSeconds: number };

export interface LatencyGroup {
  /** Value of the label that is grouped by, empty where a series has none; null where nothing is grouped. */
  value: string | null;
  /** Of all buckets, ascending; `le` as a series spells it. */
  bounds: ReadonlyArray<{ upperBound: number; le: string }>;
  /** Of every slot its buckets in ascending order, or null where nobody knows how many events there were. */
  slots: ReadonlyArray<readonly Bucket[] | null>;
}

export type Latency =
  | {
      state: 'ok';
      slo: Slo;
      histogram: LatencyHistogram;
      stretch: Stretch;
      coarser: boolean;
      /** By value, ascending. */
      groups: readonly LatencyGroup[];
    }
  | { state: 'absent'; slo: Slo; absence: LatencyAbsence };

/** The buckets of every SLO that a threshold on a histogram tells, in the order of `slos`; others are left out. */
export function judgeLatency(
  request: LatencyRequest,
  slos: readonly Slo[],
  use: LatencyUse,
  answers: Answers
): Latency[] {
  const { stretch, coarser, keys } = use;
  const read = partReader(planLatency(request, slos, use), answers);
  return timedSlos(slos).map(({ slo, histogram }): Latency => {
    const absent = (absence: LatencyAbsence) => ({ state: 'absent' as const, slo, absence });
    const key = histogramKey(histogram);
    if (groupLabel(request) === 'le') {
      return absent({ kind: 'groupedByBound' });
    }
    if (!keys.has(key)) {
      return absent({ kind: 'tooMany' });
    }
    const series: Series[] = [];
    for (const piece of piecesOf(stretch)) {
      const answer = read(bucketsId(piece), key);
      if (answer.state === 'failed') {
        return absent({ kind: 'unmeasured', what: unmeasured('error', answer.reason) });
      }
      const gotSeconds = answeredStep([answer]);
      if (gotSeconds !== null && gotSeconds !== piece.stepSeconds) {
        return absent({ kind: 'stepChanged', wantedSeconds: piece.stepSeconds, gotSeconds });
      }
      series.push(...answer.series);
    }
    const groups = groupsOf(series, stretch, groupLabel(request));
    return groups.length === 0
      ? absent({
          kind: 'unmeasured',
          what: unmeasured('noData', { kind: 'seriesMissing', metric: print(histogram.buckets) }),
        })
      : { state: 'ok', slo, histogram, stretch, coarser, groups };
  });
}

function groupsOf(series: readonly Series[], stretch: Stretch, label: string | null): LatencyGroup[] {
  const { startSeconds, slotSeconds, slots } = stretch;
  const times = Array.from({ length: slots }, (_, index) => startSeconds + (index + 1) * slotSeconds);
  const indexOf = new Map(times.map((time, index) => [time, index]));
  const byValue = new Map<string, Map<number, { le: string; sums: Float64Array }>>();
  for (const { labels, timesSeconds, values } of series) {
    const bound = parseBound(labels['le']);
    if (Number.isNaN(bound)) {
      continue;
    }
    const value = label === null ? '' : (labels[label] ?? '');
    const byBound = byValue.get(value) ?? new Map<number, { le: string; sums: Float64Array }>();
    byValue.set(value, byBound);
    const bucket = byBound.get(bound) ?? { le: labels['le'] ?? '', sums: new Float64Array(times.length).fill(NaN) };
    byBound.set(bound, bucket);
    const { sums } = bucket;
    timesSeconds.forEach((time, at) => {
      const index = indexOf.get(time);
      if (index !== undefined) {
        // Two spellings of one bound, as replicas of two versions have them, are one bucket.
        const known = sums[index] ?? NaN;
        sums[index] = (Number.isNaN(known) ? 0 : known) + (values[at] ?? NaN);
      }
    });
  }
  return [...byValue]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, byBound]) => {
      const bounds = [...byBound]
        .map(([upperBound, { le, sums }]) => ({ upperBound, le, sums }))
        .sort((a, b) => a.upperBound - b.upperBound);
      return {
        value: label === null ? null : value,
        bounds: bounds.map(({ upperBound, le }) => ({ upperBound, le })),
        slots: times.map((_, index) =>
          orderedBuckets(bounds.map(({ upperBound, sums }) => ({ upperBound, cumulative: sums[index] ?? NaN })))
        ),
      };
    });
}
