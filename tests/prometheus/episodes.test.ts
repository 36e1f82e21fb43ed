/** @jest-environment node */
import { judgeEpisodes, type CostedEpisode, type SloEpisodes } from '../../src/core/query/episodes/judge';
import { planEpisodes } from '../../src/core/query/episodes/plan';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import { slos as demoSlos } from '../../demo/slos';
import { countedSlos } from './demoEvents';
import { startHistory, type DemoHistory } from './demoHistory';
import { askHttp } from './http';

const DAY = 86_400;
const SLOT = 300;

let history: DemoHistory;
let to: number;
let found: ReadonlyMap<string, Extract<SloEpisodes, { state: 'ok' }>>;

beforeAll(async () => {
  history = await startHistory(35);
  to = history.demo.anchorSeconds;
  const answers = await askHttp(history.url, planEpisodes({ toSeconds: to }, countedSlos));
  found = new Map(
    judgeEpisodes({ toSeconds: to }, countedSlos, answers).flatMap((one) =>
      one.state === 'ok' ? [[`${one.slo.service}-${one.slo.name}`, one]] : []
    )
  );
}, 120_000);

jest.setTimeout(60_000);

afterAll(() => history.demo.stop(), 30_000);

function objectiveOf(id: string): number {
  return demoSlos.find((slo) => slo.id === id)!.objectivePercent / 100;
}

/** The one episode that overlaps a stretch. */
function during(id: string, fromSeconds: number, toSeconds: number): CostedEpisode {
  const overlapping = found
    .get(id)!
    .episodes.filter(
      ({ onsetSeconds, endSeconds }) => onsetSeconds < toSeconds && (endSeconds ?? Infinity) > fromSeconds
    );
  expect(overlapping).toHaveLength(1);
  return overlapping[0]!;
}

describe('episodes of a real Prometheus against the generator', () => {
  it.each([
    ['orders-availability-us', () => history.truth.times.fastBurnEnded],
    ['delivery-availability-us', () => history.truth.times.breach],
    ['kitchen-availability-eu', () => history.truth.times.badRelease],
  ])('%s: the incident that its story tells', (id, story) => {
    const { fromSeconds, toSeconds } = story();
    const episode = during(id, fromSeconds, toSeconds);
    expect(Math.abs(episode.onsetSeconds - fromSeconds)).toBeLessThanOrEqual(SLOT);
    expect(Math.abs(episode.endSeconds! - toSeconds)).toBeLessThanOrEqual(SLOT);
    expect(episode.alertSeconds).toBeGreaterThan(fromSeconds);
    expect(episode).toMatchObject({ severity: 'page', onsetSeen: true, endSeen: true });

    const { bad } = history.truth.eventCounts(id, episode.onsetSeconds, episode.endSeconds!);
    const allowed = history.truth.eventCounts(id, to - 30 * DAY, to).total * (1 - objectiveOf(id));
    expect(Math.abs(episode.badEvents! / bad - 1)).toBeLessThan(0.01);
    expect(Math.abs(episode.costRatio / (bad / allowed) - 1)).toBeLessThan(0.01);
    expect(episode.postmortem).toBe(bad / allowed > 0.2);
  });

  it('the incident that burns now is open', () => {
    const { fastBurnNowFromSeconds } = history.truth.times;
    const episode = during('orders-availability-eu', fastBurnNowFromSeconds, to);
    expect(episode).toMatchObject({ endSeconds: null, severity: 'page' });
    expect(Math.abs(episode.onsetSeconds - fastBurnNowFromSeconds)).toBeLessThanOrEqual(SLOT);
  });

  it('an SLO that never failed has none', () => {
    expect(found.get('reservations-confirmation-emails')).toMatchObject({ episodes: [], spentRatio: 0 });
  });

  it.each(demoSlos.map(({ id }) => [id] as const))('%s: episodes and background add up to the row', async (id) => {
    const one = found.get(id)!;
    const request = { fromSeconds: to - DAY, toSeconds: to, trend: false };
    const own = countedSlos.filter(({ service, name }) => `${service}-${name}` === id);
    const [row] = judgeSlos(request, own, await askHttp(history.url, planSlos(request, own)));
    const costs = one.episodes.reduce((sum, { costRatio }) => sum + costRatio, 0);
    expect(costs + one.backgroundRatio).toBeCloseTo(1 - row!.budgetRemaining.value!, 9);

    // The background against the generator: what was bad in the window and in none of the episodes.
    const start = to - 30 * DAY;
    const inEpisodes = one.episodes.reduce(
      (sum, { onsetSeconds, endSeconds }) =>
        sum + history.truth.eventCounts(id, Math.max(start, onsetSeconds), endSeconds ?? to).bad,
      0
    );
    const { bad, total } = history.truth.eventCounts(id, start, to);
    const background = (bad - inEpisodes) / (total * (1 - objectiveOf(id)));
    expect(Math.abs(one.backgroundRatio - background)).toBeLessThan(
      0.01 * Math.max(1, bad / total / (1 - objectiveOf(id)))
    );
  });
});
