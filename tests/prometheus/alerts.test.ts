import { type PyrraSlo } from '../../demo/pyrra';
import { pyrraGroups } from '../../demo/pyrra-rules';
import { windowLabels } from '../../demo/sloth';
import { ruleGroups, type SlothSlo } from '../../demo/sloth-rules';
import { planAlerts, readAlerts } from '../../src/core/alerting/seriesAlerts';
import { alertRows, type AlertRow } from '../../src/core/query/alerts/rows';
import { burningOf } from '../../src/core/query/incident/burning';
import { judgeSince, looksSinceOnset, planSince } from '../../src/core/query/incident/since';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planOnsets, withOnsets } from '../../src/core/query/slos/onsets';
import { planSlos } from '../../src/core/query/slos/plan';
import { readRules } from '../../src/core/rules/read';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import { askHttp } from './http';
import { counterSeries, eventsBetween, gaugeSeries, gridOfDays, type EventsInStep } from './seriesHistory';
import { lastFive } from './shop';

const day = 86_400;
const minute = 60;
const grid = gridOfDays(31, minute);
const now = Math.floor((Date.now() / 1000 - grid.startSeconds) / minute);

/** Requests a minute; those that fail begin so many minutes ago. */
const total: EventsInStep = () => 600;
const failing =
  (sinceMinutes: number, perMinute: number): EventsInStep =>
  (index) =>
    index >= now - sinceMinutes ? perMinute : 0;
/** Half of the requests for half an hour: 50 over 5m, 25 over 1h, 4.2 over 6h. */
const fast = failing(30, 300);
/** 7 % of them for eight hours: 7 over 30m and 6h, 2.3 over a day. */
const slow = failing(480, 42);

function slothSlo(job: string, alertName: string): SlothSlo {
  return {
    id: `shop-${job}`,
    service: 'shop',
    name: job,
    description: '',
    objectivePercent: 99,
    labels: { team: 'till' },
    alertName,
    annotations: { runbook: `https://runbooks.example.com/${job}` },
    sli: {
      kind: 'events',
      error: (window) => `sum(rate(requests_total{job="${job}",code="500"}[${window}]))`,
      total: (window) => `sum(rate(requests_total{job="${job}"}[${window}]))`,
    },
  };
}

const burnsFast = slothSlo('fast', 'FastErrors');
const burnsSlowly = slothSlo('slow', 'SlowErrors');
/** Burns as fast as the first, and somebody has lost its alerting rules. */
const unwatched: SlothSlo = { ...burnsFast, id: 'shop-unwatched', name: 'unwatched' };
const pyrra: PyrraSlo = {
  name: 'shop-pyrra',
  targetPercent: '99',
  windowSeconds: 28 * day,
  indicator: {
    kind: 'ratio',
    errors: {
      metric: 'requests_total',
      matchers: [
        { label: 'job', op: '=', value: 'fast' },
        { label: 'code', op: '=', value: '500' },
      ],
    },
    total: { metric: 'requests_total', matchers: [{ label: 'job', op: '=', value: 'fast' }] },
  },
};

/** As `GET /api/v1/alerts` of Prometheus tells it. */
interface PrometheusAlert {
  labels: Record<string, string>;
  state: string;
  activeAt: string;
}

let server: EvaluatedRules;
let at: number;
let rows: AlertRow[];
let byPrometheus: PrometheusAlert[];

beforeAll(async () => {
  const counters = (job: string, bad: EventsInStep) => [
    counterSeries(grid, { __name__: 'requests_total', job, code: '200' }, (index) => total(index) - bad(index)),
    counterSeries(grid, { __name__: 'requests_total', job, code: '500' }, bad),
  ];
  const past = (slo: SlothSlo, bad: EventsInStep) =>
    gaugeSeries(
      { ...windowLabels(slo, '5m'), __name__: 'slo:sli_error:ratio_rate5m' },
      (index) => lastFive(bad, index) / lastFive(total, index)
    );
  server = await startEvaluatedRules({
    files: {
      sloth: [
        ...ruleGroups(burnsFast),
        ...ruleGroups(burnsSlowly),
        ...ruleGroups(unwatched).filter(({ rules }) => rules.every((rule) => 'record' in rule)),
      ],
      pyrra: pyrraGroups(pyrra),
    },
    grid,
    history: [...counters('fast', fast), ...counters('slow', slow)],
    recordedPast: [past(burnsFast, fast), past(burnsSlowly, slow), past(unwatched, fast)],
  });
  at = server.settledAtSeconds;
  byPrometheus = (
    (await (await fetch(`${server.url}/api/v1/alerts`)).json()) as { data: { alerts: PrometheusAlert[] } }
  ).data.alerts;
  rows = await read();
}, 240_000);

