import type { Selector } from '../promql/ast';
import { print } from '../promql/print';
import type { Answer, Series } from '../query/port';
import type { EventCount, EventsSli } from '../slo/events';
import type { Labels } from '../slo/slo';
import { blocksIn, countCounter, type CounterDefect, type CounterEvents, type SoakSpan } from './counter';
import { LEAST_COVERAGE_RATIO, type Block, type Counts } from './counts';

/** Share of the blocks that must have a sample for bad events to be none where no series of them exists. */
export const ABSENT_COVERAGE_RATIO = 0.99;

/** Labels that tell copies of the same events apart: replicas of a Prometheus, and both ends of a mesh. */
const COPY_LABELS = ['replica', 'prometheus_replica', '__replica__', 'reporter'];

/** The events of an SLI in a soak, in whole numbers: what a verdict is made of and what its certificate keeps. */
export interface SliCounts extends Counts {
  blocks: readonly Block[];
  resets: number;
  series: number;
}

/** Why nothing can be decided from what was scraped. */
export type CountProblem =
  | { kind: 'queryFailed'; metric: string; message: string }
  /** The data source says itself that its answer lacks something. */
  | { kind: 'partialAnswer'; metric: string; message: string }
  | { kind: 'noSeries'; metric: string }
  | { kind: CounterDefect; metric: string; labels: Labels }
  /** The same events seem to be counted more than once. */
  | { kind: 'copies'; metric: string; label: string; values: readonly string[] }
  | { kind: 'notCovered'; coverageRatio: number; floorRatio: number }
  /** More bad events than events, or fewer than none. */
  | { kind: 'contradiction'; bad: number; total: number };

export type CountedSli =
  | {
      state: 'ok';
      counts: SliCounts;
      /** Whether no series of bad events exists, which counts as none. */
      badSeriesAbsent: boolean;
    }
  | { state: 'undecidable'; problems: readonly CountProblem[] };

/** When the processes that run last began, in epoch seconds, by `targetOf` the labels of their metrics. */
export type ProcessStarts = ReadonlyMap<string, number>;

/** What is scraped at once. */
export function targetOf({ job = '', instance = '' }: Labels): string {
  return JSON.stringify([job, instance]);
}

interface CountedTerm {
  sign: 1 | -1;
  metric: string;
  counted: readonly CounterEvents[];
}

/**
 * The events of an SLI between the start and the end of a soak. Every defect of what was scraped leaves it undecidable,
 * with all that is wrong: a verdict must not depend on which half of the data was lost.
 *
 * A counter without a sample before the start is counted from 0 where it is known to be younger: its process began after
 * the start and no later than the counter was first seen, or its target was scraped before the start without it.
 *
 * @param read raw samples of a selector, from `LOOK_BACK_SECONDS` before the start up to the end
 */
export function countSli(
  sli: EventsSli,
  read: (selector: Selector) => Answer,
  starts: ProcessStarts,
  span: SoakSpan
): CountedSli {
  const problems: CountProblem[] = [];
  const seriesOf = (selector: Selector) => readSeries(selector, read(selector), problems);
  const found = (count: EventCount) => count.map((term) => ({ ...term, series: seriesOf(term.selector) }));
  const [part, total] = [found(sli.part), found(sli.total)];
  const scrapedBefore = new Set(
    [...part, ...total]
      .flatMap(({ series }) => series)
      .filter(({ timesSeconds }) => (timesSeconds[0] ?? Infinity) <= span.startSeconds)
      .map(({ labels }) => targetOf(labels))
  );
  const bornInSoak = ({ labels, timesSeconds }: Series) => {
    const target = targetOf(labels);
    const begunSeconds = starts.get(target) ?? -Infinity;
    const [firstSeconds = -Infinity] = timesSeconds;
    return scrapedBefore.has(target) || (begunSeconds > span.startSeconds && begunSeconds <= firstSeconds);
  };
  const counted = (terms: typeof part) =>
    terms.map(({ sign, selector, series }): CountedTerm => {
      const metric = print(selector);
      return {
        sign,
        metric,
        counted: series.flatMap((one) => {
          const events = countCounter(one, span, bornInSoak(one));
          if ('defect' in events) {
            problems.push({ kind: events.defect, metric, labels: one.labels });
            return [];
          }
          return [events];
        }),
      };
    });
  const [ofPart, ofTotal] = [counted(part), counted(total)];
  for (const { selector, series, optional } of total) {
    if (series.length === 0 && !optional && read(selector).state === 'ok') {
      problems.push({ kind: 'noSeries', metric: print(selector) });
    }
  }
  if (problems.length > 0) {
    return { state: 'undecidable', problems };
  }
  return judged(sli, ofPart, ofTotal, span);
}

