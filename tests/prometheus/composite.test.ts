import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrometheus, type RunningPrometheus } from '../../demo/prometheus-process';
import { encodeWrite, outgoing } from '../../demo/remote-write';
import { judgeBudget } from '../../src/core/query/budget/judge';
import { planBudget } from '../../src/core/query/budget/plan';
import { judgeSince, planSince } from '../../src/core/query/incident/since';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { mergeDefinitions } from '../../src/core/slo/merge';
import { readConfigured } from '../../src/datasource/documents/read';
import { freePorts } from '../freePorts';
import { askHttp } from './http';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A whole hour, so that the buckets of a trend end with it. */
const AT = 1_762_606_800;
const FIRST = AT - 2 * DAY;
const MINUTES = (2 * DAY) / MINUTE + 1;

/** Events of each minute. Searches fail a little, and more for half an hour nine hours ago; payments fail in the last two hours. */
const eventsOf: Record<string, (secondsAgo: number) => number> = {
  searches_ok: (ago) => (ago > 9 * HOUR && ago <= 9.5 * HOUR ? 900 : 999),
  searches_failed: (ago) => (ago > 9 * HOUR && ago <= 9.5 * HOUR ? 100 : 1),
  payments_200: () => 50,
  payments_500: (ago) => (ago <= 2 * HOUR ? 2 : 0),
  refunds_200: () => 0,
};

const SERIES: Record<string, Record<string, string>> = {
  searches_ok: { __name__: 'searches_total', result: 'ok' },
  searches_failed: { __name__: 'searches_total', result: 'failed' },
  payments_200: { __name__: 'payments_total', code: '200' },
  payments_500: { __name__: 'payments_total', code: '500' },
  refunds_200: { __name__: 'refunds_total', code: '200' },
};

const counters = Object.fromEntries(
  Object.entries(eventsOf).map(([name, events]) => {
    const values = [1000];
    for (let minute = 1; minute < MINUTES; minute++) {
      values.push(values[minute - 1]! + events(AT - FIRST - (minute - 1) * MINUTE));
    }
    return [name, values];
  })
);

/** Events between two whole minutes, from the generator alone. */
function counted(name: string, fromSeconds: number, toSeconds: number): number {
  const at = (seconds: number) => counters[name]![(seconds - FIRST) / MINUTE]!;
  return at(toSeconds) - at(fromSeconds);
}

/** By OpenSLO's rule for Occurrences: weights 1 and 0.5, objectives 99 % and 99.9 %; refunds had no events. */
function remaining(fromSeconds: number, toSeconds: number): number {
  const whole = (name: string) => counted(name, AT - DAY, AT);
  const searches =
    counted('searches_failed', fromSeconds, toSeconds) / (whole('searches_ok') + whole('searches_failed'));
  const payments = counted('payments_500', fromSeconds, toSeconds) / (whole('payments_200') + whole('payments_500'));
  return 1 - 1 * (searches / 0.01) - 0.5 * (payments / 0.001);
}

const { definitions, problems } = readConfigured(`apiVersion: openslo/v1
kind: SLO
metadata: { name: journey }
spec:
  service: shop
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 1d, isRolling: true }]
  objectives:
    - displayName: Search
      target: 0.99
      indicatorRef: search
    - displayName: Pay
      target: 0.999
      compositeWeight: 0.5
      indicatorRef: pay
    - displayName: Refund
      target: 0.9
      compositeWeight: 100
      indicatorRef: refund
---
apiVersion: openslo/v1
kind: SLI
metadata: { name: search }
spec:
  ratioMetric:
    counter: true
    good: { metricSource: { type: Prometheus, spec: { query: 'sum(searches_total{result="ok"})' } } }
    total: { metricSource: { type: Prometheus, spec: { query: sum(searches_total) } } }
---
apiVersion: openslo/v1
kind: SLI
metadata: { name: pay }
spec:
  ratioMetric:
    rawType: success
    raw:
      metricSource:
        type: Prometheus
        spec: { query: '1 - sum(rate(payments_total{code="500"}[5m])) / sum(rate(payments_total[5m]))' }
---
apiVersion: openslo/v1
kind: SLI
metadata: { name: refund }
spec:
  ratioMetric:
    counter: true
    bad: { metricSource: { type: Prometheus, spec: { query: 'sum(refunds_total{code="500"})' } } }
    total: { metricSource: { type: Prometheus, spec: { query: sum(refunds_total) } } }
`);
const slos = mergeDefinitions({ uid: 'prom', name: 'Prometheus', labels: {} }, [], definitions);
const request = { fromSeconds: AT - DAY, toSeconds: AT, trend: true };

