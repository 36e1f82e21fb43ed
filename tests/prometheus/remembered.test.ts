import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { absent } from '../../demo/series';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import { askHttp } from './http';
import { gaugeSeries, gridOfDays, type HistorySeries } from './seriesHistory';

// SLOs that several Prometheis record, told apart by an external label, and SLOs whose labels have been changed.

const grid = gridOfDays(3);
const HOUR_STEPS = 60;
/** Two hours ago, or almost: the grid reaches a little into the future. */
const change = grid.length - 15 - 2 * HOUR_STEPS;

type Life = (index: number) => boolean;
const always: Life = () => true;
const before: Life = (index) => index < change;
const after: Life = (index) => index >= change;
/** Both live through the change. */
const young: Life = (index) => index >= change - 3 * HOUR_STEPS;
const youngBefore: Life = (index) => young(index) && before(index);

function gauge(name: string, labels: Record<string, string>, life: Life, value: number): HistorySeries {
  return gaugeSeries({ __name__: name, ...labels }, (index) => (life(index) ? value : absent));
}

function sloth(name: string, more: Record<string, string>, life: Life): HistorySeries[] {
  const labels = { ...more, sloth_id: name, sloth_service: 'shop', sloth_slo: name };
  return [
    gauge('sloth_slo_info', { ...labels, sloth_objective: '99' }, life, 1),
    gauge('slo:time_period:days', labels, life, 30),
    gauge('slo:period_error_budget_remaining:ratio', labels, life, 0.5),
    ...['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'].map((window) =>
      gauge(`slo:sli_error:ratio_rate${window}`, { ...labels, sloth_window: window }, life, 0.005)
    ),
  ];
}

function pyrra(slo: string, more: Record<string, string>, life: Life): HistorySeries[] {
  return [
    ...['5m', '32m', '1h4m', '2h9m', '6h26m', '1d1h43m', '4d6h51m'].map((window) =>
      gauge(`requests:burnrate${window}`, { ...more, slo }, life, 0.005)
    ),
    gauge('requests:increase30d', { ...more, slo, code: '200' }, life, 1000),
  ];
}

function grafana(uuid: string, more: Record<string, string>, group: Record<string, string>, life: Life) {
  const labels = { ...more, grafana_slo_uuid: uuid };
  return [
    gauge('grafana_slo_info', { ...labels, grafana_slo_name: uuid }, life, 1),
    gauge('grafana_slo_objective', labels, life, 0.99),
    gauge('grafana_slo_objective_window_seconds', labels, life, 2_419_200),
    gauge('grafana_slo_sli_window', { ...labels, ...group }, life, 0.995),
    ...['5m', '30m', '1h', '2h', '6h', '1d', '3d'].map((window) =>
      gauge(`grafana_slo_sli_${window}`, { ...labels, ...group }, life, 0.995)
    ),
  ];
}

let server: EvaluatedRules;
let rows: string[];

beforeAll(async () => {
  const eu = { region: 'eu' };
  const us = { region: 'us' };
  server = await startEvaluatedRules({
    files: { any: [{ name: 'any', rules: [{ record: 'one', expr: 'vector(1)', labels: {} }] }] },
    grid,
    history: [
      ...sloth('sloth-regions', eu, before),
      ...sloth('sloth-regions', us, always),
      ...sloth('sloth-young', eu, youngBefore),
      ...sloth('sloth-young', us, young),
      ...sloth('sloth-moved', { team: 'old' }, before),
      ...sloth('sloth-moved', { team: 'new' }, after),
      ...pyrra('pyrra-regions', eu, before),
      ...pyrra('pyrra-regions', us, always),
      ...pyrra('pyrra-moved', { team: 'old' }, before),
      ...pyrra('pyrra-moved', { team: 'new' }, after),
      ...grafana('grafana-regions', eu, {}, before),
      ...grafana('grafana-regions', us, {}, always),
      ...grafana('grafana-regrouped', {}, { handler: '/cart' }, always),
      gauge('grafana_slo_sli_window', { grafana_slo_uuid: 'grafana-regrouped', handler: '/pay' }, before, 0.995),
      gauge('grafana_slo_sli_window', { grafana_slo_uuid: 'grafana-regrouped', handler: '/checkout' }, after, 0.995),
    ],
  });
  const at = Math.floor(server.settledAtSeconds);
  const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
  const catalogue = readCatalogue(upstream, at, await askHttp(server.url, planCatalogue(at)));
  if (catalogue.state === 'failed' || catalogue.failures.length > 0) {
    throw new Error(JSON.stringify(catalogue));
  }
  const request = { fromSeconds: at - 3600, toSeconds: at, trend: false };
  rows = judgeSlos(request, catalogue.slos, await askHttp(server.url, planSlos(request, catalogue.slos)))
    .map(({ slo, verdict }) => {
      const { region, team, handler } = slo.labels;
      const stopped = slo.problems.some(({ kind }) => kind === 'rulesStopped' || kind === 'sliStopped');
      return `${slo.name} ${region ?? team ?? handler}${stopped ? ` stopped, ${verdict.status}` : ''}`;
    })
    .sort();
}, 180_000);

afterAll(() => server.stop(), 30_000);

const named = (name: string) => rows.filter((row) => row.startsWith(`${name} `));

describe('an SLO that two Prometheis record, of which one has died within the day', () => {
  it.each(['sloth-regions', 'pyrra-regions', 'grafana-regions'])('is shown blind there: %s', (name) => {
    expect(named(name)).toEqual([`${name} eu stopped, blind`, `${name} us`]);
  });

  it('is so even where both are a few hours old', () => {
    expect(named('sloth-young')).toEqual(['sloth-young eu stopped, blind', 'sloth-young us']);
  });
});

describe('an SLO whose labels have been changed within the day', () => {
  it.each(['sloth-moved', 'pyrra-moved'])('is one row: %s', (name) => {
    expect(named(name)).toEqual([`${name} new`]);
  });

  it('has its present groups', () => {
    expect(named('grafana-regrouped')).toEqual(['grafana-regrouped /cart', 'grafana-regrouped /checkout']);
  });
});
