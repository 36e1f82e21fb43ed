import { unmeasured, type Measured } from '../../budget/dataState';
import { parseBound } from '../../latency/bounds';
import { orderedBuckets, type Bucket } from '../../latency/buckets';
import type { LatencyHistogram } from '../../latency/histogram';
import { print } from '../../promql/print';
import type { NativeThreshold } from '../../slo/events';
import type { Slo } from '../../slo/slo';
import { answeredStep } from '../events/samples';
import type { SlotTimes } from '../events/slotCounts';
import { isCut } from '../points';
import type { Answers, Series } from '../port';
import { piecesOf, type Stretch } from '../slots/stretch';
import { partReader, type PartAnswer } from '../union';
import {
  bucketsId,
  groupLabel,
  histogramKey,
  nativeKey,
  planLatency,
  QUANTILES,
  selectorOf,
  timedSlos,
  type LatencyRequest,
  type LatencyUse,
} from './plan';

export type LatencyAbsence =
  /** Grouped by the label that tells the buckets apart. */
  | { kind: 'groupedByBound' }
  | { kind: 'tooMany' }
  /** Prometheus gives native histograms whole, of which heatmaps are not made. */
  | { kind: 'nativeHeatmap' }
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

/** What Prometheus tells of a native histogram, by slot; null where it has no number. */
export interface NativeLine {
  group: string | null;
  what: 'share' | number;
  points: ReadonlyArray<number | null>;
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
  | {
      state: 'native';
      slo: Slo;
      histogram: NativeThreshold;
      stretch: Stretch;
      coarser: boolean;
      lines: readonly NativeLine[];
    }
  | { state: 'absent'; slo: Slo; absence: LatencyAbsence };

/** The latencies of every SLO that a threshold on a histogram tells, in the order of `slos`; others are left out. */
export function judgeLatency(
  request: LatencyRequest,
  slos: readonly Slo[],
  use: LatencyUse,
  answered: Answers
): Latency[] {
  const { stretch, coarser, mostSeries } = use;
  const read = partReader(planLatency(request, slos, use), answered);
  return timedSlos(slos).map(({ slo, histogram }): Latency => {
    const absent = (absence: LatencyAbsence) => ({ state: 'absent' as const, slo, absence });
    if (groupLabel(request) === 'le') {
      return absent({ kind: 'groupedByBound' });
    }
    if (histogram.kind === 'native' && request.view === 'heatmap') {
      return absent({ kind: 'nativeHeatmap' });
    }
    const most = mostSeries.get(histogramKey(histogram));
    if (most === undefined) {
      return absent({ kind: 'tooMany' });
    }
    const told = { slo, stretch, coarser };
    const whats = request.view === 'share' ? (['share'] as const) : QUANTILES;
    const parts =
      histogram.kind === 'classic' ? [histogramKey(histogram)] : whats.map((what) => nativeKey(histogram, what));
    const answers = parts.map((key) => seriesOver(stretch, (piece) => read(bucketsId(piece), key)));
    const failed = answers.find((answer) => 'kind' in answer);
    if (failed && 'kind' in failed) {
      return absent(failed);
    }
    const series = answers.map((answer) => ('kind' in answer ? [] : answer));
    // More series have come within the range than were counted at its end.
    if (series.some((some) => isCut(most, some))) {
      return absent({ kind: 'tooMany' });
    }
    if (series.every((some) => some.length === 0)) {
      const metric = print(selectorOf(histogram));
      return absent({ kind: 'unmeasured', what: unmeasured('noData', { kind: 'seriesMissing', metric }) });
    }
    return histogram.kind === 'classic'
      ? { state: 'ok', ...told, histogram, groups: groupsOf(series.flat(), stretch, groupLabel(request)) }
      : {
          state: 'native',
          ...told,
          histogram,
          lines: series.flatMap((some, index) =>
            nativeLines(whats[index] ?? 'share', some, stretch, groupLabel(request))
          ),
        };
  });
}

/** The series of one part over all pieces of a stretch, or why there are none. */
function seriesOver(
  stretch: Stretch,
  read: (piece: SlotTimes) => PartAnswer
): Series[] | Extract<LatencyAbsence, { kind: 'unmeasured' | 'stepChanged' }> {
  const series: Series[] = [];
  for (const piece of piecesOf(stretch)) {
    const answer = read(piece);
    if (answer.state === 'failed') {
      return { kind: 'unmeasured', what: unmeasured('error', answer.reason) };
    }
    const gotSeconds = answeredStep([answer]);
    if (gotSeconds !== null && gotSeconds !== piece.stepSeconds) {
      return { kind: 'stepChanged', wantedSeconds: piece.stepSeconds, gotSeconds };
    }
    series.push(...answer.series);
  }
  return series;
}

function timesOf({ startSeconds, slotSeconds, slots }: Stretch): number[] {
  return Array.from({ length: slots }, (_, index) => startSeconds + (index + 1) * slotSeconds);
}

function nativeLines(
  what: 'share' | number,
  series: readonly Series[],
  stretch: Stretch,
  label: string | null
): NativeLine[] {
  const byGroup = new Map<string, Map<number, number>>();
  for (const { labels, timesSeconds, values } of series) {
    const group = label === null ? '' : (labels[label] ?? '');
    const points = byGroup.get(group) ?? new Map<number, number>();
    byGroup.set(group, points);
    timesSeconds.forEach((time, index) => points.set(time, values[index] ?? NaN));
  }
  return [...byGroup].sort(byValue).map(([group, points]) => ({
    group: label === null ? null : group,
    what,
    points: timesOf(stretch).map((time) => {
      const value = points.get(time) ?? NaN;
      return Number.isFinite(value) ? value : null;
    }),
  }));
}

function byValue([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function groupsOf(series: readonly Series[], stretch: Stretch, label: string | null): LatencyGroup[] {
  const times = timesOf(stretch);
  const indexOf = new Map(times.map((time, index) => [time, index]));
  const groups = new Map<string, Map<number, { le: string; sums: Float64Array }>>();
  for (const { labels, timesSeconds, values } of series) {
    const bound = parseBound(labels['le']);
    if (Number.isNaN(bound)) {
      continue;
    }
    const value = label === null ? '' : (labels[label] ?? '');
    const byBound = groups.get(value) ?? new Map<number, { le: string; sums: Float64Array }>();
    groups.set(value, byBound);
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
  return [...groups].sort(byValue).map(([value, byBound]) => {
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
