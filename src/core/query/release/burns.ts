import type { Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import { burnGrid, burnStepSeconds } from '../../release/assessment/decideCensus';
import type { ReleaseProblem } from '../../release/assessment/assessment';
import type { BurnEvidence, BurnMoment } from '../../release/assessment/evidence';
import { countCounter, type SoakSpan } from '../../release/counter';
import type { BurnPair, CountedSlo } from '../../release/policy/policy';
import { type ProcessStarts, targetOf } from '../../release/sliCounts';
import type { EventCount } from '../../slo/events';
import type { Answer, Series } from '../port';

/** A counter that only rises, made of one that begins again: events up to each of its samples. */
interface Running {
  sign: 1 | -1;
  timesSeconds: readonly number[];
  events: readonly number[];
}

/**
 * The events of both windows of each pair at every moment of its grid, from raw samples and without extrapolation. A moment
 * is not seen where nothing was scraped in the short window, or at the begin of the long one.
 *
 * @param span from the longest window before the start up to the end of the soak
 */
export function readBurns(
  { events }: CountedSlo,
  pairs: readonly BurnPair[],
  read: (selector: Selector) => Answer,
  starts: ProcessStarts,
  span: SoakSpan,
  startSeconds: number
): { ok: true; evidence: BurnEvidence } | { ok: false; problems: ReleaseProblem[] } {
  const problems: ReleaseProblem[] = [];
  const found = (count: EventCount) =>
    count.map(({ sign, selector, optional }) => {
      const answer = read(selector);
      const metric = print(selector);
      if (answer.state === 'failed') {
        problems.push({ kind: 'queryFailed', metric, message: answer.message });
        return { sign, metric, optional, series: [] };
      }
      const [warning] = answer.warnings;
      if (warning !== undefined) {
        problems.push({ kind: 'partialAnswer', metric, message: warning });
      }
      return { sign, metric, optional, series: answer.series };
    });
  const [part, total] = [found(events.part), found(events.total)];
  for (const { metric, series, optional } of total) {
    if (series.length === 0 && !optional && problems.length === 0) {
      problems.push({ kind: 'noSeries', metric });
    }
  }
  for (const { metric, series } of [...part, ...total]) {
    for (const one of series) {
      const counted = countCounter(one, span, true);
      if ('defect' in counted) {
        problems.push({ kind: counted.defect, metric, labels: one.labels });
      }
    }
  }
  if (problems.length > 0) {
    return { ok: false, problems };
  }
  const isBorn = bornIn(
    [...part, ...total].flatMap(({ series }) => series),
    starts,
    span
  );
  const running = (terms: typeof part) =>
    terms.flatMap(({ sign, series }) => series.map((one) => runningEvents(sign, one, isBorn(one))));
  const [ofPart, ofTotal] = [running(part), running(total)];
  const momentsOf = (pair: BurnPair): BurnMoment[] =>
    burnGrid(pair, startSeconds, span.endSeconds).map((atSeconds) => {
      const { longSeconds, shortSeconds } = pair;
      if (!isSeen(ofTotal, atSeconds, pair)) {
        return null;
      }
      const [longTotal, shortTotal] = [longSeconds, shortSeconds].map((seconds) => within(ofTotal, atSeconds, seconds));
      const [longPart, shortPart] = [longSeconds, shortSeconds].map((seconds) => within(ofPart, atSeconds, seconds));
      const bad = (all = NaN, own = NaN) => (events.counted === 'bad' ? own : all - own);
      const [longBad, shortBad] = [bad(longTotal, longPart), bad(shortTotal, shortPart)];
      // Counters that are scraped apart may contradict each other for a moment.
      const isWhole = longBad >= 0 && longBad <= longTotal! && shortBad >= 0 && shortBad <= shortTotal!;
      return isWhole ? ([longTotal!, longBad, shortTotal!, shortBad] as const) : null;
    });
  return {
    ok: true,
    evidence: { pairs: pairs.map((pair) => ({ stepSeconds: burnStepSeconds(pair), moments: momentsOf(pair) })) },
  };
}

/** Whether a counter began where it was first seen, by its target: that was scraped before without it, or is younger. */
function bornIn(all: readonly Series[], starts: ProcessStarts, { startSeconds }: SoakSpan) {
  const firstOfTarget = new Map<string, number>();
  for (const { labels, timesSeconds } of all) {
    const target = targetOf(labels);
    firstOfTarget.set(target, Math.min(firstOfTarget.get(target) ?? Infinity, timesSeconds[0] ?? Infinity));
  }
  return ({ labels, timesSeconds }: Series) => {
    const target = targetOf(labels);
    const [first = Infinity] = timesSeconds;
    const begun = starts.get(target) ?? -Infinity;
    return first > (firstOfTarget.get(target) ?? Infinity) || (begun > startSeconds && begun <= first);
  };
}

function runningEvents(sign: 1 | -1, { timesSeconds, values }: Series, born: boolean): Running {
  let sum = born ? (values[0] ?? 0) : 0;
  const events = values.map((value, index) => {
    const before = values[index - 1];
    sum += before === undefined ? 0 : value < before ? value : value - before;
    return sum;
  });
  return { sign, timesSeconds, events };
}

/** Events in the seconds up to a time, that not included by which they begin. */
function within(counters: readonly Running[], atSeconds: number, seconds: number): number {
  return counters.reduce(
    (sum, counter) => sum + counter.sign * (upTo(counter, atSeconds) - upTo(counter, atSeconds - seconds)),
    0
  );
}

function isSeen(total: readonly Running[], atSeconds: number, { longSeconds, shortSeconds }: BurnPair): boolean {
  const hasSample = (from: number, to: number) =>
    total.some(({ timesSeconds }) => lastIndex(timesSeconds, to) > lastIndex(timesSeconds, from));
  const begin = atSeconds - longSeconds;
  return hasSample(atSeconds - shortSeconds, atSeconds) && hasSample(begin - shortSeconds, begin + shortSeconds);
}

function upTo({ timesSeconds, events }: Running, atSeconds: number): number {
  return events[lastIndex(timesSeconds, atSeconds)] ?? 0;
}

/** Index of the last time that is not after another; -1 where there is none. */
function lastIndex(timesSeconds: readonly number[], atSeconds: number): number {
  let [low, high] = [0, timesSeconds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timesSeconds[middle]! <= atSeconds) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
