import { judgeBefore, planBefore, withSlos, type Before } from '../../src/core/query/incident/before';
import { burningOf, mainRow } from '../../src/core/query/incident/burning';
import { judgeDataAge, planDataAge } from '../../src/core/query/incident/dataAge';
import { judgeSince, looksSinceOnset, planSince, type Since } from '../../src/core/query/incident/since';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planOnsets, withOnsets } from '../../src/core/query/slos/onsets';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { selector, type Matcher, type Selector } from '../../src/core/promql/ast';
import { readRules } from '../../src/core/rules/read';
import type { RulesAnswer } from '../../src/core/rules/rules';
import type { SloDefinition } from '../../src/core/slo/definition';
import { mergeDefinitions } from '../../src/core/slo/merge';
import type { Slo } from '../../src/core/slo/slo';
import { absent } from '../../demo/series';
import { startEvaluatedRules, type EvaluatedRules } from './evaluatedRules';
import { askHttp } from './http';
import {
  counterSeries,
  eventsBetween,
  gaugeSeries,
  gridOfDays,
  type EventsInStep,
  type HistorySeries,
} from './seriesHistory';

const MINUTE = 60;
const DAY = 86_400;
const OBJECTIVE = 0.99;

const grid = gridOfDays(4, MINUTE);
/** The newest five minutes that are whole: incidents begin so many minutes before. */
const now = Math.floor((Date.now() / 1000 - 60) / 300) * 300;
const minutesBefore = (index: number) => (now - grid.startSeconds) / MINUTE - index;

/** What an incident does to a stream of requests, by the minutes since it began (negative before). */
interface Story {
  name: string;
  /** Minutes for which it has lasted. */
  lasts: number;
  regions?: readonly string[];
  /** Share of failures in a minute; the usual one in a thousand otherwise. */
  failing?: (minute: number, region: string, version: string) => number;
  /** Share of slow requests in a minute. */
  slow?: (minute: number, region: string) => number;
  /** Requests in a minute; 60 otherwise, 0 for a version that does not run. */
  requests?: (minute: number, region: string, version: string) => number;
  versions?: readonly string[];
  /** Minute from which no samples are there. */
  goneFrom?: number;
}

const from =
  (share: number, where: (region: string, version: string) => boolean = () => true) =>
  (minute: number, region: string, version: string) =>
    minute >= 0 && where(region, version) ? share : USUAL;
const USUAL = 0.001;

const stories: Record<string, Story> = {
  'single-group': { name: 'requests', lasts: 40, failing: from(0.9, (region) => region === 'eu') },
  'two-at-once-a': { name: 'requests', lasts: 40, failing: from(0.6, (region) => region === 'us') },
  'two-at-once-b': { name: 'requests', lasts: 70, failing: from(0.3, (region) => region === 'eu') },
  'telemetry-lost': { name: 'requests', lasts: 40, goneFrom: 0 },
  'no-culprit': { name: 'requests', lasts: 40, failing: from(0.3) },
  'total-outage': { name: 'requests', lasts: 40, failing: from(1) },
  'latency-only': { name: 'latency', lasts: 40, slow: (minute, region) => (minute >= 0 && region === 'us' ? 0.5 : 0) },
  'all-upgraded': {
    name: 'requests',
    lasts: 40,
    versions: ['1.0', '1.1'],
    requests: (minute, _, version) => (minute >= -5 === (version === '1.1') ? 60 : 0),
    failing: from(0.3),
  },
  'slow-burn': { name: 'requests', lasts: 2 * 1440, failing: from(0.06, (region) => region === 'eu') },
  // One failure in 12 minutes is a burn rate of 2, one in 100 before is a quarter: most five minutes have none.
  'slow-and-sparse': {
    name: 'requests',
    lasts: 2 * 1440,
    requests: () => 2,
    failing: (minute, region) => (region === 'us' && chance(minute) < (minute >= 0 ? 0.08 : 0.01) ? 0.5 : 0),
  },
  flapping: { name: 'requests', lasts: 40, failing: (minute) => (minute >= 0 && minute % 6 < 3 ? 0.6 : USUAL) },
  'low-traffic': {
    name: 'requests',
    lasts: 60,
    requests: () => 2,
    failing: (minute, region) => (minute >= 0 && region === 'us' ? 0.5 : 0),
  },
  'wrong-version': {
    name: 'requests',
    lasts: 40,
    versions: ['1.0', '1.1'],
    requests: (minute, _, version) => (version === '1.1' ? (minute >= -10 ? 30 : 0) : 60),
    failing: from(0.9, (_, version) => version === '1.1'),
  },
  database: { name: 'queries', lasts: 45, failing: from(0.3) },
  'dependency-down': { name: 'requests', lasts: 40, failing: from(0.6) },
};

