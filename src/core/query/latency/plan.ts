import { latencyHistogram, type LatencyHistogram } from '../../latency/histogram';
import { aggregate, call, number, range, type Expr, type Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import type { NativeThreshold } from '../../slo/events';
import type { Slo } from '../../slo/slo';
import type { BudgetSeriesRequest } from '../budgetSeries';
import type { SlotTimes } from '../events/slotCounts';
import { SHORTEST_COUNT_SECONDS } from '../judgedSlo';
import type { Answers, InstantQuery, RangeQuery } from '../port';
import { piecesOf, stretchOf, type Stretch } from '../slots/stretch';
import { partReader, unionQueries, type Leaf } from '../union';

/**
 * - `share`: events within the threshold of the SLO, out of all.
 * - `quantiles`: how long the fastest half, 90 %, 95 % and 99 % of events lasted at most.
 * - `heatmap`: events of each bucket.
 */
export type LatencyView = 'share' | 'quantiles' | 'heatmap';

export interface LatencyRequest extends BudgetSeriesRequest {
  view: LatencyView;
  /** Label of the histogram by whose values shares and quantiles are told apart; empty tells them of all together. */
  groupBy: string;
}

export const QUANTILES = [0.5, 0.9, 0.95, 0.99] as const;

/** Points of all ranges together: buckets are many more series behind each point than counters are. */
const MOST_POINTS = 400_000;

/** Points that a line has at least, however many lines there are. */
const LEAST_POINTS = 100;

/** Series of all histograms together: so many points of each are within the limit. */
const MOST_SERIES = MOST_POINTS / LEAST_POINTS;

/** Union of how many series a histogram has. */
export const SIZES_ID = 'latencySizes';

export type TimedHistogram = ({ kind: 'classic' } & LatencyHistogram) | ({ kind: 'native' } & NativeThreshold);

export interface TimedSlo {
  slo: Slo;
  histogram: TimedHistogram;
}

/** Those of the SLOs that are about a threshold on a histogram. */
export function timedSlos(slos: readonly Slo[]): TimedSlo[] {
  return slos.flatMap((slo): TimedSlo[] => {
    const { events, native } = slo;
    const classic = events ? latencyHistogram(events) : null;
    if (classic) {
      return [{ slo, histogram: { kind: 'classic', ...classic } }];
    }
    return native ? [{ slo, histogram: { kind: 'native', ...native } }] : [];
  });
}

/** The label to group by; a heatmap shows one distribution. */
export function groupLabel({ view, groupBy }: Pick<LatencyRequest, 'view' | 'groupBy'>): string | null {
  return view === 'heatmap' || groupBy === '' ? null : groupBy;
}

/** How many series there are to read, which decides how finely a range can be shown. */
export function planLatencySizes(request: LatencyRequest, slos: readonly Slo[]): InstantQuery[] {
  const leaves = distinct(timedSlos(slos)).map(([key, histogram]): Leaf => ({
    key,
    expr: aggregate('count', [], aggregate('group', labelsOf(request, histogram), selectorOf(histogram))),
  }));
  return unionQueries<InstantQuery>(SIZES_ID, leaves, (question) => ({
    kind: 'instant',
    ...question,
    atSeconds: request.toSeconds,
  }));
}

/** What is asked for within the limits: histograms by their key, in the order of the SLOs. */
export interface LatencyUse {
  stretch: Stretch;
  /** Whether the step is longer than asked for, because there would be too many points. */
  coarser: boolean;
  keys: ReadonlySet<string>;
}

/** A size that is not known, as where the histogram has ended within the range, counts as one of common size. */
const COMMON_SERIES = 20;

export function latencyUse(request: LatencyRequest, slos: readonly Slo[], sizes: Answers): LatencyUse {
  const read = partReader(planLatencySizes(request, slos), sizes);
  const keys = new Set<string>();
  let series = 0;
  for (const { histogram } of timedSlos(slos)) {
    const key = histogramKey(histogram);
    const answer = read(SIZES_ID, key);
    const counted = answer.state === 'ok' ? (answer.series[0]?.values[0] ?? COMMON_SERIES) : COMMON_SERIES;
    const size = histogram.kind === 'native' && request.view === 'quantiles' ? counted * QUANTILES.length : counted;
    if (!keys.has(key) && series + size <= MOST_SERIES) {
      series += size;
      keys.add(key);
    }
  }
  const { fromSeconds, toSeconds, stepSeconds } = request;
  const slots = (seconds: number) => Math.ceil(seconds / SHORTEST_COUNT_SECONDS) * SHORTEST_COUNT_SECONDS;
  const asked = slots(stepSeconds);
  const possible = slots(((toSeconds - fromSeconds) * series) / MOST_POINTS);
  return {
    stretch: stretchOf(fromSeconds, toSeconds, Math.max(asked, possible)),
    coarser: possible > asked,
    keys,
  };
}

export function bucketsId({ firstSeconds, lastSeconds, stepSeconds }: SlotTimes): string {
  return `latency:${firstSeconds}:${lastSeconds}:${stepSeconds}`;
}

/** What tells the latencies of every slot: a union per piece of the range, whatever the number of SLOs. */
export function planLatency(request: LatencyRequest, slos: readonly Slo[], use: LatencyUse): RangeQuery[] {
  const wanted = timedSlos(slos).filter(({ histogram }) => use.keys.has(histogramKey(histogram)));
  return piecesOf(use.stretch).flatMap((piece) => {
    const leaves = distinct(wanted).flatMap(([key, histogram]): Leaf[] => {
      const labels = labelsOf(request, histogram);
      const increase = aggregate('sum', labels, call('increase', range(selectorOf(histogram), piece.stepSeconds)));
      return histogram.kind === 'classic' ? [{ key, expr: increase }] : nativeLeaves(request.view, histogram, increase);
    });
    return unionQueries<RangeQuery>(bucketsId(piece), leaves, (question) => ({
      kind: 'range',
      ...question,
      startSeconds: piece.firstSeconds,
      endSeconds: piece.lastSeconds,
      stepSeconds: piece.stepSeconds,
    }));
  });
}

/** A native histogram is one sample, of which Prometheus itself tells what is asked. */
function nativeLeaves(view: LatencyView, histogram: NativeThreshold, increase: Expr): Leaf[] {
  switch (view) {
    case 'share':
      return [
        {
          key: nativeKey(histogram, 'share'),
          expr: call('histogram_fraction', number(0), number(histogram.upperBoundSeconds), increase),
        },
      ];
    case 'quantiles':
      return QUANTILES.map((ratio) => ({
        key: nativeKey(histogram, ratio),
        expr: call('histogram_quantile', number(ratio), increase),
      }));
    case 'heatmap':
      return [];
  }
}

export function nativeKey({ histogram, upperBoundSeconds }: NativeThreshold, what: 'share' | number): string {
  return JSON.stringify([what, print(histogram), ...(what === 'share' ? [upperBoundSeconds] : [])]);
}

/** Native histograms of two thresholds share their quantiles, not their shares. */
export function histogramKey(histogram: TimedHistogram): string {
  return histogram.kind === 'classic' ? print(histogram.buckets) : nativeKey(histogram, 'share');
}

export function selectorOf(histogram: TimedHistogram): Selector {
  return histogram.kind === 'classic' ? histogram.buckets : histogram.histogram;
}

function labelsOf(request: LatencyRequest, { kind }: TimedHistogram): string[] {
  const label = groupLabel(request);
  return [...(kind === 'classic' ? ['le'] : []), ...(label === null ? [] : [label])];
}

function distinct(timed: readonly TimedSlo[]): Array<[string, TimedHistogram]> {
  return [...new Map(timed.map(({ histogram }) => [histogramKey(histogram), histogram]))];
}
