import { selector } from '../promql/ast';
import type { Answer, Series } from '../query/port';
import type { EventsSli } from '../slo/events';
import type { SoakSpan } from './counter';
import { countSli, targetOf, type ProcessStarts } from './sliCounts';

const SCRAPE = 15;
const START = 600;
const span: SoakSpan = { startSeconds: START, endSeconds: 1200, scrapeSeconds: SCRAPE };

const bySelector = (counted: 'good' | 'bad'): EventsSli => ({
  counted,
  part: [{ sign: 1, selector: selector(counted) }],
  total: [{ sign: 1, selector: selector('all') }],
});

/** A counter that is scraped from one time to another and grows steadily from 0 since its birth. */
function counter(
  perScrape: number,
  {
    labels = {},
    from = 300,
    to = 1200,
    born = 300,
  }: { labels?: Record<string, string>; from?: number; to?: number; born?: number } = {}
): Series {
  const timesSeconds = Array.from({ length: (to - from) / SCRAPE + 1 }, (_, index) => from + index * SCRAPE);
  return {
    labels: { job: 'shop', instance: 'a', ...labels },
    timesSeconds,
    values: timesSeconds.map((seconds) => (perScrape * (seconds - born)) / SCRAPE),
  };
}

const ok = (...series: Series[]): Answer => ({ state: 'ok', series, warnings: [] });

function told(answers: Record<string, Answer>, counted: 'good' | 'bad' = 'bad', starts: ProcessStarts = new Map()) {
  return countSli(bySelector(counted), ({ metric = '' }) => answers[metric] ?? ok(), starts, span);
}

const SCRAPES = (span.endSeconds - START) / SCRAPE;

it('counts bad events and all, or what good events leave of all', () => {
  const counts = { good: SCRAPES * 90, total: SCRAPES * 100, unobserved: 0, coverageRatio: 1, resets: 0, series: 2 };
  expect(told({ all: ok(counter(100)), bad: ok(counter(10)) })).toMatchObject({ state: 'ok', counts });
  expect(told({ all: ok(counter(100)), good: ok(counter(90)) }, 'good')).toMatchObject({ state: 'ok', counts });
});

it('tells the bad events of every half minute', () => {
  const { counts } = told({ all: ok(counter(100)), good: ok(counter(90)) }, 'good') as { counts: { blocks: unknown } };
  expect(counts.blocks).toEqual(Array.from({ length: 20 }, () => [200, 20]));
});

it('a good series that is gone makes all bad, and a bad one that never was makes none', () => {
  expect(told({ all: ok(counter(100)) }, 'good')).toMatchObject({ state: 'ok', counts: { good: 0 } });
  expect(told({ all: ok(counter(100)) }, 'bad')).toMatchObject({
    state: 'ok',
    badSeriesAbsent: true,
    counts: { good: SCRAPES * 100 },
  });
});

it('bad events whose absence was not looked at well enough are not none', () => {
  // 95 % of the time are enough to count, and not to take what is absent for zero.
  const gap = (series: Series, minute: number): Series => {
    const kept = series.timesSeconds.map((seconds) => Math.ceil((seconds - START) / 60) !== minute + 1);
    return {
      ...series,
      timesSeconds: series.timesSeconds.filter((_, index) => kept[index]),
      values: series.values.filter((_, index) => kept[index]),
    };
  };
  const all = ok(gap(counter(100), 4));
  const long = { ...span, endSeconds: START + 1200 };
  const longer = ok(gap(counter(100, { to: long.endSeconds }), 4));
  expect(told({ all, bad: ok(counter(1)) })).toMatchObject({
    state: 'undecidable',
    problems: [{ kind: 'notCovered', coverageRatio: 0.9, floorRatio: 0.95 }],
  });
  expect(
    countSli(bySelector('bad'), ({ metric }) => (metric === 'all' ? longer : ok()), new Map(), long)
  ).toMatchObject({
    state: 'undecidable',
    problems: [{ kind: 'notCovered', coverageRatio: 0.95, floorRatio: 0.99 }],
  });
});

it('an error series that appears on a target which was scraped before is counted from its first error', () => {
  const first: Series = { labels: { job: 'shop', instance: 'a' }, timesSeconds: [900, 1200], values: [7, 9] };
  expect(told({ all: ok(counter(100)), bad: ok(first) })).toMatchObject({
    state: 'ok',
    counts: { total: SCRAPES * 100, good: SCRAPES * 100 - 9, unobserved: 0 },
  });
});

it('counts a new pod from 0 where its process began after the start, and else from its first sample', () => {
  const pod = counter(100, { labels: { instance: 'b' }, from: 750, born: 735 });
  const all = ok(counter(100), pod);
  const starts = new Map([[targetOf(pod.labels), 735]]);
  const fromSample = SCRAPES * 100 + (1200 - 750) * (100 / SCRAPE);
  expect(told({ all }, 'bad', starts)).toMatchObject({ counts: { total: fromSample + 100, unobserved: 0 } });
  expect(told({ all })).toMatchObject({ counts: { total: fromSample, unobserved: 100 } });
  // One that began before the start and was not scraped until now may have counted before it.
  const older = new Map([[targetOf(pod.labels), START - 30]]);
  expect(told({ all }, 'bad', older)).toMatchObject({ counts: { total: fromSample, unobserved: 100 } });
});

it('bad events that may be hidden are hidden of both counters', () => {
  const gone = counter(100, { labels: { instance: 'b' }, to: 900 });
  const bad = counter(40, { labels: { instance: 'b' }, to: 900 });
  expect(told({ all: ok(counter(100), gone), bad: ok(counter(0), bad) })).toMatchObject({
    counts: { unobserved: 100 + 40 },
  });
});

it.each<[string, Record<string, Answer>, object]>([
  ['nothing is there', {}, { kind: 'noSeries', metric: 'all' }],
  [
    'a query failed',
    { all: ok(counter(100)), bad: { state: 'failed', cause: 'timeout', message: 'too slow' } },
    { kind: 'queryFailed', metric: 'bad', message: 'too slow' },
  ],
  [
    'the answer is partial',
    { all: { state: 'ok', series: [counter(100)], warnings: ['a store is away'] }, bad: ok(counter(1)) },
    { kind: 'partialAnswer', metric: 'all', message: 'a store is away' },
  ],
  [
    'a number is none',
    { all: ok({ ...counter(100, { from: 1185 }), values: [NaN, 3] }), bad: ok(counter(1)) },
    { kind: 'notANumber', metric: 'all' },
  ],
  [
    'two replicas tell the same events',
    {
      all: ok(counter(100, { labels: { replica: 'a' } }), counter(100, { labels: { replica: 'b' } })),
      bad: ok(counter(1)),
    },
    { kind: 'copies', metric: 'all', label: 'replica', values: ['a', 'b'] },
  ],
  [
    'more is bad than there is',
    { all: ok(counter(1)), bad: ok(counter(2)) },
    { kind: 'contradiction', bad: 2 * SCRAPES, total: SCRAPES },
  ],
])('nothing is decided where %s', (_, answers, problem) => {
  expect(told(answers)).toMatchObject({ state: 'undecidable', problems: [problem] });
});

it('says all that is wrong at once', () => {
  const failed: Answer = { state: 'failed', cause: 'refused', message: 'no' };
  expect(told({ all: failed, bad: failed })).toMatchObject({
    problems: [
      { kind: 'queryFailed', metric: 'bad' },
      { kind: 'queryFailed', metric: 'all' },
    ],
  });
});