let prometheus: RunningPrometheus;
let folder: string;
let row: SloRow;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scorecard-composite-'));
  writeFileSync(join(folder, 'prometheus.yml'), '');
  prometheus = await startPrometheus({
    configFile: join(folder, 'prometheus.yml'),
    storageDir: join(folder, 'data'),
    logFile: join(folder, 'log'),
    port: (await freePorts(1))[0]!,
  });
  const columns = Object.entries(SERIES).map(([name, { __name__ = '', ...labels }]) =>
    outgoing({ labels: { __name__, ...labels }, valueAt: (minute) => counters[name]![minute]! }, false)
  );
  const times = Array.from({ length: MINUTES }, (_, index) => ({
    index,
    share: 0,
    milliseconds: (FIRST + index * MINUTE) * 1000,
  }));
  await prometheus.api.write(encodeWrite(columns, times).body);
  row = judgeSlos(request, slos, await askHttp(prometheus.api.url, planSlos(request, slos)))[0]!;
}, 60_000);

afterAll(async () => {
  await prometheus.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

async function value(promql: string): Promise<number> {
  const answer = (await askHttp(prometheus.api.url, [{ kind: 'instant', id: 'q', promql, atSeconds: AT }])).get('q');
  return answer?.state === 'ok' ? answer.series[0]!.values[0]! : NaN;
}

/** The composite's burn rate as somebody would write it by hand. */
function burn(window: string): string {
  const over = (selector: string) => `sum(increase(${selector}[${window}]))`;
  return [
    `(1 - ${over('searches_total{result="ok"}')} / ${over('searches_total')}) / 0.01`,
    `0.5 * ${over('payments_total{code="500"}')} / ${over('payments_total')} / 0.001`,
  ].join(' + ');
}

describe('a composite in a real Prometheus', () => {
  it('is read without a word', () => {
    expect(problems).toEqual([]);
    expect(definitions).toHaveLength(1);
  });

  it('has the budget left that PromQL by hand and the generator say', async () => {
    expect(row.budgetRemaining).toEqual({ state: 'measured', value: expect.closeTo(remaining(AT - DAY, AT), 6) });
    expect(row.budgetRemaining.value).toBeCloseTo(1 - (await value(burn('1d'))), 9);
  });

  it.each([
    ['5m', 300],
    ['30m', 1800],
    ['1h', HOUR],
    ['6h', 6 * HOUR],
    ['1d', DAY],
  ])('burns over %s as PromQL by hand says', async (text, seconds) => {
    expect(row.burnRates.get(seconds)!.value).toBeCloseTo(await value(burn(text)), 9);
  });

  it('pages, because payments fail', () => {
    expect(row.verdict).toMatchObject({ status: 'burning', cause: { rule: 'pairFires' } });
    expect(row.members!.map(({ name, spent }) => [name, spent.state])).toEqual([
      ['Search', 'measured'],
      ['Pay', 'measured'],
      ['Refund', 'noTraffic'],
    ]);
    expect(row.problems).toContainEqual({ kind: 'memberIdle', member: 'Refund' });
  });

  it('has cost since a time what its members have, weighed', async () => {
    const looks = [{ row, seconds: 6 * HOUR, cost: true }];
    const since = judgeSince(AT, looks, await askHttp(prometheus.api.url, planSince(AT, looks))).get(row);
    expect(since).toMatchObject({ costRatio: expect.closeTo(1 - remaining(AT - 6 * HOUR, AT), 6), badEvents: null });
    expect(since!.members.map(({ name }) => name)).toEqual(['Pay', 'Search', 'Refund']);
  });

  it('draws at each time what was spent until then', () => {
    expect(row.trend.length).toBeGreaterThan(90);
    for (const { timeSeconds, value: left } of row.trend) {
      expect(Math.abs(left! - remaining(AT - DAY, timeSeconds))).toBeLessThan(0.002);
    }
  });

  it('draws the same where the budget over time is asked for', async () => {
    const asked = { fromSeconds: AT - 6 * HOUR, toSeconds: AT, stepSeconds: 600, unit: 'percent' as const };
    const [drawn] = judgeBudget(asked, slos, await askHttp(prometheus.api.url, planBudget(asked, slos)));
    expect(drawn!.absence).toBeNull();
    expect(drawn!.points).toHaveLength(36);
    for (const { timeSeconds, value: left } of drawn!.points) {
      expect(Math.abs(left! - remaining(AT - DAY, timeSeconds))).toBeLessThan(0.002);
    }
  });
});
