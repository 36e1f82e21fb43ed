import { slosAt } from '../../src/core/query/judgedSlo';
import { runningSpan } from '../../src/core/query/events/spans';
import { readTrends } from '../../src/core/query/events/trend';
import { termsOf } from '../../src/core/query/events/terms';
import { planBudget } from '../../src/core/query/budget/plan';
import { judgeBudget } from '../../src/core/query/budget/judge';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import type { Slo } from '../../src/core/slo/slo';
import { slos as demoSlos } from '../../demo/slos';
import { countedSlos as slos } from './demoEvents';
import { demoHistory } from './demoHistory';
import { askHttp } from './http';

const DAY = 86_400;

/**
 * What Prometheus's `increase` adds by itself for a series that ends within the window: half a scrape interval at its
 * last rate, here that of the version that was rolled back.
 */
function extrapolated(id: string): number {
  const { toSeconds } = history.truth.times.badRelease;
  return id === 'kitchen-availability-eu' ? history.truth.eventCounts(id, toSeconds - 60, toSeconds).bad / 2 : 0;
}

const history = demoHistory();
let to: number;
let rows: ReadonlyMap<string, SloRow>;

async function judge(own: readonly Slo[], toSeconds: number, days = 30): Promise<Map<string, SloRow>> {
  const request = { fromSeconds: toSeconds - days * DAY, toSeconds, trend: true };
  const answers = await askHttp(history.url, planSlos(request, own));
  return new Map(judgeSlos(request, own, answers).map((row) => [`${row.slo.service}-${row.slo.name}`, row]));
}

beforeAll(async () => {
  to = history.anchorSeconds;
  rows = await judge(slos, to);
}, 120_000);

jest.setTimeout(30_000);

