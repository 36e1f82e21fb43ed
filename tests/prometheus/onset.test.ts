import { judgeSince, looksSinceOnset, planSince } from '../../src/core/query/incident/since';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planOnsets, withOnsets } from '../../src/core/query/slos/onsets';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import type { Slo } from '../../src/core/slo/slo';
import type { StoryTimes } from '../../demo/stories';
import { countedSlos } from './demoEvents';
import { demoHistory } from './demoHistory';
import { asked, askHttp } from './http';

const MINUTE = 60;
const DAY = 86_400;

const history = demoHistory();
let recordedSlos: readonly Slo[];

beforeAll(async () => {
  const at = history.anchorSeconds;
  const catalogue = readCatalogue(
    { uid: 'prom', name: 'Prometheus', labels: {} },
    at,
    await askHttp(history.url, planCatalogue(at))
  );
  if (catalogue.state === 'failed') {
    throw new Error(catalogue.failure.message);
  }
  recordedSlos = catalogue.slos.filter(({ tool }) => tool === 'sloth');
}, 300_000);

jest.setTimeout(60_000);

async function rowsAt(slos: readonly Slo[], toSeconds: number): Promise<SloRow[]> {
  const request = { fromSeconds: toSeconds - DAY, toSeconds, trend: false };
  const rows = judgeSlos(request, slos, await askHttp(history.url, planSlos(request, slos)));
  const plan = planOnsets(toSeconds, rows);
  return withOnsets(plan, await askHttp(history.url, plan.queries))(rows);
}

/** When an incident began, and a time at which it pages. */
type Incident = (times: StoryTimes) => { fromSeconds: number; atSeconds: number };

const incidents: Array<[id: string, incident: Incident]> = [
  ['orders-availability-eu', (t) => ({ fromSeconds: t.fastBurnNowFromSeconds, atSeconds: t.anchorSeconds })],
  [
    'orders-availability-us',
    ({ fastBurnEnded }) => ({ fromSeconds: fastBurnEnded.fromSeconds, atSeconds: fastBurnEnded.pagingAtSeconds }),
  ],
  ['delivery-availability-us', ({ breach }) => ({ fromSeconds: breach.fromSeconds, atSeconds: breach.toSeconds - 17 })],
  [
    'kitchen-availability-eu',
    ({ badRelease }) => ({ fromSeconds: badRelease.fromSeconds, atSeconds: badRelease.toSeconds - 5 * MINUTE + 40 }),
  ],
];

describe.each<[string, () => readonly Slo[]]>([
  ['by its events', () => countedSlos],
  ['by what Sloth has recorded', () => recordedSlos],
])('an SLO %s', (_, slos) => {
  it.each(incidents)('%s has burned since its incident began, to two minutes', async (id, incident) => {
    const { fromSeconds, atSeconds } = incident(history.truth.times);
    const own = slos().filter(({ service, name }) => `${service}-${name}` === id);
    const [row] = await rowsAt(own, atSeconds);
    expect(row!.verdict.status).toBe('burning');
    expect(row!.onset!.seen).toBe(true);
    expect(Math.abs(row!.onset!.atSeconds - fromSeconds)).toBeLessThanOrEqual(2 * MINUTE);
  });
});

it('of all SLOs costs a request for pages and one for tickets, of the burning ones only', async () => {
  const at = history.anchorSeconds;
  const request = { fromSeconds: at - DAY, toSeconds: at, trend: false };
  const rows = judgeSlos(request, countedSlos, await askHttp(history.url, planSlos(request, countedSlos)));
  const firing = rows.filter(({ pairStates }) => pairStates.includes('firing'));
  expect(firing.length).toBeGreaterThan(1);
  const before = asked.queries;
  const plan = planOnsets(at, rows);
  const told = withOnsets(plan, await askHttp(history.url, plan.queries))(rows);
  expect(asked.queries - before).toBe(2);
  expect(told.filter(({ onset }) => onset).map(({ slo }) => slo.id)).toEqual(firing.map(({ slo }) => slo.id));
});

it('is before the history where that begins within the incident', async () => {
  const { fromSeconds } = history.truth.times.breach;
  const own = countedSlos.filter(({ service, name }) => `${service}-${name}` === 'delivery-availability-us');
  const rows = await rowsAt(own, fromSeconds + 40 * MINUTE);
  // As an upstream would answer that keeps the last ten minutes only.
  const plan = planOnsets(fromSeconds + 40 * MINUTE, rows);
  const answers = await askHttp(
    history.url,
    plan.queries.map((query) => ({ ...query, startSeconds: fromSeconds + 30 * MINUTE }))
  );
  const [row] = withOnsets(plan, answers)(rows);
  expect(row!.onset).toEqual({ atSeconds: expect.any(Number), seen: false });
  expect(row!.onset!.atSeconds).toBeGreaterThanOrEqual(fromSeconds + 29 * MINUTE);
});

it.each(['bad', 'good'] as const)('tells by recorded ratios of %s what has been spent since', async (holds) => {
  const at = history.anchorSeconds;
  const own = recordedSlos.filter(({ service, name }) => `${service}-${name}` === 'orders-availability-eu');
  const rows = (await rowsAt(own, at)).map((row) => {
    const { events: _, ...slo } = row.slo;
    const recorded = slo.recorded!;
    const slot = { ...recorded.slot!, ratio: { ...recorded.slot!.ratio, holds } };
    return { ...row, slo: { ...slo, recorded: { ...recorded, slot } } };
  });
  const [row] = rows;
  const { slo, onset } = row!;
  const looks = looksSinceOnset(at, rows);
  const since = judgeSince(at, looks, await askHttp(history.url, planSince(at, looks))).get(row!)!;
  const seconds = at - onset!.atSeconds;
  const promql = `avg_over_time(slo:sli_error:ratio_rate5m{sloth_id="${slo.recorded.idValue}"}[${seconds}s])`;
  const answers = await askHttp(history.url, [{ kind: 'instant', id: 'mean', promql, atSeconds: at }]);
  const answer = answers.get('mean')!;
  const mean = answer.state === 'ok' ? answer.series[0]!.values[0]! : NaN;
  // Had the same numbers been those of good events, the rest would have been bad.
  const badRatio = holds === 'bad' ? mean : 1 - mean;
  const spent = (badRatio * seconds) / (slo.window.seconds * (1 - slo.objectiveRatio!));
  expect(since).toMatchObject({ badEvents: null, groups: [] });
  // One look in five minutes against one in a minute.
  expect(Math.abs(since.costRatio! / spent - 1)).toBeLessThan(0.2);
});
