import fc from 'fast-check';
import { countCounter, type CounterEvents, type SoakSpan } from './counter';

const SCRAPE = 15;
const span: SoakSpan = { startSeconds: 600, endSeconds: 1200, scrapeSeconds: SCRAPE };

function counted(samples: ReadonlyArray<readonly [seconds: number, value: number]>, born = false): CounterEvents {
  const told = countCounter(seriesOf(samples), span, born);
  if ('defect' in told) {
    throw new Error(told.defect);
  }
  return told;
}

function seriesOf(samples: ReadonlyArray<readonly [seconds: number, value: number]>) {
  return { labels: {}, timesSeconds: samples.map(([at]) => at), values: samples.map(([, value]) => value) };
}

it('counts from the last sample at or before the start', () => {
  expect(
    counted([
      [590, 7],
      [605, 9],
      [620, 20],
    ])
  ).toMatchObject({ events: 13, resets: 0, leftOut: null });
  expect(
    counted([
      [600, 9],
      [615, 9],
    ])
  ).toMatchObject({ events: 0 });
});

it('takes a drop for a new beginning, at which events may have been lost', () => {
  // 30 in 15 s is the greatest rate.
  expect(
    counted([
      [600, 100],
      [615, 130],
      [630, 5],
      [1200, 8],
    ])
  ).toMatchObject({
    events: 30 + 5 + 3,
    resets: 1,
    unobserved: 30,
  });
});

it('counts a counter that was born in the soak from 0, and leaves out what nobody can date', () => {
  const samples = [
    [620, 40],
    [635, 52],
    [1190, 52],
  ] as const;
  expect(counted(samples, true)).toMatchObject({ events: 52, unobserved: 0, leftOut: null });
  expect(counted(samples, false)).toMatchObject({ events: 12, unobserved: 12, leftOut: 40 });
});

it('may have lost a scrape interval of one that ended, and nothing in a gap that it survived', () => {
  expect(
    counted([
      [600, 0],
      [615, 60],
    ])
  ).toMatchObject({ events: 60, unobserved: 60 });
  expect(
    counted([
      [600, 0],
      [1190, 60],
    ])
  ).toMatchObject({ events: 60, unobserved: 0 });
});

it('counts nothing after the end', () => {
  expect(
    counted([
      [600, 0],
      [1190, 60],
      [1215, 70],
    ])
  ).toMatchObject({ events: 60 });
});

it('tells events by the half minute in which they were scraped, and in which of these it was', () => {
  const { blocks, sampled } = counted([
    [600, 0],
    [615, 4],
    [660, 5],
    [675, 9],
    [1200, 10],
  ]);
  const at = (values: Record<number, number>) => Array.from({ length: 20 }, (_, index) => values[index] ?? 0);
  expect(blocks).toEqual(at({ 0: 4, 1: 1, 2: 4, 19: 1 }));
  expect(sampled.map(Number)).toEqual(at({ 0: 1, 1: 1, 2: 1, 19: 1 }));
});

it('takes longer blocks where scrapes are further apart', () => {
  const told = countCounter(
    seriesOf([
      [600, 0],
      [660, 4],
      [720, 5],
    ]),
    { ...span, scrapeSeconds: 60 },
    false
  );
  expect(told).toMatchObject({ blocks: [5, 0, 0, 0, 0] });
});

it.each([
  ['notANumber', [600, 615], [1, NaN]],
  ['notANumber', [600, 615], [1, Infinity]],
  ['negative', [600, 615], [-1, 2]],
  ['notWhole', [600, 615], [1, 2.5]],
  ['notAscending', [615, 615], [1, 2]],
])('is undecidable where a sample is %s', (defect, timesSeconds, values) => {
  expect(countCounter({ labels: {}, timesSeconds, values }, span, true)).toEqual({ defect });
});

it('lacks no more events than it says may be hidden, wherever a restart falls between two scrapes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 0, max: SCRAPE - 1 }),
      fc.integer({ min: span.startSeconds + 30, max: span.endSeconds - 30 }),
      (perSecond, phase, restartSeconds) => {
        const valueAt = (seconds: number) => perSecond * (seconds - (seconds < restartSeconds ? 300 : restartSeconds));
        const samples = Array.from({ length: 900 }, (_, index) => 301 + index)
          .filter((seconds) => seconds % SCRAPE === phase)
          .map((seconds) => [seconds, valueAt(seconds)] as const);
        const { events, resets, unobserved, blocks } = counted(samples);
        const scrapedSince = samples.filter(([seconds]) => seconds <= span.startSeconds).at(-1)![0];
        const happened = perSecond * (samples.at(-1)![0] - scrapedSince);
        expect(resets).toBe(1);
        expect(events).toBeLessThanOrEqual(happened);
        expect(events + unobserved).toBeGreaterThanOrEqual(happened);
        expect(blocks.reduce((sum, some) => sum + some, 0)).toBe(events);
      }
    )
  );
});