/** In [0, 1), as if by chance and always the same. */
function chance(minute: number): number {
  const hashed = Math.imul(minute ^ 0x9e3779b9, 0x85ebca6b);
  return (Math.imul(hashed ^ (hashed >>> 13), 0xc2b2ae35) >>> 0) / 2 ** 32;
}

const onsetOf = (service: string) => now - (stories[service]?.lasts ?? 0) * MINUTE;

/** The counters of a service: by region, version and code, or by bucket. */
function seriesOf(service: string, story: Story): { series: HistorySeries[]; bad: EventsInStep[] } {
  const minuteOf = (index: number) => story.lasts - minutesBefore(index);
  const bad: EventsInStep[] = [];
  const series = (story.regions ?? ['eu', 'us']).flatMap((region) =>
    (story.versions ?? ['1.0']).flatMap((version) => {
      const requests: EventsInStep = (index) => story.requests?.(minuteOf(index), region, version) ?? 60;
      const failed: EventsInStep = (index) =>
        requests(index) * (story.failing?.(minuteOf(index), region, version) ?? (story.slow ? 0 : USUAL));
      const slow: EventsInStep = (index) => requests(index) * (story.slow?.(minuteOf(index), region) ?? 0);
      bad.push(story.slow ? slow : failed);
      const labels = { service, job: service, region, version };
      const made = story.slow
        ? [
            counterSeries(grid, { __name__: 'duration_bucket', ...labels, le: '+Inf' }, requests),
            counterSeries(grid, { __name__: 'duration_bucket', ...labels, le: '0.5' }, (i) => requests(i) - slow(i)),
          ]
        : [
            counterSeries(grid, { __name__: 'requests_total', ...labels, code: '200' }, (i) => requests(i) - failed(i)),
            counterSeries(grid, { __name__: 'requests_total', ...labels, code: '500' }, failed),
          ];
      return made.map((one): HistorySeries => ({
        ...one,
        // A version that does not run has no series.
        valueAt: (index) =>
          minuteOf(index) >= (story.goneFrom ?? Infinity) || (requests(index) === 0 && requests(index - 1) === 0)
            ? absent
            : one.valueAt(index),
      }));
    })
  );
  return { series, bad };
}

function definition(service: string, { name, slow }: Story): SloDefinition {
  const of = (metric: string, ...more: Matcher[]): Selector =>
    selector(metric, [{ label: 'service', operator: '=', value: service }, ...more]);
  const one = (chosen: Selector) => [{ sign: 1 as const, selector: chosen }] as const;
  const bucket = (le: string): Matcher => ({ label: 'le', operator: '=', value: le });
  return {
    tool: 'openslo',
    document: 1,
    line: 1,
    service,
    name,
    labels: {},
    objectiveRatio: OBJECTIVE,
    window: { kind: 'rolling', seconds: 3 * DAY },
    events: slow
      ? {
          counted: 'good',
          part: one(of('duration_bucket', bucket('0.5'))),
          total: one(of('duration_bucket', bucket('+Inf'))),
        }
      : {
          counted: 'bad',
          part: one(of('requests_total', { label: 'code', operator: '=', value: '500' })),
          total: one(of('requests_total')),
        },
    links: [],
  };
}

const worlds = new Map(Object.entries(stories).map(([service, story]) => [service, seriesOf(service, story)]));

