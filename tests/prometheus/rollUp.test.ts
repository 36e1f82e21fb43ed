import { rollUp, type RollUp } from '../../src/core/budget/rollUp';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import { rollUpMember, type RowMember } from '../../src/core/query/slos/rollUpMember';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { groupValue } from '../../src/core/slo/labelMatchers';
import { mergeDefinitions } from '../../src/core/slo/merge';
import { readConfigured } from '../../src/datasource/documents/read';
import { startEvaluatedRules, type EvaluatedRules } from './evaluatedRules';
import { askHttp } from './http';
import { counterSeries, gridOfDays, type EventsInStep } from './seriesHistory';

// What groups of SLOs tell of their events is what Prometheus tells of the same events, asked by the label itself.

const grid = gridOfDays(2);
const at = Math.floor(Date.now() / 1000);
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

const slo = (name: string, target: string) => `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: ${name}
  labels: { pyrra.dev/service: shop }
spec:
  target: "${target}"
  window: 1d
  indicator:
    ratio:
      errors: { metric: '${name}_total{code="500"}' }
      total: { metric: ${name}_total }
      grouping: [region]
`;
const DOCUMENTS = [slo('orders', '99'), slo('menus', '90')].join('---\n');

/** Orders are many in one region and few in the other, where they fail more often; menus are the other way round. */
const traffic: Record<string, Record<string, [good: EventsInStep, bad: EventsInStep]>> = {
  orders: {
    eu: [(index) => 900 + (index % 60), () => 1],
    us: [() => 20, (index) => index % 3],
  },
  menus: {
    eu: [(index) => (index % 1440 < 600 ? 100 : 10), (index) => (index % 50 === 0 ? 4 : 0)],
    us: [() => 300, () => 0],
  },
};

let prometheus: EvaluatedRules;
let groups: Array<RollUp<RowMember>>;

beforeAll(async () => {
  const history = Object.entries(traffic).flatMap(([name, regions]) =>
    Object.entries(regions).flatMap(([region, [good, bad]]) => [
      counterSeries(grid, { __name__: `${name}_total`, region, code: '200' }, good),
      counterSeries(grid, { __name__: `${name}_total`, region, code: '500' }, bad),
    ])
  );
  prometheus = await startEvaluatedRules({ files: {}, grid, history });
  const { definitions } = readConfigured(DOCUMENTS);
  const catalogue = readCatalogue(
    upstream,
    at,
    await askHttp(prometheus.url, planCatalogue(at, definitions)),
    undefined,
    definitions
  );
  if (catalogue.state === 'failed') {
    throw new Error(catalogue.failure.message);
  }
  const slos = mergeDefinitions(upstream, catalogue.slos, definitions, catalogue.groups);
  const request = { fromSeconds: at - 3600, toSeconds: at, trend: false };
  const rows = judgeSlos(request, slos, await askHttp(prometheus.url, planSlos(request, slos)));
  groups = rollUp(rows.map(rollUpMember), ({ row }) => groupValue(row.slo, 'region'));
}, 120_000);

afterAll(() => prometheus.stop(), 30_000);

/** The value of every region, by an instant query. */
async function byRegion(promql: string): Promise<Record<string, number>> {
  const form = new URLSearchParams({ query: promql, time: String(at) });
  const response = await fetch(`${prometheus.url}/api/v1/query`, { method: 'POST', body: form });
  const { data } = (await response.json()) as {
    data: { result: Array<{ metric: { region: string }; value: [number, string] }> };
  };
  expect(data.result).toHaveLength(2);
  return Object.fromEntries(data.result.map(({ metric, value }) => [metric.region, Number(value[1])]));
}

/** What the counters of a region have risen by in a day. */
function rise(code = ''): string {
  const of = (metric: string) => `sum by (region) (${metric}${code} - ${metric}${code} offset 1d)`;
  return `(${of('orders_total')} + ${of('menus_total')})`;
}

/** The share of each region. */
const shareOf = (promql: string) => `${promql} / on () group_left () sum(${promql})`;

it('has a group for each region, with the SLOs of both documents', () => {
  expect(groups.map(({ name, members }) => [name, members.length]).sort()).toEqual([
    ['eu', 2],
    ['us', 2],
  ]);
});

it('weighs the SLI by the events of the region', async () => {
  const good = await byRegion(`${rise('{code="200"}')} / ${rise()}`);
  const [bad, all] = [await byRegion(rise('{code="500"}')), await byRegion(rise())];
  for (const { name, sli, badEvents, totalEvents } of groups) {
    expect(sli).toEqual({ state: 'known', ratio: expect.closeTo(good[name]!, 5) });
    // An increase is extrapolated to the ends of its window.
    expect(totalEvents! / all[name]!).toBeCloseTo(1, 2);
    expect(badEvents! / bad[name]!).toBeCloseTo(1, 2);
  }
});

it('tells shares of the whole as Prometheus divides them', async () => {
  const [bad, all] = [await byRegion(shareOf(rise('{code="500"}'))), await byRegion(shareOf(rise()))];
  for (const { name, badShare, trafficShare } of groups) {
    expect(badShare).toBeCloseTo(bad[name]!, 3);
    expect(trafficShare).toBeCloseTo(all[name]!, 4);
  }
  // As many orders fail in the second region, of far fewer.
  expect(bad['us']! / all['us']!).toBeGreaterThan(1.2);
});