afterAll(() => server.stop(), 30_000);

async function read(): Promise<AlertRow[]> {
  const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
  const rules = readRules(await (await fetch(`${server.url}/api/v1/rules?exclude_alerts=true`)).json());
  const catalogue = readCatalogue(upstream, at, await askHttp(server.url, planCatalogue(at)), rules);
  if (catalogue.state === 'failed' || catalogue.failures.length > 0) {
    throw new Error(JSON.stringify(catalogue));
  }
  const request = { fromSeconds: at - day, toSeconds: at, trend: false };
  const { slos } = catalogue;
  const judged = judgeSlos(request, slos, await askHttp(server.url, planSlos(request, slos)));
  const onsets = planOnsets(at, judged);
  const withOnset = withOnsets(onsets, await askHttp(server.url, onsets.queries))(judged);
  const burning = burningOf(withOnset).map(({ row }) => row);
  const looks = looksSinceOnset(at, burning);
  const costs = judgeSince(at, looks, await askHttp(server.url, planSince(at, looks)));
  const alerts = readAlerts(await askHttp(server.url, planAlerts(at)));
  return alertRows([{ upstream, known: slos, rows: withOnset, costs, alerts }], {
    alerts: { state: 'ok', value: [] },
    alertmanager: null,
  }).rows;
}

function rowOf(name: string): AlertRow {
  const own = rows.filter(({ row }) => row?.slo.name === name);
  expect(own).toHaveLength(1);
  return own[0]!;
}

describe('the alerts of a Prometheus that evaluates the rules of Sloth and Pyrra', () => {
  it('are all that it has, each once, and the SLO whose rules are lost', () => {
    expect(rows.map(({ alert, row }) => alert?.name ?? `none for ${row?.slo.name}`).sort()).toEqual(
      [...byPrometheus.map(({ labels }) => labels['alertname']), 'none for unwatched'].sort()
    );
    expect(byPrometheus).toHaveLength(3);
  });

  it.each([
    ['fast', 'FastErrors', 'firing'],
    ['slow', 'SlowErrors', 'firing'],
    ['shop-pyrra', 'ErrorBudgetBurn', 'pending'],
  ])('have of %s the state and the time that Prometheus tells of %s', (name, alertName, state) => {
    const told = byPrometheus.find(({ labels }) => labels['alertname'] === alertName)!;
    const { alert } = rowOf(name);
    expect(told.state).toBe(state);
    expect(alert).toMatchObject({ state, name: alertName });
    expect(alert!.activeSeconds).toBe(Math.floor(Date.parse(told.activeAt) / 1000));
  });

  it('name the pair that fires: Pyrra by its labels, Sloth by the burn rates', () => {
    expect(rowOf('fast')).toMatchObject({ severity: 'page', pair: { shortSeconds: 300, longSeconds: 3600 } });
    expect(rowOf('slow')).toMatchObject({ severity: 'page', pair: { shortSeconds: 1800, longSeconds: 21_600 } });
    expect(rowOf('shop-pyrra')).toMatchObject({ severity: 'page', pair: { shortSeconds: 300, longSeconds: 3600 } });
  });

  it.each<[string, EventsInStep, number]>([
    ['fast', fast, 30],
    ['slow', slow, 480],
  ])('tell of %s since when it burns and what that has cost', (name, bad, minutes) => {
    const began = grid.startSeconds + (now - minutes) * minute;
    const { row, cost } = rowOf(name);
    expect(Math.abs(row!.onset!.atSeconds - began)).toBeLessThanOrEqual(2 * minute);
    const counted = eventsBetween(grid, bad, began, at);
    expect(cost!.badEvents! / counted).toBeCloseTo(1, 1);
    const allowed = 0.01 * eventsBetween(grid, total, at - 30 * day, at);
    expect(cost!.costRatio! / (counted / allowed)).toBeCloseTo(1, 1);
  });

  it('carry the runbook that is written in their rules', () => {
    expect(rowOf('fast').links).toContainEqual({
      kind: 'runbook',
      title: '',
      url: 'https://runbooks.example.com/fast',
    });
  });

  it('are missing of an SLO that burns and whose alerting rules are lost', () => {
    expect(rowOf('unwatched')).toMatchObject({ state: 'missing', severity: 'page', alert: null });
  });
});
