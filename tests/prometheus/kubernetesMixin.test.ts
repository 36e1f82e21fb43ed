import { mixinGroups, mixinPairs } from '../../demo/kubernetes-mixin-rules';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { readRules } from '../../src/core/rules/read';
import type { RulesAnswer } from '../../src/core/rules/rules';
import type { Slo } from '../../src/core/slo/slo';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import { asked, askHttp } from './http';
import { counterSeries, gaugeSeries, gridOfDays, type HistorySeries } from './seriesHistory';

const DAY = 86_400;
const grid = gridOfDays(31, 60);
const clusters = ['main', 'spare'] as const;

/** Requests a minute to each API server; the spare one fails less. */
const parts = [
  { verb: 'GET', scope: 'resource', total: 300, slow: 2, failed: { main: 1, spare: 1 } },
  { verb: 'LIST', scope: 'namespace', total: 60, slow: 1, failed: { main: 0, spare: 0 } },
  { verb: 'LIST', scope: 'cluster', total: 20, slow: 1, failed: { main: 0, spare: 0 } },
  { verb: 'POST', scope: 'resource', total: 100, slow: 0, failed: { main: 5, spare: 1 } },
] as const;
const duration = 'apiserver_request_sli_duration_seconds';
const bounds = ['1.0', '5.0', '30.0', '+Inf'];

function counters(cluster: (typeof clusters)[number]): HistorySeries[] {
  const counter = (labels: Record<string, string>, events: number) =>
    counterSeries(grid, { job: 'kube-apiserver', cluster, ...labels }, () => events);
  return parts.flatMap(({ verb, scope, total, slow, failed }) => [
    counter({ __name__: 'apiserver_request_total', verb, scope, code: '200' }, total - failed[cluster]),
    ...(failed[cluster] > 0
      ? [counter({ __name__: 'apiserver_request_total', verb, scope, code: '500' }, failed[cluster])]
      : []),
    counter({ __name__: `${duration}_count`, verb, scope }, total),
    ...bounds.map((le) =>
      counter({ __name__: `${duration}_bucket`, verb, scope, le }, le === '+Inf' ? total : total - slow)
    ),
  ]);
}

/** What the mixin recorded of each hour, and of five minutes. */
function recordedPast(cluster: (typeof clusters)[number]): HistorySeries[] {
  const hours = (labels: Record<string, string>, perMinute: number) =>
    gaugeSeries({ cluster, ...labels }, () => perMinute * 60);
  return [
    ...['GET', 'LIST', 'POST'].flatMap((verb) => {
      const own = parts.filter((part) => part.verb === verb);
      const all = own.reduce((sum, { total }) => sum + total, 0);
      const bad = own.reduce((sum, { failed }) => sum + failed[cluster], 0);
      const name = { __name__: 'code_verb:apiserver_request_total:increase1h', verb };
      return [hours({ ...name, code: '200' }, all - bad), ...(bad > 0 ? [hours({ ...name, code: '500' }, bad)] : [])];
    }),
    ...parts.flatMap(({ verb, scope, total, slow }) =>
      bounds.map((le) =>
        hours(
          { __name__: `cluster_verb_scope_le:${duration}_bucket:increase1h`, verb, scope, le },
          le === '+Inf' ? total : total - slow
        )
      )
    ),
    ...['read', 'write'].map((verb) =>
      gaugeSeries({ cluster, verb, __name__: 'apiserver_request:burnrate5m' }, () => badShare(verb, cluster))
    ),
  ];
}

function badShare(kind: string, cluster: (typeof clusters)[number]): number {
  const own = parts.filter(({ verb }) => kind === 'all' || (verb === 'POST') === (kind === 'write'));
  const bad = own.reduce((sum, { slow, failed }) => sum + slow + failed[cluster], 0);
  return bad / own.reduce((sum, { total }) => sum + total, 0);
}

let server: EvaluatedRules;
let at: number;
/** Discovered without the rules and with them. */
let slos: Slo[];
let withRules: Slo[];

beforeAll(async () => {
  server = await startEvaluatedRules({
    files: { mixin: mixinGroups() },
    grid,
    history: clusters.flatMap(counters),
    recordedPast: clusters.flatMap(recordedPast),
  });
  at = server.settledAtSeconds;
  const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
  const answers = await askHttp(server.url, planCatalogue(at));
  const discovered = (rules?: RulesAnswer) => {
    const catalogue = readCatalogue(upstream, at, answers, rules);
    if (catalogue.state === 'failed' || catalogue.failures.length > 0) {
      throw new Error(JSON.stringify(catalogue));
    }
    return catalogue.slos;
  };
  slos = discovered();
  withRules = discovered(readRules(await (await fetch(`${server.url}/api/v1/rules`)).json()));
}, 180_000);

