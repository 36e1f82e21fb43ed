import type { SloDefinition } from '../../slo/definition';
import { mergeDefinitions } from '../../slo/merge';
import { overWindow } from '../../slo/overWindow';
import type { CalendarWindow } from '../../window/window';
import { answersOf, type Counted, countedDefinition } from '../events/testing';
import type { Answer } from '../port';
import { shortHistories } from './history';
import { judgeSlos } from './judge';
import { planSlos } from './plan';

const HOUR = 3600;
const DAY = 86_400;
/** GNU date: `TZ=Europe/Berlin date -d '2026-10-01' +%s`, and that of the first of November and December. */
const OCTOBER = 1_790_805_600;
const NOVEMBER = 1_793_487_600;
const DECEMBER = 1_796_079_600;
const MONTH: CalendarWindow = {
  kind: 'calendar',
  unit: 'month',
  count: 1,
  // 2026-01-01 00:00 on the clock.
  startLocalSeconds: 1_767_225_600,
  zone: 'Europe/Berlin',
};

function definition(window: SloDefinition['window'] = MONTH): SloDefinition {
  return countedDefinition({
    service: 's',
    name: 'n',
    window,
  });
}

const slosOf = (window?: SloDefinition['window']) =>
  mergeDefinitions({ uid: 'prom', name: 'Prometheus', labels: {} }, [], [definition(window)]);

/** One event each second, one in `oneIn` of them bad. */
const steady =
  (oneIn: number): Counted =>
  (metric, from, to) =>
    metric === 'total' ? to - from : (to - from) / oneIn;

function judge(atSeconds: number, counted: Counted, change: (id: string, answer: Answer) => Answer = (_, one) => one) {
  const request = { fromSeconds: atSeconds - 7 * DAY, toSeconds: atSeconds, trend: true };
  const answers = answersOf(planSlos(request, slosOf()), counted);
  const [row] = judgeSlos(request, slosOf(), new Map([...answers].map(([id, answer]) => [id, change(id, answer)])));
  return row!;
}

