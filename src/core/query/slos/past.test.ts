import { mergeDefinitions } from '../../slo/merge';
import { slothSlo } from '../../slo/sloth/slo';
import type { Slo } from '../../slo/slo';
import { answersOf, type Counted, countedDefinition } from '../events/testing';
import type { Answer, Answers, Query } from '../port';
import { judgeSlos } from './judge';
import { planPast, planPastTraffic } from './past';
import { planSlos } from './plan';

const HOUR = 3600;
const DAY = 86_400;
/** Five hours behind a multiple of twelve hours, the length of a stretch. */
const AT = 41_435 * 12 * HOUR + 5 * HOUR;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const request = { fromSeconds: AT - DAY, toSeconds: AT, trend: false };

function countedSlos(count: number): Slo[] {
  return mergeDefinitions(
    upstream,
    [],
    Array.from({ length: count }, (_, index) => countedDefinition({ name: `slo-${index}` }))
  );
}

const info = { sloth_id: 'orders-a', sloth_service: 'orders', sloth_slo: 'a', sloth_objective: '99' };
const sloth = slothSlo({
  upstream,
  info,
  objectiveRatio: undefined,
  periodDays: 30,
  recordedWindowsSeconds: [300, 1800, HOUR, 2 * HOUR, 6 * HOUR, DAY, 3 * DAY, 30 * DAY],
  current: true,
  budget: { labels: { ...info, sloth_window: '30d' }, value: 0.4 },
});

/** Burn rate 3 for the last six hours, 1.8 until 20 days ago: 0.06 of the budget a day, of the window 0.6 in all. */
const counted: Counted = (metric, from, to) => {
  const within = (start: number, end: number) => Math.max(0, Math.min(to, end) - Math.max(from, start));
  return metric === 'total'
    ? 10 * (to - from)
    : 0.18 * within(AT - 31 * DAY, AT - 20 * DAY) + 0.3 * within(AT - 6 * HOUR, AT);
};

/** Burn rate 3, and 0.38 of the budget left. */
function heldNow(promql: string): number {
  return promql.startsWith('count_over_time')
    ? 720
    : promql.includes('remaining')
      ? 0.38
      : promql.includes('30d')
        ? 0.0062
        : 0.03;
}

/** One series for each query, of the first SLO. */
function answersHeld(queries: readonly Query[], held: (promql: string, end: number) => number): Answers {
  return new Map(
    queries.map((query): [string, Answer] => {
      const times: number[] = [];
      if (query.kind === 'range') {
        for (let time = query.startSeconds; time <= query.endSeconds; time += query.stepSeconds) {
          times.push(time);
        }
      } else {
        times.push(AT);
      }
      const values = times.map((time) => held(query.promql, time));
      return [query.id, { state: 'ok', series: [{ labels: info, timesSeconds: times, values }], warnings: [] }];
    })
  );
}

describe('exhaustion with what leaves the window', () => {
  it('counts the events that leave', () => {
    const slos = countedSlos(1);
    const answers = new Map([
      ...answersOf(planSlos(request, slos), counted),
      ...answersOf(planPast(request, slos), counted),
    ]);
    const [row] = judgeSlos(request, slos, answers);
    // Six hours at burn rate 3 were 0.025, so 0.375 is left. A day spends 0.1 and pays back 0.06: nine days and nine hours.
    expect(row!.budgetRemaining.value).toBeCloseTo(0.375, 9);
    expect(row!.verdict.exhaustion).toEqual({
      seconds: expect.closeTo(9.375 * DAY, 0),
      rateWindowSeconds: 6 * HOUR,
      countsPayback: true,
    });
    expect(row!.verdict.status).toBe('healthy');
  });

  it('counts nothing back until it is known, and is more careful then', () => {
    const slos = countedSlos(1);
    const [row] = judgeSlos(request, slos, answersOf(planSlos(request, slos), counted));
    expect(row!.verdict.exhaustion).toMatchObject({ seconds: expect.closeTo(3.75 * DAY, 0), countsPayback: false });
    expect(row!.verdict.status).toBe('atRisk');
  });

  it('counts the recorded ratios that leave', () => {
    const held = (promql: string, end: number): number => {
      if (promql.startsWith('avg_over_time')) {
        // The mean of the twelve hours before.
        return 0.018 * Math.min(1, Math.max(0, (AT - 20 * DAY - (end - 12 * HOUR)) / (12 * HOUR)));
      }
      return heldNow(promql);
    };
    const answers = answersHeld([...planSlos(request, [sloth]), ...planPast(request, [sloth])], held);
    const [row] = judgeSlos(request, [sloth], answers);
    // 0.38 left; a day at burn rate 3 spends 0.1 and pays back 0.06.
    expect(row!.verdict.exhaustion).toMatchObject({ seconds: expect.closeTo(9.5 * DAY, 0), countsPayback: true });
  });

  it('leaves slots without traffic out of the mean, and asks for that of those SLOs only which had some', () => {
    const other: Slo = {
      ...sloth,
      id: 'other',
      recorded: { ...sloth.recorded!, idValue: 'other', seriesKey: 'other' },
    };
    const both = [sloth, other];
    const held = (promql: string, end: number): number =>
      promql.startsWith('avg_over_time')
        ? end > AT - 20 * DAY
          ? 0
          : promql.includes('>= 0')
            ? 0.018
            : NaN
        : heldNow(promql);
    const past = planPast(request, both);
    const first = answersHeld([...planSlos(request, both), ...past], held);
    const [alone] = judgeSlos(request, [sloth], first);
    expect(alone!.verdict.exhaustion).toMatchObject({ seconds: expect.closeTo(3.8 * DAY, 0) });

    const traffic = planPastTraffic(request, both, first);
    expect(traffic.map(({ promql }) => promql)).toEqual([
      'avg_over_time((slo:sli_error:ratio_rate5m{sloth_id="orders-a"} >= 0)[12h:5m])',
    ]);
    const [row] = judgeSlos(request, [sloth], new Map([...first, ...answersHeld(traffic, held)]));
    expect(row!.verdict.exhaustion).toMatchObject({ seconds: expect.closeTo(9.5 * DAY, 0), countsPayback: true });
    expect(
      planPastTraffic(
        request,
        both,
        answersHeld(past, () => 0.001)
      )
    ).toEqual([]);
  });

  it('asks as much for many SLOs as for one, and nothing of calendar windows', () => {
    expect(planPast(request, countedSlos(50))).toHaveLength(planPast(request, countedSlos(1)).length);
    const monthly = countedSlos(1).map((slo): Slo => ({
      ...slo,
      window: { kind: 'calendar', unit: 'month', count: 1, startLocalSeconds: 0, zone: 'Etc/UTC' },
    }));
    expect(planPast(request, monthly)).toEqual([]);
  });
});
