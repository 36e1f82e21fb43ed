import { pyrraGroups } from '../../demo/pyrra-rules';
import type { PyrraSlo } from '../../demo/pyrra';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { unknownObjectives } from '../../src/core/query/slos/unknownObjectives';
import { readRules } from '../../src/core/rules/read';
import type { RulesAnswer } from '../../src/core/rules/rules';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { mergeDefinitions } from '../../src/core/slo/merge';
import { readConfigured } from '../../src/datasource/documents/read';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import { askHttp } from './http';
import { counterSeries, eventsBetween, gaugeSeries, type EventsInStep, type HistorySeries } from './seriesHistory';
import {
  day,
  failed,
  grid,
  grouped,
  handlers,
  lastFive,
  latency,
  probed,
  ratio,
  shopSeries,
  slow,
  sumOf,
  total,
} from './shop';

const generic: PyrraSlo = { ...ratio, name: 'shop-generic', labels: { team: 'till' } };
const documented: PyrraSlo = {
  ...ratio,
  annotations: { runbook: 'https://runbooks.example.com/{{ $labels.slo }}' },
};

/** Nothing of it has ever failed, so that Pyrra divides by nothing and records no burn rate. */
const flawless: PyrraSlo = {
  ...ratio,
  name: 'shop-flawless',
  indicator: {
    kind: 'ratio',
    errors: {
      metric: 'http_requests_total',
      matchers: [
        { label: 'job', op: '=', value: 'shop' },
        { label: 'code', op: '=', value: '599' },
      ],
    },
    total: { metric: 'http_requests_total', matchers: [{ label: 'job', op: '=', value: 'shop' }] },
  },
};
/** Of its groups only one has ever failed. */
const halfFlawless: PyrraSlo = {
  ...flawless,
  name: 'shop-half',
  indicator: {
    kind: 'ratio',
    errors: {
      metric: 'http_requests_total',
      matchers: [
        { label: 'job', op: '=', value: 'shop' },
        { label: 'code', op: '=~', value: '5..' },
        { label: 'handler', op: '=', value: '/api' },
      ],
    },
    total: { metric: 'http_requests_total', matchers: [{ label: 'job', op: '=', value: 'shop' }] },
    grouping: ['handler'],
  },
};

/** Grouped by a label that would be its service, so that every group is of a service of its own. */
const byNamespace: PyrraSlo = {
  name: 'orders-by-namespace',
  targetPercent: '95',
  windowSeconds: 28 * day,
  indicator: {
    kind: 'ratio',
    errors: { metric: 'orders_total', matchers: [{ label: 'code', op: '=~', value: '5..' }] },
    total: { metric: 'orders_total', matchers: [] },
    grouping: ['namespace'],
  },
};
const byNamespaceDocument = `
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: orders-by-namespace
spec:
  target: "95"
  window: 4w
  indicator:
    ratio:
      errors: { metric: 'orders_total{code=~"5.."}' }
      total: { metric: orders_total }
      grouping: [namespace]
`;
const orders: Record<string, EventsInStep> = { bar: () => 40, shop: () => 90 };
const lost: Record<string, EventsInStep> = {
  bar: (index) => (index % 5 === 0 ? 4 : 0),
  shop: (index) => (index % 9 === 0 ? 10 : 0),
};
const namespaces = ['bar', 'shop'];

/** What Pyrra's rules recorded every minute: error ratios of the last five. */
function past(slo: string, labels: Record<string, string>, bad: EventsInStep, all: EventsInStep): HistorySeries {
  const own = { __name__: 'http_requests:burnrate5m', slo, ...labels };
  return gaugeSeries(own, (index) => lastFive(bad, index) / lastFive(all, index));
}

let server: EvaluatedRules;
let at: number;
let rules: RulesAnswer;