const since = (service: string, minutes: number) => onsetOf(service) - minutes * MINUTE;
const secondsAt = (index: number) => grid.startSeconds + index * MINUTE;
const scraped = (job: string): HistorySeries =>
  gaugeSeries({ __name__: 'up', job, instance: 'a' }, (index) =>
    secondsAt(index) >= since('single-group', 3) ? 0 : 1
  );
const alert = (alertname: string, service: string, state: string): HistorySeries =>
  gaugeSeries({ __name__: 'ALERTS', alertname, alertstate: state, service }, (index) =>
    secondsAt(index) >= since('single-group', 10) ? 1 : absent
  );
/** What else is there: only that of the service itself is of interest to whoever looks at its incident. */
const around = [
  scraped('single-group'),
  scraped('steady'),
  alert('DiskFull', 'single-group', 'firing'),
  alert('Pending', 'single-group', 'pending'),
  alert('Foreign', 'steady', 'firing'),
];

let server: EvaluatedRules;
let rules: RulesAnswer;

beforeAll(async () => {
  const series = [...worlds.values()].flatMap((world) => world.series);
  const steady: Story = { name: 'requests', lasts: 0 };
  server = await startEvaluatedRules({
    files: {},
    grid,
    history: [...series, ...around, ...seriesOf('steady', steady).series],
  });
  rules = readRules(await (await fetch(`${server.url}/api/v1/rules`)).json());
}, 180_000);

afterAll(() => server.stop(), 30_000);

jest.setTimeout(60_000);

interface Seen {
  rows: SloRow[];
  main: SloRow | null;
  since: Since | undefined;
  before: Before | null;
  dataAgeSeconds: number | null;
}

/** What the screen of an incident is made of, of some services and one where nothing happens. */
async function look(...services: string[]): Promise<Seen> {
  const slos: Slo[] = mergeDefinitions(
    { uid: 'prom', name: 'Prometheus', labels: {} },
    [],
    [...services.map((one) => definition(one, stories[one]!)), definition('steady', { name: 'requests', lasts: 0 })]
  );
  const request = { fromSeconds: now - DAY, toSeconds: now, trend: false };
  const bare = judgeSlos(request, slos, await askHttp(server.url, planSlos(request, slos)));
  const onsets = planOnsets(now, bare);
  const rows = withOnsets(onsets, await askHttp(server.url, onsets.queries))(bare);
  const burning = burningOf(rows).map(({ row }) => row);
  const main = mainRow(rows);
  const onset = main?.onset;
  const answers = await askHttp(server.url, [
    ...planDataAge(now, slos),
    ...planSince(now, looksSinceOnset(now, burning)),
    ...(main && onset ? planBefore(now, main, onset.atSeconds) : []),
  ]);
  return {
    rows,
    main,
    since: main ? judgeSince(now, looksSinceOnset(now, burning), answers).get(main) : undefined,
    before: main && onset ? withSlos(judgeBefore(now, main, onset.atSeconds, answers, rules), main, rows) : null,
    dataAgeSeconds: judgeDataAge(now, slos, answers),
  };
}

const culprit = ({ since }: Seen) => {
  const [first] = since?.groups ?? [];
  return first?.standsOut ? `${first.label}=${first.value}` : null;
};

const incidents: Array<
  [name: string, services: string[], main: string, group: string | null, onsetWithinMinutes?: number]
> = [
  ['a single group', ['single-group'], 'single-group', 'region=eu'],
  ['two at once', ['two-at-once-a', 'two-at-once-b'], 'two-at-once-a', 'region=us'],
  ['no culprit', ['no-culprit'], 'no-culprit', null],
  ['a total outage', ['total-outage'], 'total-outage', null],
  ['latency only', ['latency-only'], 'latency-only', 'region=us'],
  ['all upgraded', ['all-upgraded'], 'all-upgraded', null],
  ['a slow burn', ['slow-burn'], 'slow-burn', 'region=eu'],
  ['a slow burn of little traffic', ['slow-and-sparse'], 'slow-and-sparse', 'region=us', 60],
  ['flapping', ['flapping'], 'flapping', null],
  ['low traffic', ['low-traffic'], 'low-traffic', 'region=us'],
  ['a wrong version only', ['wrong-version'], 'wrong-version', 'version=1.1'],
  ['a dependency that is down', ['database', 'dependency-down'], 'dependency-down', null],
];