afterAll(() => server.stop(), 30_000);

async function judged(given: readonly Slo[]) {
  const request = { fromSeconds: at - DAY, toSeconds: at, trend: true };
  return judgeSlos(request, given, await askHttp(server.url, planSlos(request, given)));
}

async function value(promql: string): Promise<number> {
  const answer = (await askHttp(server.url, [{ kind: 'instant', id: 'q', promql, atSeconds: at }])).get('q');
  const series = answer?.state === 'ok' ? answer.series : [];
  expect([promql, series.length]).toEqual([promql, 1]);
  return series[0]?.values[0] ?? NaN;
}

test('each API server has a row for all requests and one for each kind', () => {
  expect(slos.map(({ labels }) => `${labels['cluster']} ${labels['verb']}`).sort()).toEqual([
    'main all',
    'main read',
    'main write',
    'spare all',
    'spare read',
    'spare write',
  ]);
});

test('without an objective there is an SLI and no budget', async () => {
  for (const { slo, sli, budgetRemaining, verdict } of await judged(slos)) {
    const { cluster, verb } = slo.labels as { cluster: 'main' | 'spare'; verb: string };
    const own = `{cluster="${cluster}",verb="${verb}"}`;
    expect(sli.value).toBeCloseTo(await value(`apiserver_request:availability30d${own}`), 9);
    expect((1 - (sli.value ?? NaN)) / badShare(verb, cluster)).toBeCloseTo(1, 2);
    expect(budgetRemaining).toMatchObject({ value: null, reason: { kind: 'objectiveUnknown' } });
    expect(verdict.status).toBe('blind');
  }
});

test('objective, pairs and runbook come of the rules that Prometheus serves', () => {
  for (const { objectiveRatio, pairs, links } of withRules) {
    expect(objectiveRatio).toBe(0.99);
    expect(
      pairs.map(({ severity, factor, shortSeconds, longSeconds }) => [severity, factor, shortSeconds, longSeconds])
    ).toEqual([
      ['page', 14.4, 300, 3600],
      ['page', 6, 1800, 21_600],
      ['ticket', 3, 7200, DAY],
      ['ticket', 1, 21_600, 3 * DAY],
    ]);
    expect(links).toMatchObject([{ kind: 'runbook', url: expect.stringContaining('kubeapierrorbudgetburn') }]);
  }
});

test('burn rates of all requests add up reading and writing, as the alerts do', async () => {
  const before = asked.queries;
  const rows = await judged(withRules);
  // Availability, seven error ratios of each kind and seven of their sums, the slots of both, one trend.
  expect(asked.queries - before).toBe(20);
  for (const { slo, burnRates } of rows) {
    const { cluster, verb } = slo.labels as { cluster: string; verb: string };
    for (const [window, seconds] of [
      ['5m', 300],
      ['6h', 21_600],
      ['3d', 3 * DAY],
    ] as const) {
      const verbs = verb === 'all' ? '' : `,verb="${verb}"`;
      expect(burnRates.get(seconds)?.value).toBeCloseTo(
        await value(`sum(apiserver_request:burnrate${window}{cluster="${cluster}"${verbs}}) / 0.01`),
        9
      );
    }
  }
});

test('pairs fire where KubeAPIErrorBudgetBurn would, for want of its patience', async () => {
  const rows = await judged(withRules);
  const states = new Map<string, string[]>();
  for (const { slo, pairStates } of rows.filter(({ slo: { labels } }) => labels['verb'] === 'all')) {
    const cluster = slo.labels['cluster'] ?? '';
    states.set(cluster, [...pairStates]);
    for (const [index, { short, long }] of mixinPairs.entries()) {
      const alerts = await value(
        `count(ALERTS{alertname="KubeAPIErrorBudgetBurn",cluster="${cluster}",short="${short}",long="${long}"}) or vector(0)`
      );
      expect([cluster, short, pairStates[index]]).toEqual([cluster, short, alerts > 0 ? 'firing' : 'quiet']);
    }
  }
  expect(states.get('main')).toEqual(['quiet', 'firing', 'firing', 'firing']);
  expect(states.get('spare')).toEqual(['quiet', 'quiet', 'quiet', 'firing']);
});