beforeAll(async () => {
  server = await startEvaluatedRules({
    files: {
      generic: pyrraGroups(generic, { genericRules: true }),
      ratio: pyrraGroups(documented),
      latency: pyrraGroups(latency),
      grouped: pyrraGroups(grouped),
      probed: pyrraGroups(probed, { genericRules: true }),
      flawless: pyrraGroups(flawless, { genericRules: true }),
      half: pyrraGroups(halfFlawless),
      orders: pyrraGroups(byNamespace),
    },
    grid,
    history: [
      ...shopSeries(),
      ...namespaces.flatMap((namespace) =>
        [
          ['200', (index: number) => orders[namespace]!(index) - lost[namespace]!(index)] as const,
          ['500', lost[namespace]!] as const,
        ].map(([code, own]) => counterSeries(grid, { __name__: 'orders_total', namespace, code }, own))
      ),
    ],
    recordedPast: [
      past('shop-generic', { job: 'shop', team: 'till' }, sumOf(failed), sumOf(total)),
      past('shop-errors', { job: 'shop' }, sumOf(failed), sumOf(total)),
      ...handlers.map((handler) =>
        past(
          'shop-by-handler',
          { job: 'shop', handler },
          (index) => failed[handler]?.(index) ?? 0,
          (index) => total[handler]?.(index) ?? 0
        )
      ),
    ],
  });
  at = server.settledAtSeconds;
  rules = readRules(await (await fetch(`${server.url}/api/v1/rules?exclude_alerts=true`)).json());
}, 180_000);

afterAll(() => server.stop(), 30_000);

async function judge(known: RulesAnswer, documents = ''): Promise<SloRow[]> {
  const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
  const catalogue = readCatalogue(upstream, at, await askHttp(server.url, planCatalogue(at)), known);
  if (catalogue.state === 'failed' || catalogue.failures.length > 0) {
    throw new Error(JSON.stringify(catalogue));
  }
  const request = { fromSeconds: at - day, toSeconds: at, trend: true };
  const slos = mergeDefinitions(upstream, catalogue.slos, readConfigured(documents).definitions);
  return judgeSlos(request, slos, await askHttp(server.url, planSlos(request, slos)));
}

async function value(promql: string): Promise<number> {
  const answer = (await askHttp(server.url, [{ kind: 'instant', id: 'q', promql, atSeconds: at }])).get('q');
  const series = answer?.state === 'ok' ? answer.series : [];
  expect([promql, series.length]).toEqual([promql, 1]);
  return series[0]?.values[0] ?? NaN;
}

function named(rows: readonly SloRow[], name: string, handler?: string): SloRow {
  return rows.find(({ slo }) => slo.name === name && slo.labels['handler'] === handler)!;
}

const events = (of: EventsInStep) => eventsBetween(grid, of, at - 28 * day, at);
const bad = () => events(sumOf(failed));
const all = () => events(sumOf(total));

