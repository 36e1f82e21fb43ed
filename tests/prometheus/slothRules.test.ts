import { durationText } from '../../demo/duration';
import { googleCatalogue, ruleGroups, type SlothSlo } from '../../demo/sloth-rules';
import { windowLabels } from '../../demo/sloth';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { readRules } from '../../src/core/rules/read';
import type { RulesAnswer } from '../../src/core/rules/rules';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import { askHttp } from './http';
import { eventsBetween, gaugeSeries, type EventsInStep, type HistorySeries } from './seriesHistory';
import {
  day,
  failed,
  grid,
  handlers,
  lastFive,
  shopSeries,
  sloth,
  slothCorrected,
  slothPast,
  slothRaw,
  sumOf,
  total,
} from './shop';

const minute = 60;
const hour = 3600;

const documented: SlothSlo = {
  ...sloth,
  annotations: { runbook: 'https://runbooks.example.com/{{ $labels.sloth_id }}' },
};
const whole: SlothSlo = { ...sloth, id: 'shop-whole', name: 'whole', disableOptimized: true };
const neverFailed: SlothSlo = {
  ...sloth,
  id: 'shop-never-failed',
  name: 'never-failed',
  sli: {
    kind: 'events',
    error: (window) => `sum(rate(http_requests_total{job="shop",code="507"}[${window}]))`,
    total: (window) => `sum(rate(http_requests_total{job="shop"}[${window}]))`,
  },
};
const byHandler: SlothSlo = {
  ...sloth,
  id: 'shop-by-handler',
  name: 'by-handler',
  sli: {
    kind: 'events',
    error: (window) => `sum by (handler) (rate(http_requests_total{job="shop",code=~"5.."}[${window}]))`,
    total: (window) => `sum by (handler) (rate(http_requests_total{job="shop"}[${window}]))`,
  },
};
/** Windows of the user's own over a week, the shortest of ten minutes. */
const week: SlothSlo = {
  ...sloth,
  id: 'shop-week',
  name: 'week',
  catalogue: {
    periodSeconds: 7 * day,
    page: {
      quick: { budgetPercent: 8, shortSeconds: 10 * minute, longSeconds: hour },
      slow: { budgetPercent: 12.5, shortSeconds: 30 * minute, longSeconds: 6 * hour },
    },
    ticket: {
      quick: { budgetPercent: 20, shortSeconds: 2 * hour, longSeconds: day },
      slow: { budgetPercent: 42, shortSeconds: 6 * hour, longSeconds: 3 * day },
    },
  },
};
const month: SlothSlo = { ...sloth, id: 'shop-month', name: 'month', catalogue: googleCatalogue(28 * day) };
const slos = [documented, slothRaw, slothCorrected, whole, neverFailed, byHandler, week, month];

/** What the rule of the shortest window recorded every minute, made of five minutes even where it looks at ten. */
function past(slo: SlothSlo, labels: Record<string, string>, bad: EventsInStep, all: EventsInStep): HistorySeries {
  const window = durationText(slo.catalogue?.page.quick.shortSeconds ?? 5 * minute);
  const own = { ...windowLabels(slo, window), ...labels, __name__: `slo:sli_error:ratio_rate${window}` };
  return gaugeSeries(own, (index) => lastFive(bad, index) / lastFive(all, index));
}

const failedBy = (handler: string) => (index: number) => failed[handler]?.(index) ?? 0;
const totalBy = (handler: string) => (index: number) => total[handler]?.(index) ?? 0;

let server: EvaluatedRules;
let at: number;
let rules: RulesAnswer;
let rows: SloRow[];

