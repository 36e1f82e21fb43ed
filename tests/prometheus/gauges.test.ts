import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { mergeDefinitions } from '../../src/core/slo/merge';
import { readConfigured } from '../../src/datasource/documents/read';
import { absent } from '../../demo/series';
import { startEvaluatedRules, type EvaluatedRules } from './evaluatedRules';
import { askHttp } from './http';
import { gaugeSeries, gridOfDays } from './seriesHistory';

const MINUTE = 60;
const DAY = 86_400;
const grid = gridOfDays(3, MINUTE);
const now = Math.floor((Date.now() / 1000 - 60) / MINUTE) * MINUTE;
const NOW_INDEX = (now - grid.startSeconds) / MINUTE;

/** A queue that is too long in seven minutes of every hundred, and at its limit in three more. */
const depth = (index: number) => (index % 100 < 7 ? 150 : index % 100 < 10 ? 100 : 20);
/** A probe that fails in two minutes of every hundred. */
const probe = (index: number) => (index % 100 < 2 ? 0 : 1);

function threshold(name: string, query: string, op: string, value: number): string {
  return `apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: shop
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 1d, isRolling: true }]
  indicator:
    metadata: { name: ${name}-sli }
    spec:
      thresholdMetric: { metricSource: { type: Prometheus, spec: { query: '${query}' } } }
  objectives:
    - { target: 0.9, op: ${op}, value: ${value} }
`;
}

const probed = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: probe, labels: { pyrra.dev/service: shop } }
spec:
  target: '95'
  window: 1d
  indicator: { bool_gauge: { metric: 'probe_success{job="shop"}' } }
`;

const { definitions, problems } = readConfigured(
  [
    threshold('short', 'queue_depth', 'lte', 100),
    threshold('below', 'queue_depth', 'lt', 100),
    threshold('never', 'queue_depth', 'gt', 1000),
    threshold('gone', 'nothing_depth', 'lte', 100),
    probed,
  ].join('---\n')
);
const slos = mergeDefinitions({ uid: 'prom', name: 'Prometheus', labels: {} }, [], definitions);

let server: EvaluatedRules;
let rows: ReadonlyMap<string, SloRow>;

beforeAll(async () => {
  server = await startEvaluatedRules({
    files: {},
    grid,
    history: [
      gaugeSeries({ __name__: 'queue_depth' }, (index) => (index <= NOW_INDEX + 2 ? depth(index) : absent)),
      gaugeSeries({ __name__: 'probe_success', job: 'shop' }, (index) => probe(index)),
    ],
  });
  const request = { fromSeconds: now - DAY, toSeconds: now, trend: true };
  const answers = await askHttp(server.url, planSlos(request, slos));
  rows = new Map(judgeSlos(request, slos, answers).map((row) => [row.slo.name, row]));
}, 120_000);

afterAll(() => server.stop(), 30_000);

/** Share of the minutes of the last day in which something was so. */
function share(seconds: number, isSo: (index: number) => boolean): number {
  const minutes = Array.from({ length: seconds / MINUTE }, (_, ago) => NOW_INDEX - ago);
  return minutes.filter(isSo).length / minutes.length;
}

it('documents of gauges are read without an error', () => {
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
});

it.each<[string, (index: number) => boolean]>([
  ['short', (index) => depth(index) <= 100],
  ['below', (index) => depth(index) < 100],
  ['probe', (index) => probe(index) === 1],
])('%s: SLI, budget and burn rates are those of the minutes', (name, isGood) => {
  const { sli, budgetRemaining, burnRates, slo } = rows.get(name)!;
  const objective = slo.objectiveRatio!;
  expect(sli.value).toBeCloseTo(share(DAY, isGood), 2);
  expect(budgetRemaining.value).toBeCloseTo(1 - (1 - share(DAY, isGood)) / (1 - objective), 1);
  const [seconds, rate] = [...burnRates].filter(([window]) => window < DAY).at(-1)!;
  expect(rate.value! * (1 - objective)).toBeCloseTo(1 - share(Math.floor(seconds / MINUTE) * MINUTE, isGood), 1);
});

it('a gauge that never meets its threshold is all bad, and one that does not exist is no data', () => {
  expect(rows.get('never')!.sli.value).toBe(0);
  expect(rows.get('never')!.problems.map(({ kind }) => kind)).toContain('noGoodEvents');
  expect(rows.get('gone')!.sli).toMatchObject({ state: 'noData', value: null });
});
