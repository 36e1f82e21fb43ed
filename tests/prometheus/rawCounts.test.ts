import { print } from '../../src/core/promql/print';
import { range, type Selector } from '../../src/core/promql/ast';
import type { Answer } from '../../src/core/query/port';
import { LOOK_BACK_SECONDS, type SoakSpan } from '../../src/core/release/counter';
import { countSli } from '../../src/core/release/sliCounts';
import { countedSlos } from './demoEvents';
import { demoHistory } from './demoHistory';
import { askHttp } from './http';

const HOUR = 3600;
const history = demoHistory();
const { badRelease, fastBurnEnded } = history.truth.times;

/** The samples of every selector in the span and the look-back before it, as Prometheus stores them. */
async function rawOf(selectors: readonly Selector[], span: SoakSpan): Promise<Map<string, Answer>> {
  const seconds = span.endSeconds - span.startSeconds + LOOK_BACK_SECONDS;
  const answers = await askHttp(
    history.url,
    selectors.map((one) => ({
      kind: 'instant',
      id: print(one),
      promql: print(range(one, seconds)),
      atSeconds: span.endSeconds,
    }))
  );
  return new Map(answers);
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
  const answers = await rawOf(
    [...events!.part, ...events!.total].map(({ selector }) => selector),
    span
  );
  const told = countSli(events!, (selector) => answers.get(print(selector))!, new Map(), span);
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