describe('SLOs of Pyrra whose rules can be read', () => {
  let rows: SloRow[];
  beforeAll(async () => (rows = await judge(rules)), 60_000);

  it('are all found, a grouped one once for each group', () => {
    const found = rows.map(({ slo }) => [slo.tool, slo.name, slo.labels['handler'] ?? '']).sort();
    expect(found).toEqual([
      ['pyrra', 'orders-by-namespace', ''],
      ['pyrra', 'orders-by-namespace', ''],
      ['pyrra', 'shop-by-handler', '/api'],
      ['pyrra', 'shop-by-handler', '/web'],
      ['pyrra', 'shop-errors', ''],
      ['pyrra', 'shop-flawless', ''],
      ['pyrra', 'shop-generic', ''],
      ['pyrra', 'shop-half', '/api'],
      ['pyrra', 'shop-half', '/web'],
      ['pyrra', 'shop-latency', ''],
      ['pyrra', 'shop-up', ''],
    ]);
    expect(
      rows.map(({ slo }) => [slo.window.seconds, slo.objectiveRatio]).every(([seconds]) => seconds === 28 * day)
    ).toBe(true);
    expect(named(rows, 'shop-latency').slo.objectiveRatio).toBe(0.995);
    expect(named(rows, 'shop-errors').slo.objectiveRatio).toBe(0.99);
    expect(named(rows, 'shop-errors').slo.links).toEqual([
      { kind: 'runbook', title: '', url: 'https://runbooks.example.com/shop-errors' },
    ]);
  });

  it('have with generic rules the budget of Pyrra’s own formula', async () => {
    const { budgetRemaining, method, slo } = named(rows, 'shop-generic');
    expect(method).toMatchObject({ kind: 'recorded', metric: 'pyrra_availability', weighs: 'events' });
    const own = '{slo="shop-generic"}';
    expect(budgetRemaining.state).toBe('measured');
    expect(budgetRemaining.value).toBeCloseTo(
      await value(`(pyrra_availability${own} - pyrra_objective${own}) / (1 - pyrra_objective${own})`),
      9
    );
    expect(budgetRemaining.value).toBeCloseTo(1 - bad() / all() / 0.01, 2);
    expect(slo.owner).toBe('till');
  });

  it('have on default flags the budget of the increases that Pyrra has recorded, and the events that happened', async () => {
    const { budgetRemaining, eventWeighted, evidence } = named(rows, 'shop-errors');
    const own = 'slo="shop-errors"';
    const errors = await value(`sum(http_requests:increase4w{${own},code=~"5.."})`);
    const requests = await value(`sum(http_requests:increase4w{${own}})`);
    expect(budgetRemaining).toMatchObject({
      state: 'measured',
      value: expect.closeTo(1 - errors / requests / 0.01, 9),
    });
    expect(eventWeighted!.totalEvents.value! / all()).toBeCloseTo(1, 3);
    expect(eventWeighted!.badEvents.value! / bad()).toBeCloseTo(1, 2);
    expect(evidence.filter(({ role }) => role === 'sli').map(({ promql }) => promql)).toContainEqual(
      expect.stringContaining('http_requests:increase4w{')
    );
  });

  it('have on default flags the trend of the events that happened, which ends with the budget', () => {
    for (const [row, own, requests] of [
      [named(rows, 'shop-errors'), sumOf(failed), sumOf(total)] as const,
      ...handlers.map((one) => [named(rows, 'shop-by-handler', one), failed[one]!, total[one]!] as const),
    ]) {
      const { trend, budgetRemaining } = row;
      expect(trend.length).toBeGreaterThan(50);
      expect(trend.at(-1)).toEqual({ timeSeconds: at, value: budgetRemaining.value });
      for (const { timeSeconds, value: left } of [trend[0]!, trend[Math.floor(trend.length / 2)]!]) {
        const spent = eventsBetween(grid, own, at - 28 * day, timeSeconds);
        expect(left).toBeCloseTo(1 - spent / events(requests) / 0.01, 2);
      }
    }
  });

  it('ask for the trends of any number of them in as many queries', async () => {
    const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
    const catalogue = readCatalogue(upstream, at, await askHttp(server.url, planCatalogue(at)), rules);
    const slos = catalogue.state === 'ok' ? catalogue.slos : [];
    const counted = slos.filter(({ name }) => name === 'shop-errors' || name === 'shop-by-handler');
    const ranges = (some: typeof slos) =>
      planSlos({ fromSeconds: at - day, toSeconds: at, trend: true }, some).filter(({ kind }) => kind === 'range')
        .length;
    expect([counted.length, ranges(counted.slice(0, 1)), ranges(counted)]).toEqual([3, 1, 1]);
  });

  it('count each group by itself', () => {
    for (const handler of handlers) {
      const { eventWeighted, budgetRemaining } = named(rows, 'shop-by-handler', handler);
      const own = { bad: events((index) => failed[handler]!(index)), total: events((index) => total[handler]!(index)) };
      expect(eventWeighted!.badEvents.value! / own.bad).toBeCloseTo(1, 2);
      expect(eventWeighted!.totalEvents.value! / own.total).toBeCloseTo(1, 3);
      expect(budgetRemaining.value).toBeCloseTo(1 - own.bad / own.total / 0.01, 2);
    }
  });

  it('find the bucket of Prometheus 3', () => {
    const { eventWeighted } = named(rows, 'shop-latency');
    expect(eventWeighted!.badEvents.value! / events(slow)).toBeCloseTo(1, 1);
  });

  it('burn as Pyrra’s rules say, and their pairs fire where its alerts do', async () => {
    const { burnRates, slo, pairStates } = named(rows, 'shop-errors');
    for (const [window, seconds] of [
      ['5m', 300],
      ['30m', 1800],
      ['6h', 21_600],
      ['4d', 4 * day],
    ] as const) {
      const ratioOf = await value(`http_requests:burnrate${window}{slo="shop-errors"}`);
      expect(burnRates.get(seconds)?.value).toBeCloseTo(ratioOf / 0.01, 9);
    }
    const firing = slo.pairs.map(({ shortSeconds }, index) => [shortSeconds, pairStates[index]]);
    const alerting = await askHttp(server.url, [
      { kind: 'instant', id: 'q', promql: 'ALERTS{alertname="ErrorBudgetBurn",slo="shop-errors"}', atSeconds: at },
    ]);
    const answer = alerting.get('q');
    const shorts = answer?.state === 'ok' ? answer.series.map(({ labels }) => labels['short']) : [];
    const texts: Record<number, string> = { 300: '5m', 1800: '30m', 7200: '2h', 21_600: '6h' };
    const fired = firing.filter(([, state]) => state === 'firing').map(([seconds]) => texts[Number(seconds)]);
    expect(fired.sort()).toEqual(shorts.sort());
    expect(shorts.length).toBeGreaterThan(0);
  });

  it('have a whole budget where nothing has ever failed, though Pyrra records no burn rate then', async () => {
    const burnrates = await askHttp(server.url, [
      { kind: 'instant', id: 'q', promql: '{__name__=~".+:burnrate.+",slo="shop-flawless"}', atSeconds: at },
    ]);
    expect(burnrates.get('q')).toMatchObject({ state: 'ok', series: [] });
    const web = events((index) => total['/web']!(index));
    for (const [row, expected] of [
      [named(rows, 'shop-flawless'), all()],
      [named(rows, 'shop-half', '/web'), web],
    ] as const) {
      expect(row.budgetRemaining.value).toBe(1);
      expect(row.eventWeighted!.badEvents.value).toBe(0);
      expect(row.eventWeighted!.totalEvents.value! / expected).toBeCloseTo(1, 3);
      expect(row.verdict.status).not.toBe('blind');
      expect(row.problems).not.toContainEqual({ kind: 'sliMissing' });
    }
    expect(named(rows, 'shop-half', '/api').eventWeighted!.badEvents.value).toBeGreaterThan(0);
  });

  it('of a gauge have its share of good samples', () => {
    expect(named(rows, 'shop-up').sli.value).toBeCloseTo(0.99, 3);
  });
});

