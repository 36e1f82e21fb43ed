import { type GrafanaSlo, grafanaSloGroups, grafanaSloLabels } from '../../demo/grafana-slo-rules';
import { type Selector } from '../../demo/sli';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import { asked, askHttp } from './http';
import {
  counterSeries,
  type EventsInStep,
  eventsBetween,
  gaugeSeries,
  gridOfDays,
  type HistorySeries,
} from './seriesHistory';

const DAY = 86_400;
const grid = gridOfDays(29, 60);

/** Requests a minute by region: America fails now, Europe now and then; nobody uses the third. */
const total: Record<string, EventsInStep> = {
  eu: (index) => 120 + (index % 1440 < 500 ? 240 : 0),
  us: (index) => 60 + (index % 17),
};
const failed: Record<string, EventsInStep> = {
  eu: (index) => (index % 20 === 0 ? 2 : 0),
  us: (index) => (index > grid.length - 900 ? 6 : 0),
};
const regions = ['eu', 'us'];
const sumOf =
  (events: Record<string, EventsInStep>): EventsInStep =>
  (index) =>
    regions.reduce((sum, region) => sum + (events[region]?.(index) ?? 0), 0);

const requests = (code?: string): Selector => ({
  metric: 'http_requests_total',
  matchers: code === undefined ? [] : [{ label: 'code', op: '=~', value: code }],
});
const base = { objectiveRatio: 0.99, windowText: '28d', windowSeconds: 28 * DAY } as const;
const ratio: GrafanaSlo = {
  ...base,
  uuid: 'whole',
  labels: { team: 'till' },
  nameLabels: { grafana_slo_name: 'The shop answers' },
  query: { type: 'ratio', success: requests('2..'), total: requests() },
};
const grouped: GrafanaSlo = {
  ...base,
  uuid: 'grouped',
  query: { type: 'ratio', success: requests('2..'), total: requests(), groupByLabels: ['region'] },
};
const free: GrafanaSlo = {
  ...base,
  uuid: 'free',
  nameLabels: { grafana_slo_name: 'Free', grafana_slo_service: 'shop' },
  isNamedEverywhere: true,
  query: {
    type: 'freeform',
    query:
      'sum(rate(http_requests_total{code=~"2.."}[$__rate_interval])) / sum(rate(http_requests_total[$__rate_interval]))',
  },
};

const lastFive = (events: EventsInStep, index: number) =>
  [1, 2, 3, 4, 5].reduce((sum, back) => sum + events(index - back), 0);

/** What Grafana's rules recorded every minute: rates and ratios of the last five. */
function past(slo: GrafanaSlo, group: Record<string, string>, all: EventsInStep, bad: EventsInStep): HistorySeries[] {
  const labels = { ...grafanaSloLabels(slo), ...group };
  const good: EventsInStep = (index) => all(index) - bad(index);
  const rate = (events: EventsInStep) => (index: number) => lastFive(events, index) / 300;
  return [
    gaugeSeries({ ...labels, __name__: 'grafana_slo_success_rate_5m' }, rate(good)),
    gaugeSeries({ ...labels, __name__: 'grafana_slo_total_rate_5m' }, rate(all)),
    gaugeSeries({ ...labels, __name__: 'grafana_slo_sli_5m' }, (index) => lastFive(good, index) / lastFive(all, index)),
  ].slice(slo.query.type === 'freeform' ? 2 : 0);
}

let server: EvaluatedRules;
let at: number;
let rows: SloRow[];
let questions: number;

beforeAll(async () => {
  server = await startEvaluatedRules({
    files: Object.fromEntries([ratio, grouped, free].map((slo) => [slo.uuid, grafanaSloGroups(slo)])),
    grid,
    history: regions.flatMap((region) => [
      counterSeries(
        grid,
        { __name__: 'http_requests_total', region, code: '200' },
        (index) => (total[region]?.(index) ?? 0) - (failed[region]?.(index) ?? 0)
      ),
      counterSeries(
        grid,
        { __name__: 'http_requests_total', region, code: '500' },
        (index) => failed[region]?.(index) ?? 0
      ),
    ]),
    recordedPast: [
      ...past(ratio, {}, sumOf(total), sumOf(failed)),
      ...past(free, {}, sumOf(total), sumOf(failed)),
      ...regions.flatMap((region) =>
        past(
          grouped,
          { region },
          (index) => total[region]?.(index) ?? 0,
          (index) => failed[region]?.(index) ?? 0
        )
      ),
    ],
  });
  at = server.settledAtSeconds;
  const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
  const catalogue = readCatalogue(upstream, at, await askHttp(server.url, planCatalogue(at)));
  if (catalogue.state === 'failed' || catalogue.failures.length > 0) {
    throw new Error(JSON.stringify(catalogue));
  }
  const request = { fromSeconds: at - DAY, toSeconds: at, trend: true };
  const before = asked.queries;
  rows = judgeSlos(request, catalogue.slos, await askHttp(server.url, planSlos(request, catalogue.slos)));
  questions = asked.queries - before;
}, 180_000);