describe.each(incidents)('%s', (_, services, service, group, onsetWithinMinutes = 2) => {
  let seen: Seen;

  beforeAll(async () => {
    seen = await look(...services);
  }, 60_000);

  it('is seen in the right SLO, with all that burn and nothing else', () => {
    expect(seen.main?.slo.service).toBe(service);
    expect(
      burningOf(seen.rows)
        .map(({ row }) => row.slo.service)
        .sort()
    ).toEqual([...services].sort());
  });

  it(`has its onset within ${onsetWithinMinutes} minutes`, () => {
    const offSeconds = Math.abs(seen.main!.onset!.atSeconds - onsetOf(service));
    expect(offSeconds).toBeLessThanOrEqual(onsetWithinMinutes * MINUTE);
  });

  it('names the group that was hit, and nobody where all are', () => {
    expect(culprit(seen)).toBe(group);
  });

  it('tells what it has cost', () => {
    const bad = worlds
      .get(service)!
      .bad.reduce((sum, events) => sum + eventsBetween(grid, events, onsetOf(service), now), 0);
    expect(Math.abs(seen.since!.badEvents! / bad - 1)).toBeLessThan(0.1);
    const total = seen.main!.eventWeighted!.totalEvents.value!;
    expect(seen.since!.costRatio).toBeCloseTo(seen.since!.badEvents! / (total * (1 - OBJECTIVE)), 9);
  });

  it('is told by data that is fresh', () => {
    expect(seen.dataAgeSeconds).toBeLessThanOrEqual(MINUTE);
  });
});

it('telemetry that is lost burns nothing, and is blind', async () => {
  const { main, rows } = await look('telemetry-lost');
  expect(main).toBeNull();
  expect(rows.map(({ slo, verdict }) => [slo.service, verdict.status])).toEqual([
    ['telemetry-lost', 'blind'],
    ['steady', 'healthy'],
  ]);
});

describe('what changed before', () => {
  it('is the version that all were upgraded to', async () => {
    const { before } = await look('all-upgraded');
    expect(before!.changes).toEqual([
      { kind: 'version', atSeconds: expect.any(Number), label: 'version', value: '1.1' },
    ]);
    const upgraded = onsetOf('all-upgraded') - 5 * MINUTE;
    expect(Math.abs(before!.changes[0]!.atSeconds - upgraded)).toBeLessThanOrEqual(2 * MINUTE);
    expect(before!.nothingIn).toEqual(['targets', 'rules', 'alerts', 'slos']);
  });

  it('is the version that a part runs', async () => {
    const { before } = await look('wrong-version');
    expect(before!.changes).toMatchObject([{ kind: 'version', value: '1.1' }]);
  });

  it('is the SLO of a dependency that began to burn, and not the other way round', async () => {
    const { before } = await look('database', 'dependency-down');
    expect(before!.changes).toEqual([
      { kind: 'slo', service: 'database', name: 'queries', atSeconds: expect.any(Number) },
    ]);
    const alone = await look('database');
    expect(alone.before!.changes).toEqual([]);
  });

  it('is the target of its job that cannot be scraped, and the alert of its service', async () => {
    const { before } = await look('single-group');
    expect(before!.changes).toEqual([
      { kind: 'targetsDown', atSeconds: expect.any(Number), job: 'single-group', count: 1 },
      { kind: 'alert', atSeconds: expect.any(Number), name: 'DiskFull' },
    ]);
    const [target, fires] = before!.changes.map(({ atSeconds }) => atSeconds);
    expect(Math.abs(target! - since('single-group', 3))).toBeLessThanOrEqual(MINUTE);
    expect(Math.abs(fires! - since('single-group', 10))).toBeLessThanOrEqual(MINUTE);
    expect(before!.nothingIn).toEqual(['versions', 'rules', 'slos']);
  });

  it('is nothing where nothing changed, and says where was looked', async () => {
    const { before } = await look('no-culprit');
    expect(before).toMatchObject({
      changes: [],
      nothingIn: ['versions', 'targets', 'rules', 'alerts', 'slos'],
      notIn: [],
    });
  });
});
