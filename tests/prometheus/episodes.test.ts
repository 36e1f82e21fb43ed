import { planHits, withHits } from '../../src/core/query/episodes/groups';
import { judgeEpisodes, type CostedEpisode, type SloEpisodes } from '../../src/core/query/episodes/judge';
import { planEpisodes } from '../../src/core/query/episodes/plan';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { Matcher, Selector } from '../../src/core/promql/ast';
import { mergeDefinitions } from '../../src/core/slo/merge';
import type { Slo } from '../../src/core/slo/slo';
import { slos as demoSlos } from '../../demo/slos';
import { countedSlos } from './demoEvents';
import { demoHistory } from './demoHistory';
import { asked, askHttp } from './http';

const DAY = 86_400;
const SLOT = 300;

const history = demoHistory();
let to: number;
let found: ReadonlyMap<string, Extract<SloEpisodes, { state: 'ok' }>>;

beforeAll(async () => {
  to = history.anchorSeconds;
  const answers = await askHttp(history.url, planEpisodes({ toSeconds: to }, countedSlos));
  found = new Map(
    judgeEpisodes({ toSeconds: to }, countedSlos, answers).flatMap((one) =>
      one.state === 'ok' ? [[`${one.slo.service}-${one.slo.name}`, one]] : []
    )
  );
}, 120_000);

jest.setTimeout(60_000);

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

describe('what was hit in an episode, against the generator', () => {
  /** All orders, of which those of one region and provider fail at a time. */
  const orders = mergeDefinitions(
    { uid: 'prom', name: 'Prometheus', labels: {} },
    [],
    [
      {
        tool: 'openslo',
        document: 1,
        line: 1,
        service: 'orders',
        name: 'everywhere',
        labels: {},
        objectiveRatio: 0.999,
        window: { kind: 'rolling', seconds: 30 * DAY },
        events: {
          counted: 'bad',
          part: [{ sign: 1, selector: ordersSelector({ label: 'code', operator: '=~', value: '5..' }) }],
          total: [{ sign: 1, selector: ordersSelector() }],
        },
        pairs: [{ severity: 'page', shortSeconds: 300, longSeconds: 3600, factor: 4 }],
        links: [],
      },
    ]
  );

  function ordersSelector(...extra: Matcher[]): Selector {
    const service: Matcher = { label: 'service', operator: '=', value: 'orders' };
    return { type: 'selector', metric: 'http_requests_total', matchers: [service, ...extra] };
  }

  async function hitsOf(slos: readonly Slo[]) {
    const request = { toSeconds: to };
    const episodes = judgeEpisodes(request, slos, await askHttp(history.url, planEpisodes(request, slos)));
    const before = asked.queries;
    const hits = withHits(request, episodes, await askHttp(history.url, planHits(request, episodes)));
    return {
      queries: asked.queries - before,
      episodes: hits.flatMap((one) => (one.state === 'ok' ? one.episodes : [])),
    };
  }

  it('is the region that failed, with its shares of bad events and of traffic', async () => {
    const { queries, episodes } = await hitsOf(orders);
    expect(queries).toBe(1);
    const { fastBurnEnded, fastBurnNowFromSeconds } = history.truth.times;
    for (const [seconds, region, id] of [
      [fastBurnNowFromSeconds, 'eu', 'orders-availability-eu'],
      [fastBurnEnded.fromSeconds, 'us', 'orders-availability-us'],
    ] as const) {
      const episode = episodes.find(({ onsetSeconds }) => Math.abs(onsetSeconds - seconds) <= SLOT)!;
      const end = episode.endSeconds ?? to;
      const own = history.truth.eventCounts(id, episode.onsetSeconds, end);
      const all = ['orders-availability-eu', 'orders-availability-us'].map((one) =>
        history.truth.eventCounts(one, episode.onsetSeconds, end)
      );
      const sum = (of: 'bad' | 'total') => all.reduce((whole, counts) => whole + counts[of], 0);
      const group = episode.hit!.group!;
      expect([group.label, group.value]).toEqual(['region', region]);
      expect(Math.abs(group.badRatio - own.bad / sum('bad'))).toBeLessThan(0.01);
      expect(Math.abs(group.trafficRatio - own.total / sum('total'))).toBeLessThan(0.01);
    }
  });

  it('is the version of the bad release, and no group where there is one only', async () => {
    const kitchen = countedSlos.filter(({ service, name }) => `${service}-${name}` === 'kitchen-availability-eu');
    const { episodes } = await hitsOf(kitchen);
    const { fromSeconds } = history.truth.times.badRelease;
    const episode = episodes.find(({ onsetSeconds }) => Math.abs(onsetSeconds - fromSeconds) <= SLOT)!;
    expect(episode.hit).toMatchObject({ group: null, release: { label: 'version', value: '3.9.0' } });
    expect(episode.hit!.release!.badRatio).toBeGreaterThan(0.95);
  });
});
