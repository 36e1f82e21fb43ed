import { aggregate, call, range, type Selector } from '../promql/ast';
import { print } from '../promql/print';
import type { Answer, Answers, InstantQuery, Series } from '../query/port';
import { LOOK_BACK_SECONDS, type SoakSpan } from './counter';

/** Samples that one query brings at most: some ten megabytes. */
export const MOST_SAMPLES_AT_ONCE = 250_000;
/** Samples of one selector that are read at all; a day of 850 series that are scraped every 15 seconds. */
export const MOST_SAMPLES = 5_000_000;

/** How many series each selector has in the span, which bounds what reading them brings. Instant queries. */
export function planSizes(selectors: readonly Selector[], span: SoakSpan): InstantQuery[] {
  return distinct(selectors).map(([text, selector]) => ({
    kind: 'instant',
    id: `size:${text}`,
    promql: print(aggregate('count', [], call('last_over_time', range(selector, readSeconds(span))))),
    atSeconds: span.endSeconds,
  }));
}

/**
 * The raw samples of every selector, from `LOOK_BACK_SECONDS` before the start, in pieces small enough to be sent at once.
 * A selector of which nobody knows how many series it has is not asked for, nor is one that has too many.
 */
export function planRawSamples(selectors: readonly Selector[], span: SoakSpan, sizes: Answers): InstantQuery[] {
  return distinct(selectors).flatMap(([text, selector]) => {
    const size = sizeOf(text, sizes);
    if (typeof size !== 'number' || samplesOf(size, span) > MOST_SAMPLES) {
      return [];
    }
    const count = Math.max(1, Math.ceil(samplesOf(size, span) / MOST_SAMPLES_AT_ONCE));
    const seconds = Math.ceil(readSeconds(span) / count);
    return Array.from({ length: count }, (_, index): InstantQuery => {
      const atSeconds = span.endSeconds - index * seconds;
      const from = Math.max(span.startSeconds - LOOK_BACK_SECONDS, atSeconds - seconds);
      return {
        kind: 'instant',
        id: `raw:${index}:${text}`,
        promql: print(range(selector, atSeconds - from)),
        atSeconds,
      };
    });
  });
}

/** The samples of a selector, its pieces put together. */
export function readRawSamples(selector: Selector, span: SoakSpan, sizes: Answers, answers: Answers): Answer {
  const text = print(selector);
  const size = sizeOf(text, sizes);
  if (typeof size !== 'number') {
    return size;
  }
  if (samplesOf(size, span) > MOST_SAMPLES) {
    return {
      state: 'failed',
      cause: 'tooManySamples',
      message: `${size} series of the soak hold more than ${MOST_SAMPLES} samples`,
      promql: text,
    };
  }
  const pieces = planRawSamples([selector], span, sizes)
    .map(({ id }) => answers.get(id) ?? failed())
    .reverse();
  const bad = pieces.find(({ state }) => state === 'failed');
  return bad ?? joined(pieces.flatMap((piece) => (piece.state === 'ok' ? [piece] : [])));
}

type Answered = Extract<Answer, { state: 'ok' }>;

function joined(pieces: readonly Answered[]): Answered {
  const byLabels = new Map<string, { labels: Series['labels']; timesSeconds: number[]; values: number[] }>();
  for (const { labels, timesSeconds, values } of pieces.flatMap(({ series }) => series)) {
    const key = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
    const known = byLabels.get(key) ?? { labels, timesSeconds: [], values: [] };
    byLabels.set(key, known);
    timesSeconds.forEach((seconds, index) => {
      // Prometheus 2 takes in both ends of a range, so that a sample may stand in two pieces.
      if (seconds > (known.timesSeconds.at(-1) ?? -Infinity)) {
        known.timesSeconds.push(seconds);
        known.values.push(values[index] ?? NaN);
      }
    });
  }
  return { state: 'ok', series: [...byLabels.values()], warnings: pieces.flatMap(({ warnings }) => warnings) };
}

/** The number of series of a selector, or why nobody knows it. */
function sizeOf(text: string, sizes: Answers): number | Extract<Answer, { state: 'failed' }> {
  const answer = sizes.get(`size:${text}`) ?? failed();
  // Of no series there is no count.
  return answer.state === 'failed' ? answer : (answer.series[0]?.values[0] ?? 0);
}

function failed(): Extract<Answer, { state: 'failed' }> {
  return { state: 'failed', cause: 'unavailable', message: '' };
}

function samplesOf(series: number, span: SoakSpan): number {
  return series * Math.ceil(readSeconds(span) / span.scrapeSeconds);
}

function readSeconds({ startSeconds, endSeconds }: SoakSpan): number {
  return endSeconds - startSeconds + LOOK_BACK_SECONDS;
}

function distinct(selectors: readonly Selector[]): Array<[text: string, selector: Selector]> {
  return [...new Map(selectors.map((selector) => [print(selector), selector]))];
}
