import { latencyHistogram, type LatencyHistogram } from '../../latency/histogram';
import { aggregate, call, number, range, type Expr, type Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import type { NativeThreshold } from '../../slo/events';
import type { Slo } from '../../slo/slo';
import type { BudgetSeriesRequest } from '../budgetSeries';
import type { SlotTimes } from '../events/slotCounts';
import { SHORTEST_COUNT_SECONDS } from '../judgedSlo';
import { atMost, MOST_POINTS, withinPoints } from '../points';
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

/** Points that a line has at least, however many lines there are. */
const LEAST_POINTS = 100;

/** For how many times the series that were counted there is room: others come and go within the range. */
const ROOM = 2;

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

/** What is asked for within the bound. */
export interface LatencyUse {
  stretch: Stretch;
  /** Whether the step is longer than asked for, because there would be too many points. */
  coarser: boolean;
  /** How many series of each histogram are let through, by its key. */
  mostSeries: ReadonlyMap<string, number>;
}

/** A size that is not known, as where the histogram has ended within the range, counts as one of common size. */
const COMMON_SERIES = 20;

export function latencyUse(request: LatencyRequest, slos: readonly Slo[], sizes: Answers): LatencyUse {
  const read = partReader(planLatencySizes(request, slos), sizes);
  const { fromSeconds, toSeconds, stepSeconds, mostPoints = MOST_POINTS } = request;
  const wanted = distinct(timedSlos(slos)).map(([key, histogram]) => {
    const answer = read(SIZES_ID, key);
    const size = answer.state === 'ok' ? (answer.series[0]?.values[0] ?? COMMON_SERIES) : COMMON_SERIES;
    const lines = histogram.kind === 'native' && request.view === 'quantiles' ? QUANTILES.length : 1;
    return { key, size, lines };
  });
  const chosen = withinPoints(
    wanted.map((what) => ({ what, points: what.size * what.lines * ROOM * LEAST_POINTS })),
    { mostPoints }
  );
  const series = [...chosen].reduce((sum, { size, lines }) => sum + size * lines, 0);
  const slots = (seconds: number) => Math.ceil(seconds / SHORTEST_COUNT_SECONDS) * SHORTEST_COUNT_SECONDS;
  const asked = slots(stepSeconds);
  // Less than a slot at each end is told as a whole one.
  const possible = slots((toSeconds - fromSeconds) / Math.max(1, mostPoints / (series * ROOM) - 1));
  const stretch = stretchOf(fromSeconds, toSeconds, Math.max(asked, possible));
  const room = mostPoints / Math.max(1, series * stretch.slots);
  return {
    stretch,
    coarser: possible > asked,
    mostSeries: new Map([...chosen].map(({ key, size }) => [key, Math.floor(size * room)])),
  };
}

export function bucketsId({ firstSeconds, lastSeconds, stepSeconds }: SlotTimes): string {
  return `latency:${firstSeconds}:${lastSeconds}:${stepSeconds}`;
}

/** What tells the latencies of every slot: a union per piece of the range, whatever the number of SLOs. */
export function planLatency(request: LatencyRequest, slos: readonly Slo[], use: LatencyUse): RangeQuery[] {
  const wanted = timedSlos(slos).filter(({ histogram }) => use.mostSeries.has(histogramKey(histogram)));
  return piecesOf(use.stretch).flatMap((piece) => {
    const leaves = distinct(wanted).flatMap(([key, histogram]): Leaf[] => {
      const labels = labelsOf(request, histogram);
      const increase = aggregate('sum', labels, call('increase', range(selectorOf(histogram), piece.stepSeconds)));
      const leaves =
        histogram.kind === 'classic' ? [{ key, expr: increase }] : nativeLeaves(request.view, histogram, increase);
      const most = use.mostSeries.get(key) ?? 0;
      return leaves.map((leaf) => ({
        key: leaf.key,
        expr: atMost(most, leaf.expr),
        // How many are let through depends on the range; what is refused does not.
        identity: `latency:${labels.join()}:${piece.stepSeconds}:${leaf.key}`,
      }));
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
