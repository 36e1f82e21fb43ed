import { judgeReleases, type SeenRelease } from '../../src/core/query/releases/judge';
import { planBuildInfo, planVersions } from '../../src/core/query/releases/plan';
import { serviceReleases } from '../../src/core/query/releases/services';
import { selector, type Selector } from '../../src/core/promql/ast';
import type { SloDefinition } from '../../src/core/slo/definition';
import { mergeDefinitions } from '../../src/core/slo/merge';
import { absent } from '../../demo/series';
import { startEvaluatedRules, type EvaluatedRules } from './evaluatedRules';
import { asked, askHttp } from './http';
import { counterSeries, gaugeSeries, gridOfDays, type HistorySeries } from './seriesHistory';

const MINUTE = 60;
const HOUR = 3600;
const grid = gridOfDays(2, MINUTE);
const now = Math.floor(Date.now() / 1000);
const hoursAgo = (index: number) => (now - grid.startSeconds - index * MINUTE) / HOUR;

/** A version runs while it is between so many hours ago. */
type Run = readonly [version: string, from: number, until: number];

const orders: readonly Run[] = [
  ['1.0', Infinity, 31.2],
  // A rollout takes a quarter of an hour.
  ['1.1', 31.45, 28],
  ['1.0', 28.25, 7],
  // For twenty minutes another one is tried beside it.
  ['2.0-canary', 12.33, 12],
  ['1.2', 7.13, -Infinity],
];
const kitchen: readonly Run[] = [
  ['5', Infinity, 20],
  ['6', 20, -Infinity],
];
const bar: readonly Run[] = [
  ['5', Infinity, 15],
  ['7', 15, -Infinity],
];

function runs(all: readonly Run[], version: string, index: number): boolean {
  const hours = hoursAgo(index);
  return all.some(([one, from, until]) => one === version && hours <= from && hours > until);
}

/** Samples of a metric, for each version while it runs; lost for two hours for all of them. */
function versioned(all: readonly Run[], labels: Record<string, string>, info = false): HistorySeries[] {
  return [...new Set(all.map(([version]) => version))].map((version) => {
    const own = { ...labels, version };
    const one = info ? gaugeSeries(own, () => 1) : counterSeries(grid, own, () => 30);
    const isLost = (index: number) => hoursAgo(index) < 18 && hoursAgo(index) > 16;
    return {
      ...one,
      valueAt: (index) => (runs(all, version, index) && !isLost(index) ? one.valueAt(index) : absent),
    };
  });
}

const plain = (service: string) =>
  counterSeries(grid, { __name__: 'requests_total', service, job: 'restaurant' }, () => 30);

const history: HistorySeries[] = [
  ...versioned(orders, { __name__: 'requests_total', service: 'orders', job: 'orders' }),
  ...versioned(orders, { __name__: 'duration_seconds_bucket', service: 'orders', job: 'orders', le: '+Inf' }),
  plain('kitchen'),
  plain('bar'),
  plain('cellar'),
  ...versioned(kitchen, { __name__: 'service_build_info', service: 'kitchen', job: 'restaurant' }, true),
  ...versioned(bar, { __name__: 'service_build_info', service: 'bar', job: 'restaurant' }, true),
  // What runs in the same job, and in others.
  gaugeSeries({ __name__: 'go_build_info', service: 'cellar', job: 'restaurant', path: 'x' }, () => 1),
  ...versioned(kitchen, { __name__: 'other_build_info', job: 'other' }, true),
];

function definition(service: string, name: string, total: Selector): SloDefinition {
  const of = [{ sign: 1 as const, selector: total }] as const;
  return {
    tool: 'openslo',
    document: 1,
    line: 1,
    service,
    name,
    labels: {},
    objectiveRatio: 0.99,
    window: { kind: 'rolling', seconds: 86_400 },
    events: { counted: 'good', part: of, total: of },
    links: [],
  };
}

const counted = (metric: string, service: string, le?: string) =>
  selector(metric, [
    { label: 'service', operator: '=', value: service },
    ...(le === undefined ? [] : [{ label: 'le', operator: '=' as const, value: le }]),
  ]);

