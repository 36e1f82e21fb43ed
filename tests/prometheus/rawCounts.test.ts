import type { Selector } from '../../src/core/promql/ast';
import { selectorsOf } from '../../src/core/query/events/terms';
import type { Answer, Answers } from '../../src/core/query/port';
import type { SoakSpan } from '../../src/core/release/counter';
import { MOST_SAMPLES, planRawSamples, planSizes, readRawSamples } from '../../src/core/release/rawSamples';
import { countSli } from '../../src/core/release/sliCounts';
import { countedSlos } from './demoEvents';
import { demoHistory } from './demoHistory';
import { askHttp } from './http';

const HOUR = 3600;
const history = demoHistory();
const { badRelease, fastBurnEnded } = history.truth.times;

/** Reads the samples of selectors in a span as they are stored. */
async function reader(selectors: readonly Selector[], span: SoakSpan, change = (sizes: Answers) => sizes) {
  const sizes = change(await askHttp(history.url, planSizes(selectors, span)));
  const queries = planRawSamples(selectors, span, sizes);
  const answers = await askHttp(history.url, queries);
  return { queries, read: (selector: Selector) => readRawSamples(selector, span, sizes, answers) };
}

it.each([
  ['orders-availability-us', fastBurnEnded.fromSeconds - HOUR, 3 * HOUR],
  ['orders-availability-eu', history.anchorSeconds - 2 * HOUR, 2 * HOUR],
  ['payments-availability-us', history.anchorSeconds - 6 * HOUR, 6 * HOUR],
  ['payments-latency-us', history.anchorSeconds - HOUR, HOUR],
  ['kitchen-availability-eu', badRelease.fromSeconds - HOUR, 2 * HOUR],
])('%s: the raw samples hold every event that the generator made, and no more', async (id, startSeconds, length) => {
  const span: SoakSpan = { startSeconds, endSeconds: startSeconds + length, scrapeSeconds: 60 };
  const { events } = countedSlos.find(({ service, name }) => `${service}-${name}` === id)!;
  const { read } = await reader(selectorsOf(events!), span);
  const told = countSli(events!, read, new Map(), span);
  if (told.state !== 'ok') {
    throw new Error(JSON.stringify(told));
  }
  const made = history.truth.eventCounts(id, span.startSeconds, span.endSeconds);
  expect({
    total: told.counts.total,
    bad: told.counts.total - told.counts.good,
    coverage: told.counts.coverageRatio,
  }).toEqual({
    ...made,
    coverage: 1,
  });
});

describe('samples that are too many for one query', () => {
  const span: SoakSpan = {
    startSeconds: badRelease.fromSeconds - HOUR,
    endSeconds: badRelease.fromSeconds + HOUR,
    scrapeSeconds: 60,
  };
  const selectors = selectorsOf(
    countedSlos.find(({ service, name }) => service === 'kitchen' && name === 'availability-eu')!.events!
  );

  /** As if every selector had so many series. */
  const sized = (series: number) => (sizes: Answers) =>
    new Map(
      [...sizes.keys()].map((id): [string, Answer] => [
        id,
        { state: 'ok', series: [{ labels: {}, timesSeconds: [0], values: [series] }], warnings: [] },
      ])
    );

  it('are read piece by piece, to the same samples', async () => {
    const whole = await reader(selectors, span);
    const pieces = await reader(selectors, span, sized(9000));
    expect(whole.queries).toHaveLength(selectors.length);
    expect(pieces.queries).toHaveLength(5 * selectors.length);
    for (const selector of selectors) {
      const [one, other] = [whole.read(selector), pieces.read(selector)];
      expect(one.state === 'ok' && one.series.length).toBeGreaterThan(0);
      expect(other).toEqual({ ...one, series: expect.arrayContaining(one.state === 'ok' ? [...one.series] : []) });
    }
  });

  it('and those that are too many for all are not asked for', async () => {
    const { queries, read } = await reader(selectors, span, sized(MOST_SAMPLES));
    expect(queries).toEqual([]);
    expect(read(selectors[0]!)).toMatchObject({ state: 'failed', cause: 'tooManySamples' });
  });

  it('are not asked for where nobody knows how many there are', async () => {
    const { queries, read } = await reader(selectors, span, () => new Map());
    expect(queries).toEqual([]);
    expect(read(selectors[0]!)).toMatchObject({ state: 'failed' });
  });
});