describe('events of a real Prometheus against the generator', () => {
  it.each([
    ['counters that restart', 'sum(resets(http_requests_total[30d])) > 0'],
    ['series that are born late', 'count(http_requests_total unless http_requests_total offset 30d) > 0'],
    ['series that end', 'count(last_over_time(http_requests_total[30d]) unless http_requests_total) > 0'],
  ])('look at %s', async (_, promql) => {
    const answers = await askHttp(history.url, [{ kind: 'instant', id: 'q', promql, atSeconds: to }]);
    expect(answers.get('q')).toMatchObject({ state: 'ok', series: [{ labels: {} }] });
  });

  it.each(demoSlos.map((slo) => [slo.id, slo] as const))('%s: budget and events over 30 days', (id, slo) => {
    const { bad, total } = history.truth.eventCounts(id, to - 30 * DAY, to);
    const row = rows.get(id)!;
    const remaining = 1 - bad / total / (1 - slo.objectivePercent / 100);
    expect(Math.abs(row.budgetRemaining.value! - remaining)).toBeLessThan(0.001);
    expect(Math.abs(row.eventWeighted!.totalEvents.value! / total - 1)).toBeLessThan(0.001);
    expect(Math.abs(row.eventWeighted!.badEvents.value! - bad)).toBeLessThan(
      Math.max(2, 0.003 * bad) + extrapolated(id)
    );
  });

  it.each(demoSlos.map((slo) => [slo.id] as const))('%s: the trend, point by point', (id) => {
    const row = rows.get(id)!;
    const { bad, total } = history.truth.eventCounts(id, to - 30 * DAY, to);
    const budget = 1 - row.slo.objectiveRatio!;
    const known = row.trend.filter(({ value }) => value !== null);
    expect(known.length).toBeGreaterThan(id === 'kitchen-ticket-printing' ? 60 : 90);
    expect(row.trend[0]).toEqual({ timeSeconds: to - 30 * DAY, value: 1 });
    expect(row.trend.at(-1)).toEqual({ timeSeconds: to, value: row.budgetRemaining.value });
    for (const { timeSeconds, value } of known) {
      const spent = history.truth.eventCounts(id, to - 30 * DAY, timeSeconds).bad;
      // In bad events, against those of the whole window.
      const shown = (1 - value!) * budget * total;
      expect(Math.abs(shown - spent)).toBeLessThan(Math.max(2, 0.003 * bad) + extrapolated(id));
    }
  });

  it.each([
    ['orders-availability-eu', 3600],
    ['orders-availability-eu', 6 * 3600],
    ['payments-availability-us', 6 * 3600],
    ['payments-availability-us', 3 * DAY],
    ['payments-latency-us', DAY],
    ['delivery-location-updates', 2 * 3600],
  ])('%s: burn rate over %d s', (id, seconds) => {
    const { bad, total } = history.truth.eventCounts(id, to - seconds, to);
    const expected = bad / total / (1 - demoSlos.find((slo) => slo.id === id)!.objectivePercent / 100);
    expect(Math.abs(rows.get(id)!.burnRates.get(seconds)!.value! / expected - 1)).toBeLessThan(0.02);
  });

  it('tells the stories of the demo, without a recorded series', () => {
    const status = (id: string) => rows.get(id)!.verdict.status;
    expect(status('orders-availability-eu')).toBe('burning');
    expect(status('delivery-availability-us')).toBe('breached');
    expect(status('payments-availability-us')).toBe('smouldering');
    expect(status('reservations-confirmation-emails')).toBe('healthy');
    expect(status('kitchen-ticket-printing')).toBe('blind');
    expect(rows.get('reservations-confirmation-emails')!.budgetRemaining).toEqual({ state: 'measured', value: 1 });
  });

  it('has no number over a window in which nothing was counted', async () => {
    const quiet = history.truth.times.idleNight.quietAtSeconds;
    const row = (await judge(slos, quiet)).get('delivery-availability-eu')!;
    expect(row.burnRates.get(300)).toMatchObject({ state: 'noTraffic', value: null });
    expect(row.verdict.status).toBe('noTraffic');
    const { bad, total } = history.truth.eventCounts('delivery-availability-eu', quiet - 30 * DAY, quiet);
    expect(Math.abs(row.budgetRemaining.value! - (1 - bad / total / 0.01))).toBeLessThan(0.001);
  });

  it('says since when there is data where the window is longer than the history', async () => {
    const at = history.truth.times.historyStartSeconds + 10 * DAY;
    const row = (await judge(slos, at)).get('payments-latency-us')!;
    expect(row.budgetRemaining).toMatchObject({ state: 'partial', reason: { kind: 'youngerThanWindow' } });
    const { reason } = row.budgetRemaining;
    const since = reason?.kind === 'youngerThanWindow' ? reason.sinceSeconds : NaN;
    expect(Math.abs(since - history.truth.times.historyStartSeconds)).toBeLessThanOrEqual(7 * 3600);
    const { bad, total } = history.truth.eventCounts('payments-latency-us', since, at);
    expect(Math.abs(row.budgetRemaining.value! - (1 - bad / total / 0.01))).toBeLessThan(0.005);
    expect(row.verdict.status).toBe('blind');
  });

  it('names the buckets that a histogram has where the wanted one is missing', async () => {
    const [slo] = slos.filter(({ service, name }) => service === 'orders' && name === 'latency-us');
    const wrong: Slo = {
      ...slo!,
      events: {
        ...slo!.events!,
        part: [
          {
            sign: 1,
            selector: {
              ...slo!.events!.part[0].selector,
              matchers: [{ label: 'le', operator: '=', value: '0.25' }],
            },
          },
        ],
        threshold: { ...slo!.events!.threshold!, upperBound: 0.25 },
      },
    };
    const row = [...(await judge([wrong], to)).values()][0]!;
    expect(row.sli).toEqual({
      state: 'noData',
      value: null,
      reason: { kind: 'bucketMissing', upperBound: 0.25, below: 0.2, above: 0.3 },
    });
    expect(row.verdict.status).toBe('blind');
  });

  it.each(['percent', 'minutes', 'events'] as const)(
    'the budget over a week in %s ends where the row does',
    async (unit) => {
      const request = { fromSeconds: to - 7 * DAY, toSeconds: to, stepSeconds: 3600, unit };
      const answers = await askHttp(history.url, planBudget(request, slos));
      for (const { slo, points } of judgeBudget(request, slos, answers)) {
        const id = `${slo.service}-${slo.name}`;
        const { bad, total } = history.truth.eventCounts(id, to - 30 * DAY, to);
        const allowed = total * (1 - slo.objectiveRatio!);
        const left = {
          percent: 1 - bad / allowed,
          minutes: (1 - bad / allowed) * 43_200 * (1 - slo.objectiveRatio!),
          events: allowed - bad,
        };
        const size = { percent: 1, minutes: 43_200 * (1 - slo.objectiveRatio!), events: allowed };
        expect(Math.abs(points.at(-1)!.value! - left[unit]) / size[unit]).toBeLessThan(0.001);
        expect(points[0]!.timeSeconds).toBeGreaterThan(to - 7 * DAY);
        expect(points[0]!.timeSeconds).toBeLessThanOrEqual(to - 7 * DAY + 3600);
      }
    }
  );

  it('draws no trend from buckets further apart than they are long', async () => {
    const request = { fromSeconds: to - 30 * DAY, toSeconds: to, stepSeconds: 4 * 3600 };
    const part = () => ({
      state: 'ok' as const,
      series: [{ labels: {}, timesSeconds: [0, 8 * 3600], values: [1, 1] }],
      warning: undefined,
      stepSeconds: undefined,
    });
    expect(termsOf(slos).size).toBeGreaterThan(20);
    const [slo] = slosAt(slos, to);
    const spans = [runningSpan(slo!.window, to)];
    expect(readTrends(request, slo!, spans, termsOf(slos), part, () => ({ bad: 1, total: 1000 }))).toEqual([
      { state: 'stepChanged', wantedSeconds: 4 * 3600, gotSeconds: 8 * 3600 },
    ]);
  });
});