beforeAll(async () => {
  server = await startEvaluatedRules({
    files: { sloth: slos.flatMap(ruleGroups) },
    grid,
    history: shopSeries(),
    recordedPast: [
      ...slothPast(),
      ...[whole, week, month].map((slo) => past(slo, {}, sumOf(failed), sumOf(total))),
      gaugeSeries({ ...windowLabels(slothRaw, '5m'), __name__: 'slo:sli_error:ratio_rate5m' }, () => 0.01),
      ...handlers.map((handler) => past(byHandler, { handler }, failedBy(handler), totalBy(handler))),
    ],
  });
  at = server.settledAtSeconds;
  rules = readRules(await (await fetch(`${server.url}/api/v1/rules?exclude_alerts=true`)).json());
  rows = await judge(rules);
}, 240_000);

afterAll(() => server.stop(), 30_000);

async function judge(known: RulesAnswer): Promise<SloRow[]> {
  const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
  const catalogue = readCatalogue(upstream, at, await askHttp(server.url, planCatalogue(at)), known);
  if (catalogue.state === 'failed' || catalogue.failures.length > 0) {
    throw new Error(JSON.stringify(catalogue));
  }
  const request = { fromSeconds: at - day, toSeconds: at, trend: true };
  return judgeSlos(request, catalogue.slos, await askHttp(server.url, planSlos(request, catalogue.slos)));
}

async function value(promql: string): Promise<number> {
  const answer = (await askHttp(server.url, [{ kind: 'instant', id: 'q', promql, atSeconds: at }])).get('q');
  const series = answer?.state === 'ok' ? answer.series : [];
  expect([promql, series.length]).toEqual([promql, 1]);
  return series[0]?.values[0] ?? NaN;
}

function named(among: readonly SloRow[], name: string, handler?: string): SloRow {
  return among.find(({ slo }) => slo.name === name && slo.labels['handler'] === handler)!;
}

const events = (of: EventsInStep, seconds = 30 * day) => eventsBetween(grid, of, at - seconds, at);