describe('SLOs of Pyrra whose rules nobody may read', () => {
  it('are found all the same; on default flags with an error ratio and no budget', async () => {
    const rows = await judge({ state: 'unreadable', cause: 'forbidden', message: '' });
    // Without rules nothing tells that a group without failures is one.
    expect(rows).toHaveLength(10);
    const { slo, budgetRemaining, sli, verdict, method } = named(rows, 'shop-errors');
    expect(slo.objectiveRatio).toBeNull();
    expect(slo.problems).toContainEqual({ kind: 'objectiveUnknown' });
    expect(budgetRemaining).toMatchObject({ state: 'noData', value: null });
    expect(sli.value).toBeGreaterThan(0.9);
    expect(method.kind).toBe('meanOfSlots');
    expect(verdict.status).toBe('blind');
    expect(slo.problems).toContainEqual({ kind: 'rulesUnreadable', cause: 'forbidden' });
    expect(named(rows, 'shop-generic').budgetRemaining.value).not.toBeNull();
    // Once for all of them, besides: those without generic rules.
    expect(unknownObjectives(rows)).toMatchObject([{ tools: ['pyrra'], slos: 7, cause: 'forbidden' }]);
    const never = named(rows, 'shop-flawless');
    expect(never.slo.problems).toContainEqual({ kind: 'sliMissing' });
    expect(never.slo.objectiveRatio).toBe(0.99);
    expect([never.verdict.status, never.budgetRemaining.value]).toEqual(['blind', null]);
  });

  it('have the objective and the events of their document, which a grouping by namespace meets by its name', async () => {
    const rows = await judge({ state: 'unreadable', cause: 'forbidden', message: '' }, byNamespaceDocument);
    const own = rows.filter(({ slo }) => slo.name === 'orders-by-namespace');
    expect(own.map(({ slo }) => slo.service).sort()).toEqual(namespaces);
    for (const { slo, eventWeighted, budgetRemaining } of own) {
      const [bad, all] = [events(lost[slo.service]!), events(orders[slo.service]!)];
      expect(slo.objectiveRatio).toBe(0.95);
      expect(eventWeighted!.totalEvents.value! / all).toBeCloseTo(1, 3);
      expect(budgetRemaining.value).toBeCloseTo(1 - bad / all / 0.05, 2);
    }
    expect(unknownObjectives(rows)).toMatchObject([{ slos: 5 }]);
  });
});