function judged(sli: EventsSli, part: CountedTerm[], total: CountedTerm[], span: SoakSpan): CountedSli {
  const partIsAbsent = part.every(({ counted }) => counted.length === 0);
  const badSeriesAbsent = partIsAbsent && sli.counted === 'bad';
  const coverageRatio = coverageOf(total, span);
  const floorRatio = badSeriesAbsent ? ABSENT_COVERAGE_RATIO : LEAST_COVERAGE_RATIO;
  if (coverageRatio < floorRatio) {
    return { state: 'undecidable', problems: [{ kind: 'notCovered', coverageRatio, floorRatio }] };
  }
  const all = sumOf(total, ({ events }) => events);
  const ofPart = sumOf(part, ({ events }) => events);
  const bad = sli.counted === 'bad' ? ofPart : all - ofPart;
  if (bad < 0 || bad > all) {
    return { state: 'undecidable', problems: [{ kind: 'contradiction', bad, total: all }] };
  }
  // An event that no sample of the total shows may have been bad, and so may one that only the bad counter lacks.
  const hidden = sli.counted === 'bad' ? [...total, ...part] : total;
  const blocks = Array.from({ length: blocksIn(span) }, (_, index) => {
    const allOfBlock = sumOf(total, (one) => one.blocks[index] ?? 0);
    const partOfBlock = sumOf(part, (one) => one.blocks[index] ?? 0);
    return [allOfBlock, sli.counted === 'bad' ? partOfBlock : allOfBlock - partOfBlock] as const;
  });
  return {
    state: 'ok',
    badSeriesAbsent,
    counts: {
      good: all - bad,
      total: all,
      unobserved: hidden.reduce((sum, { counted }) => sum + counted.reduce((u, one) => u + one.unobserved, 0), 0),
      coverageRatio,
      resets: total.reduce((sum, { counted }) => sum + counted.reduce((r, one) => r + one.resets, 0), 0),
      series: [...part, ...total].reduce((sum, { counted }) => sum + counted.length, 0),
      blocks,
    },
  };
}

function sumOf(terms: readonly CountedTerm[], of: (counter: CounterEvents) => number): number {
  return terms.reduce((sum, { sign, counted }) => sum + sign * counted.reduce((all, one) => all + of(one), 0), 0);
}

/** By the worst of the terms: one that is not scraped makes the others mean something else. */
function coverageOf(terms: readonly CountedTerm[], span: SoakSpan): number {
  const blocks = blocksIn(span);
  const shares = terms
    .filter(({ counted }) => counted.length > 0)
    .map(({ counted }) => {
      const seen = Array.from({ length: blocks }, (_, index) => counted.some(({ sampled }) => sampled[index]));
      return seen.filter(Boolean).length / blocks;
    });
  return Math.min(...shares);
}

function readSeries(selector: Selector, answer: Answer, problems: CountProblem[]): readonly Series[] {
  const metric = print(selector);
  if (answer.state === 'failed') {
    problems.push({ kind: 'queryFailed', metric, message: answer.message });
    return [];
  }
  const [warning] = answer.warnings;
  if (warning !== undefined) {
    problems.push({ kind: 'partialAnswer', metric, message: warning });
  }
  for (const label of COPY_LABELS) {
    const values = [...new Set(answer.series.map(({ labels }) => labels[label] ?? ''))].sort();
    if (values.length > 1) {
      problems.push({ kind: 'copies', metric, label, values });
    }
  }
  return answer.series;
}