afterAll(() => server.stop(), 30_000);

const row = (name: string, region?: string) =>
  rows.find(({ slo }) => slo.name === name && slo.labels['region'] === region)!;

async function value(promql: string): Promise<number> {
  const answer = (await askHttp(server.url, [{ kind: 'instant', id: 'q', promql, atSeconds: at }])).get('q');
  const series = answer?.state === 'ok' ? answer.series : [];
  expect([promql, series.length]).toEqual([promql, 1]);
  return series[0]?.values[0] ?? NaN;
}

test('every SLO is found, a grouped one once for each group, by as many questions as for one', () => {
  expect(rows.map(({ slo }) => [slo.name, slo.service, slo.labels, slo.problems])).toEqual(
    expect.arrayContaining([
      ['The shop answers', '', { team: 'till' }, []],
      ['grouped', '', { region: 'eu' }, []],
      ['grouped', '', { region: 'us' }, []],
      ['Free', 'shop', {}, []],
    ])
  );
  expect(rows).toHaveLength(4);
  // Eight SLIs, two about the slots, two about events, one trend.
  expect(questions).toBe(13);
});

test.each([
  ['The shop answers', undefined, 'grafana_slo_uuid="whole"'],
  ['grouped', 'us', 'grafana_slo_uuid="grouped",region="us"'],
  ['Free', undefined, 'grafana_slo_uuid="free"'],
])('%s %s has the budget and burn rates of Grafana’s own formulas', async (name, region, own) => {
  const { budgetRemaining, burnRates, sli } = row(name, region);
  const slo = own.split(',')[0] ?? '';
  const objective = `scalar(grafana_slo_objective{${slo}})`;
  expect(budgetRemaining.value).toBeCloseTo(
    await value(`(grafana_slo_sli_window{${own}} - ${objective}) / (1 - ${objective})`),
    9
  );
  expect(sli.value).toBeCloseTo(await value(`grafana_slo_sli_window{${own}}`), 9);
  for (const [window, seconds] of [
    ['5m', 300],
    ['6h', 21_600],
    ['3d', 3 * DAY],
  ] as const) {
    expect(burnRates.get(seconds)?.value).toBeCloseTo(
      await value(`(1 - grafana_slo_sli_${window}{${own}}) / (1 - ${objective})`),
      9
    );
  }
});

test('events are those of Grafana’s formula, and those that happened', async () => {
  const { eventWeighted, budgetRemaining } = row('grouped', 'eu');
  const own = '{grafana_slo_uuid="grouped",region="eu"}';
  expect(eventWeighted?.totalEvents.value).toBeCloseTo(
    await value(`300 * sum(sum_over_time((grafana_slo_total_rate_5m${own} < +Inf)[28d:5m]))`),
    3
  );
  const since = at - 28 * DAY;
  const all = eventsBetween(grid, (index) => total['eu']?.(index) ?? 0, since, at);
  const bad = eventsBetween(grid, (index) => failed['eu']?.(index) ?? 0, since, at);
  expect((eventWeighted?.totalEvents.value ?? NaN) / all).toBeCloseTo(1, 2);
  expect((eventWeighted?.badEvents.value ?? NaN) / bad).toBeCloseTo(1, 2);
  expect(eventWeighted?.budgetRemaining.value).toBeCloseTo(budgetRemaining.value ?? NaN, 9);
  expect(row('Free').eventWeighted).toBeNull();
});

test('the ratio of a free query weighs slots, that of a query of events weighs events', () => {
  expect(row('Free').method).toMatchObject({ kind: 'recorded', metric: 'grafana_slo_sli_window', weighs: 'slots' });
  expect(row('grouped', 'eu').method).toMatchObject({ weighs: 'events' });
});

test('a pair fires where Grafana’s alert of that speed does', async () => {
  const alerts = (severity: string, own: string) =>
    value(`count(ALERTS{grafana_slo_severity="${severity}",alertstate="firing",${own}}) or vector(0)`);
  const fires = (one: SloRow, severity: string) =>
    one.slo.pairs.some((pair, index) => pair.severity === severity && one.pairStates[index] === 'firing') ? 1 : 0;
  const whole = row('The shop answers');
  expect(fires(whole, 'page')).toBe(await alerts('critical', 'grafana_slo_uuid="whole"'));
  expect(fires(whole, 'ticket')).toBe(await alerts('warning', 'grafana_slo_uuid="whole"'));
  const us = row('grouped', 'us');
  expect(fires(us, 'page')).toBe(1);
  expect(us.verdict.status).toBe('burning');
});