describe('SLOs of Sloth whose rules can be read', () => {
  it('are all found, a grouped one once for each group, and nothing of their pairs is assumed', () => {
    expect(rows.map(({ slo }) => `${slo.name} ${slo.labels['handler'] ?? ''}`.trim()).sort()).toEqual([
      'availability',
      'by-handler /api',
      'by-handler /web',
      'corrected',
      'month',
      'never-failed',
      'probes',
      'week',
      'whole',
    ]);
    const doubts = rows.flatMap(({ problems }) => problems.map(({ kind }) => kind));
    expect(doubts.filter((kind) => /^pair(sAssumed|NotRecorded)$|^ruleFails$|^sli/.test(kind))).toEqual([]);
    expect(named(rows, 'availability').slo.links).toContainEqual({
      kind: 'runbook',
      title: '',
      url: 'https://runbooks.example.com/shop-availability',
    });
  });

  it.each([
    ['availability', '30d'],
    ['corrected', '30d'],
    ['whole', '30d'],
    ['probes', '30d'],
    ['week', '1w'],
    ['month', '4w'],
  ])('%s has the budget of Sloth’s own formula', async (name, period) => {
    const { budgetRemaining, method } = named(rows, name);
    const own = `{sloth_id="shop-${name}"}`;
    expect(budgetRemaining.state).toBe('measured');
    expect(budgetRemaining.value).toBeCloseTo(await value(`slo:period_error_budget_remaining:ratio${own}`), 9);
    // Sloth's groups are evaluated a second apart, in which what fails now is a little more.
    expect(budgetRemaining.value).toBeCloseTo(
      await value(`1 - slo:sli_error:ratio_rate${period}${own} / on(sloth_id) slo:error_budget:ratio${own}`),
      2
    );
    expect(method).toMatchObject({ kind: 'recorded', metric: `slo:sli_error:ratio_rate${period}` });
  });

  it('tell what weighs the same in that number', () => {
    const weighs = ['availability', 'corrected', 'whole', 'probes'].map((name) => named(rows, name).method);
    expect(weighs.map((method) => method.kind === 'recorded' && method.weighs)).toEqual([
      'slots',
      'traffic',
      'events',
      'query',
    ]);
  });

  it('count beside it the events that happened', () => {
    for (const [name, seconds] of [
      ['availability', 30 * day],
      ['whole', 30 * day],
      ['month', 28 * day],
      ['week', 7 * day],
    ] as const) {
      const { eventWeighted } = named(rows, name);
      expect(eventWeighted!.badEvents.value! / events(sumOf(failed), seconds)).toBeCloseTo(1, 2);
      expect(eventWeighted!.totalEvents.value! / events(sumOf(total), seconds)).toBeCloseTo(1, 3);
    }
    expect(named(rows, 'probes').eventWeighted).toBeNull();
    expect(named(rows, 'corrected').eventWeighted).toBeNull();
  });

  it('count each group by itself', () => {
    for (const handler of handlers) {
      const { eventWeighted } = named(rows, 'by-handler', handler);
      expect(eventWeighted!.badEvents.value! / events(failedBy(handler))).toBeCloseTo(1, 2);
      expect(eventWeighted!.totalEvents.value! / events(totalBy(handler))).toBeCloseTo(1, 3);
    }
  });

  it('are measured where they never failed, though Sloth has recorded nothing', async () => {
    const { budgetRemaining, verdict, method, eventWeighted } = named(rows, 'never-failed');
    expect(await value('count(slo:sli_error:ratio_rate5m{sloth_id="shop-never-failed"}) or vector(0)')).toBe(0);
    expect(budgetRemaining).toEqual({ state: 'measured', value: 1 });
    expect(method).toMatchObject({ kind: 'events' });
    expect(verdict.status).toBe('healthy');
    expect(eventWeighted!.totalEvents.value! / events(sumOf(total))).toBeCloseTo(1, 3);
  });

  it('have the pairs of their own windows', () => {
    const pairsOf = (name: string) =>
      named(rows, name).slo.pairs.map(({ severity, shortSeconds, longSeconds, factor }) => [
        severity,
        shortSeconds / minute,
        longSeconds / hour,
        Number(factor.toFixed(4)),
      ]);
    expect(pairsOf('week')).toEqual([
      ['page', 10, 1, 13.44],
      ['page', 30, 6, 3.5],
      ['ticket', 120, 24, 1.4],
      ['ticket', 360, 72, 0.98],
    ]);
    expect(pairsOf('month')).toEqual([
      ['page', 5, 1, 13.44],
      ['page', 30, 6, 5.6],
      ['ticket', 120, 24, 2.8],
      ['ticket', 360, 72, 0.9333],
    ]);
  });

  it('burn where Sloth’s alerts fire, and nowhere else', async () => {
    const answer = (
      await askHttp(server.url, [
        { kind: 'instant', id: 'q', promql: 'ALERTS{alertname="ShopErrors",alertstate="firing"}', atSeconds: at },
      ])
    ).get('q');
    const alerting = (answer?.state === 'ok' ? answer.series : []).map(({ labels }) =>
      [labels['sloth_slo'], labels['handler'] ?? '', labels['sloth_severity']].join(' ')
    );
    const firing = rows.flatMap(({ slo, pairStates }) =>
      slo.pairs.flatMap(({ severity }, index) =>
        pairStates[index] === 'firing' ? [[slo.name, slo.labels['handler'] ?? '', severity].join(' ')] : []
      )
    );
    expect([...new Set(firing)].sort()).toEqual(alerting.sort());
    expect(alerting).toContain('week  page');
    expect(alerting).not.toContain('never-failed  page');
  });
});

describe('SLOs of Sloth whose rules nobody may read', () => {
  it('are all found; one that never failed is blind, and pairs are assumed aloud', async () => {
    const blind = await judge({ state: 'unreadable', cause: 'forbidden', message: '' });
    expect(blind).toHaveLength(rows.length);
    expect(named(blind, 'never-failed')).toMatchObject({ verdict: { status: 'blind' }, eventWeighted: null });
    expect(named(blind, 'availability').eventWeighted).toBeNull();
    expect(named(blind, 'week').problems).toContainEqual({ kind: 'pairsAssumed' });
  });
});