describe('an SLO of a calendar month', () => {
  it('counts what has passed of the month, and its budget is of the events so far', () => {
    const at = NOVEMBER + 10 * DAY;
    // Everything failed for the last 36 minutes of October, nothing but one event in a thousand since.
    const row = judge(at, (metric, from, to) =>
      metric === 'total'
        ? to - from
        : Math.max(0, Math.min(to, NOVEMBER) - Math.max(from, NOVEMBER - 2160)) + (to - from) / 1000
    );
    expect(row.slo.window).toMatchObject({ startSeconds: NOVEMBER, endSeconds: DECEMBER, seconds: 10 * DAY });
    expect(row.budgetRemaining).toEqual({ state: 'measured', value: expect.closeTo(0.9, 9) });
    expect(row.eventWeighted).toMatchObject({ totalEvents: { value: 10 * DAY }, badEvents: { value: 864 } });
    expect(row.evidence).toContainEqual({ role: 'sli', promql: 'sum(increase(bad[10d]))' });
    expect(row.trend.at(-1)).toEqual({ timeSeconds: at, value: row.budgetRemaining.value });
  });

  it('has the hour that October of Berlin is longer', () => {
    const row = judge(NOVEMBER - 1, steady(1000));
    expect(row.slo.window).toMatchObject({ startSeconds: OCTOBER, endSeconds: NOVEMBER });
    expect(row.eventWeighted!.totalEvents.value).toBe(31 * DAY + HOUR - 1);
  });

  it('keeps its burn rates and alert pairs whatever has passed of the month', () => {
    // Twenty in a hundred failed in the last hour, most of which lies before the period.
    const failing: Counted = (metric, from, to) => (metric === 'total' ? to - from : (to - from) / 5);
    const row = judge(NOVEMBER + 600, failing);
    expect(row.slo.pairs.map(({ factor }) => Number(factor.toFixed(9)))).toEqual([14.4, 6, 3, 1]);
    expect(row.burnRates.get(HOUR)!.value).toBeCloseTo(20, 9);
    expect(row.verdict.status).toBe('burning');
  });

  it.each([0, 60, 299])('has no budget yet %d s into the month, and is not blind for that', (passed) => {
    const row = judge(NOVEMBER + passed, steady(1000));
    const reason = { kind: 'periodJustBegun', startSeconds: NOVEMBER, zone: 'Europe/Berlin' };
    expect(row.budgetRemaining).toEqual({ state: 'noTraffic', value: null, reason });
    expect(row.verdict).toMatchObject({ status: 'noTraffic', cause: { rule: 'cannotSee', what: { reason } } });
    expect(row.burnRates.get(HOUR)!.value).toBeCloseTo(0.1, 9);
    expect(row.trend).toEqual([]);
  });

  it('asks nothing before its first period, and says when that begins', () => {
    const first = 1_767_222_000;
    const request = { fromSeconds: first - 2 * DAY, toSeconds: first - DAY, trend: true };
    expect(planSlos(request, slosOf()).filter(({ promql }) => promql.includes('increase'))).toEqual([]);
    const row = judge(first - DAY, steady(5));
    expect(row.budgetRemaining.reason).toMatchObject({ kind: 'periodNotBegun', startSeconds: first });
    expect(row.verdict).toMatchObject({ status: 'noTraffic', exhaustion: null });
    expect(row.burnRates.size).toBe(0);
  });

  it('covers of the month what has passed of it', () => {
    const looks = (share: number) => (id: string, answer: Answer) =>
      answer.state === 'ok' && id.startsWith('eventCoverage')
        ? { ...answer, series: answer.series.map((one) => ({ ...one, values: [720 * share] })) }
        : answer;
    const at = NOVEMBER + 10 * DAY;
    expect(judge(at, steady(1000), looks(1)).budgetRemaining.state).toBe('measured');
    const half = judge(at, steady(1000), looks(0.5));
    expect(half.budgetRemaining).toMatchObject({ state: 'partial', coverageRatio: 0.5 });
    // A period is no window that a shorter one could be chosen for.
    expect(shortHistories([half])).toEqual([]);
  });

  it.each([
    // Bad are 5 days' worth of what is allowed by day 10. At twice the rate it is 15 days' worth by day 15, and 31.5 by
    // day 31.5, which November does not have, from 10.5 by day 21.
    ['before the month ends', 10, 2, 5 * DAY],
    ['not before it ends', 21, 2, Infinity],
    ['never, as slowly as it burns', 10, 0.5, Infinity],
  ])('runs out of budget %s', (_, days, rate, seconds) => {
    const at = NOVEMBER + days * DAY;
    // The last six hours at the rate, and before them as much as makes it half of what is allowed.
    const row = judge(at, (metric, from, to) => {
      const recent = Math.max(0, to - Math.max(from, at - 6 * HOUR));
      const recentBad = (recent * rate) / 100;
      const early = to - from - recent;
      const whole = (days * DAY) / 200 - (6 * HOUR * rate) / 100;
      return metric === 'total' ? to - from : recentBad + (early / (days * DAY - 6 * HOUR)) * whole;
    });
    expect(row.budgetRemaining.value).toBeCloseTo(0.5, 9);
    expect(row.burnRates.get(6 * HOUR)!.value).toBeCloseTo(rate, 9);
    expect(row.verdict.exhaustion!.seconds).toBeCloseTo(seconds, 0);
  });

  it('is remembered as refused by what does not change with every refresh', () => {
    const identities = (atSeconds: number) =>
      planSlos({ fromSeconds: atSeconds - DAY, toSeconds: atSeconds, trend: true }, slosOf()).flatMap(({ union }) =>
        (union?.parts ?? []).map(({ identity, promql }) => identity ?? promql)
      );
    expect(identities(NOVEMBER + DAY + 61)).toEqual(identities(NOVEMBER + 2 * DAY + 122));
  });

  it('is judged over a rolling window where a query chooses one, with the same alerts', () => {
    const slos = slosOf();
    const [week] = overWindow(slos, 7 * DAY);
    expect(week!.window).toEqual({ kind: 'rolling', seconds: 7 * DAY });
    expect(week!.pairs).toEqual(slos[0]!.pairs);
    expect(overWindow(slos, null)).toEqual(slos);
  });
});