const slos = mergeDefinitions(
  { uid: 'prom', name: 'Prometheus', labels: {} },
  [],
  [
    definition('orders', 'availability', counted('requests_total', 'orders')),
    definition('orders', 'latency', counted('duration_seconds_bucket', 'orders', '+Inf')),
    ...['kitchen', 'bar', 'cellar'].map((one) => definition(one, 'availability', counted('requests_total', one))),
  ]
);

let server: EvaluatedRules;

beforeAll(async () => {
  server = await startEvaluatedRules({ files: {}, grid, history });
}, 180_000);

afterAll(() => server.stop(), 30_000);

async function seen(stepSeconds: number) {
  const request = { fromSeconds: now - 40 * HOUR, toSeconds: now, stepSeconds };
  const before = asked.queries;
  const versions = await askHttp(server.url, planVersions(request, slos));
  const buildInfo = await askHttp(server.url, planBuildInfo(request, slos, versions));
  return { all: judgeReleases(request, slos, versions, buildInfo), queries: asked.queries - before };
}

/** The times of the raw samples of a version, as Prometheus stores them. */
async function samplesOf(metric: string, service: string, version: string): Promise<number[]> {
  const query = `${metric}{service="${service}",version="${version}"}[2d]`;
  const response = await fetch(
    `${server.url}/api/v1/query?${new URLSearchParams({ query, time: String(now) }).toString()}`
  );
  const body = (await response.json()) as { data: { result: Array<{ values: Array<[number, string]> }> } };
  return body.data.result.flatMap(({ values }) => values.map(([seconds]) => seconds));
}

/** Whether a version came in the time that a release names: it had samples after its start, and none just before it. */
async function came(metric: string, service: string, { value, atSeconds, notBeforeSeconds }: SeenRelease) {
  const samples = await samplesOf(metric, service, value);
  const within = (from: number, to: number) => samples.some((seconds) => seconds > from && seconds <= to);
  return within(notBeforeSeconds, atSeconds) && !within(notBeforeSeconds - 5 * MINUTE, notBeforeSeconds);
}

const names = (releases: readonly SeenRelease[]) => releases.map(({ kind, value }) => `${kind} ${value}`);

describe.each([60, 600, 3600])('every %i seconds', (stepSeconds) => {
  it('sees every version that comes or comes back, when its samples say so', async () => {
    const { all, queries } = await seen(stepSeconds);
    expect(queries).toBe(2);
    const [availability, latency, kitchens, bars] = all.map((one) => (one.state === 'ok' ? one.releases : []));
    for (const releases of [availability!, latency!]) {
      expect(names(releases)).toEqual(['new 1.1', 'back 1.0', 'new 2.0-canary', 'new 1.2']);
    }
    expect(names(kitchens!)).toEqual(['new 6']);
    expect(names(bars!)).toEqual(['new 7']);
    const checked = await Promise.all([
      ...availability!.map((one) => came('requests_total', 'orders', one)),
      ...latency!.map((one) => came('duration_seconds_bucket', 'orders', one)),
      ...kitchens!.map((one) => came('service_build_info', 'kitchen', one)),
      ...bars!.map((one) => came('service_build_info', 'bar', one)),
    ]);
    expect(checked).not.toContain(false);
    const known = [...availability!, ...latency!, ...kitchens!, ...bars!];
    expect(known.filter((one) => one.atSeconds - one.notBeforeSeconds !== stepSeconds)).toEqual([]);
  });
});

it('tells by what it knows, and where nothing tells', async () => {
  const { all } = await seen(600);
  expect(all[2]).toMatchObject({ releases: [{ label: 'version', buildInfo: 'service_build_info' }] });
  expect(all[4]).toMatchObject({ state: 'absent', absence: { kind: 'noVersion' } });
});

it('marks a release of a service once', async () => {
  const { all } = await seen(600);
  const own = serviceReleases(all).filter(({ service }) => service === 'orders');
  expect(names(own)).toEqual(['new 1.1', 'back 1.0', 'new 2.0-canary', 'new 1.2']);
  expect(own.every(({ ofAll, slos: seeing }) => ofAll && seeing.length === 2)).toBe(true);
});
