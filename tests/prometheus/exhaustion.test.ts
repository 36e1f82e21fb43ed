import { judgeSlos } from '../../src/core/query/slos/judge';
import { planPast } from '../../src/core/query/slos/past';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { slos as demoSlos } from '../../demo/slos';
import { countedSlos } from './demoEvents';
import { demoHistory } from './demoHistory';
import { askHttp } from './http';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const WINDOW = 30 * DAY;

const history = demoHistory();

async function rowOf(id: string, toSeconds: number): Promise<SloRow> {
  const own = countedSlos.filter(({ service, name }) => `${service}-${name}` === id);
  const request = { fromSeconds: toSeconds - DAY, toSeconds, trend: false };
  const queries = [...planSlos(request, own), ...planPast(request, own)];
  const [row] = judgeSlos(request, own, await askHttp(history.url, queries));
  return row!;
}

/** Minute by minute from the generator's events: what is in the window, plus the present burn, less what has left. */
function exhaustionByMinutes(id: string, toSeconds: number, rateSeconds: number): number {
  const { eventCounts } = history.truth;
  const start = toSeconds - WINDOW;
  const budgetRatio = 1 - demoSlos.find((slo) => slo.id === id)!.objectivePercent / 100;
  const { bad, total } = eventCounts(id, start, toSeconds);
  const recent = eventCounts(id, toSeconds - rateSeconds, toSeconds);
  const allowed = total * budgetRatio;
  // The burn rate goes on at the mean traffic of the window.
  const badPerSecond = ((recent.bad / recent.total) * total) / WINDOW;
  for (let seconds = 0; seconds < WINDOW; seconds += MINUTE) {
    const left = eventCounts(id, start, start + seconds).bad;
    if (bad + badPerSecond * seconds - left >= allowed) {
      return seconds;
    }
  }
  return Infinity;
}

beforeAll(async () => {}, 120_000);

jest.setTimeout(30_000);

describe('exhaustion with what leaves the window, against the generator', () => {
  it.each([
    ['orders-availability-eu', 0],
    ['payments-availability-us', 0],
    ['payments-availability-us', 12 * HOUR],
    ['orders-availability-us', 0],
    ['kitchen-latency-eu', 0],
  ])('%s, %d s before the end', async (id, before) => {
    const to = history.anchorSeconds - before;
    const { exhaustion } = (await rowOf(id, to)).verdict;
    expect(exhaustion!.countsPayback).toBe(true);
    const expected = exhaustionByMinutes(id, to, exhaustion!.rateWindowSeconds);
    if (expected === Infinity) {
      expect(exhaustion!.seconds).toBe(Infinity);
    } else {
      expect(Math.abs(exhaustion!.seconds / expected - 1)).toBeLessThan(0.03);
    }
  });

  it('tells of at least one budget that it ends, and of one that it does not', async () => {
    const seconds = async (id: string) => (await rowOf(id, history.anchorSeconds)).verdict.exhaustion!.seconds;
    expect(await seconds('payments-availability-us')).toBeLessThan(WINDOW);
    expect(await seconds('orders-availability-us')).toBe(Infinity);
  });

  it('is later than without what leaves the window', async () => {
    const { budgetRemaining, burnRates, verdict } = await rowOf('payments-availability-us', history.anchorSeconds);
    const { rateWindowSeconds, seconds } = verdict.exhaustion!;
    const simple = (budgetRemaining.value! * WINDOW) / burnRates.get(rateWindowSeconds)!.value!;
    expect(seconds).toBeGreaterThan(simple + HOUR);
  });
});
