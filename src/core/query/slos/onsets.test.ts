import { selector } from '../../promql/ast';
import type { SloDefinition } from '../../slo/definition';
import type { EventsSli } from '../../slo/events';
import { mergeDefinitions } from '../../slo/merge';
import { slothSlo } from '../../slo/sloth/slo';
import type { Slo } from '../../slo/slo';
import { answersOf, type Counted, countedDefinition } from '../events/testing';
import type { Answer, Answers, Query } from '../port';
import { judgeSlos } from './judge';
import { planOnsets, withOnsets } from './onsets';
import { planSlos } from './plan';
import type { SloRow } from './row';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** 20 seconds behind a whole minute. */
const AT = 497_222 * HOUR + 7 * MINUTE + 20;
const LAST = AT - 20;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const request = { fromSeconds: AT - DAY, toSeconds: AT, trend: false };

const events: EventsSli = {
  counted: 'bad',
  part: [{ sign: 1, selector: selector('bad') }],
  total: [{ sign: 1, selector: selector('total') }],
};

function counted(count = 1, change: Partial<SloDefinition> = {}): Slo[] {
  return mergeDefinitions(
    upstream,
    [],
    Array.from({ length: count }, (_, index) => countedDefinition({ name: `slo-${index}`, ...change }))
  );
}

/** 10 events a second, and of them a share that is bad since a time. */
function since(fromSeconds: number, badRatio: number): Counted {
  return (metric, from, to) =>
    metric === 'total' ? 10 * (to - from) : 10 * badRatio * Math.max(0, to - Math.max(from, fromSeconds));
}

function rowsOf(slos: readonly Slo[], of: Counted): SloRow[] {
  return judgeSlos(request, slos, answersOf(planSlos(request, slos), of));
}

function onsetOf(slos: readonly Slo[], of: Counted) {
  const rows = rowsOf(slos, of);
  const plan = planOnsets(AT, rows);
  return withOnsets(plan, answersOf(plan.queries, of))(rows)[0]!.onset;
}

describe('the onset of counted events', () => {
  it('is told to the minute where a page fires', () => {
    for (const minutes of [30, 33, 59, 240]) {
      expect(onsetOf(counted(), since(LAST - minutes * MINUTE, 0.5))).toEqual({
        atSeconds: LAST - minutes * MINUTE,
        seen: true,
      });
    }
  });

  it('is told to five minutes where a ticket fires, and looked for over days', () => {
    // Burn rate 2 fires 6h/3d only. Slots end two minutes before the last minute; of the first, three minutes burned.
    expect(onsetOf(counted(), since(LAST - 3 * DAY, 0.02))).toEqual({
      atSeconds: LAST - 3 * DAY - 2 * MINUTE,
      seen: true,
    });
  });

  it('is not that of the ticket that yesterday’s burst left behind', () => {
    const burst = LAST - 20 * HOUR;
    const onset = LAST - 30 * MINUTE;
    const twice: Counted = (metric, from, to) => {
      const within = (start: number, end: number) => Math.max(0, Math.min(to, end) - Math.max(from, start));
      return metric === 'total' ? 10 * (to - from) : 5 * (within(burst, burst + HOUR) + within(onset, LAST + MINUTE));
    };
    expect(onsetOf(counted(), twice)).toEqual({ atSeconds: onset, seen: true });
  });

  it('is before what is known where the history begins within it', () => {
    const begin = LAST - 3 * HOUR;
    const young: Counted = (metric, from, to) =>
      from < begin && to - from < HOUR ? undefined : since(0, 0.5)(metric, from, to);
    expect(onsetOf(counted(), young)).toEqual({ atSeconds: begin + 4 * MINUTE, seen: false });
  });

  it('is told of every SLO by one request, and of none that is quiet', () => {
    const burning = since(LAST - HOUR, 0.5);
    expect(planOnsets(AT, rowsOf(counted(50), burning)).queries).toHaveLength(1);
    expect(planOnsets(AT, rowsOf(counted(1), burning)).queries).toHaveLength(1);
    const rows = rowsOf(counted(3), since(0, 0.001));
    const plan = planOnsets(AT, rows);
    expect(plan.queries).toEqual([]);
    expect(withOnsets(plan, new Map())(rows)).toEqual(rows);
  });

  it('tells the queries behind it', () => {
    const burning = since(LAST - HOUR, 0.5);
    const rows = rowsOf(counted(), burning);
    const plan = planOnsets(AT, rows);
    const [row] = withOnsets(plan, answersOf(plan.queries, burning))(rows);
    expect(row!.evidence.filter(({ role }) => role === 'burningSince')).toEqual([
      { role: 'burningSince', promql: 'sum(increase(bad[5m]))' },
      { role: 'burningSince', promql: 'sum(increase(total[5m]))' },
    ]);
  });

  it('is not made up where nobody answers, or answers at another step', () => {
    const burning = since(LAST - HOUR, 0.5);
    const rows = rowsOf(counted(), burning);
    const plan = planOnsets(AT, rows);
    const nothing = answersOf(plan.queries, () => undefined);
    expect(withOnsets(plan, new Map())(rows)[0]).toEqual(rows[0]);
    const coarse = plan.queries.map((query): Query => ({ ...query, stepSeconds: 300 }));
    expect(withOnsets(plan, answersOf(coarse, burning))(rows)[0]).not.toHaveProperty('onset');
    expect(withOnsets(plan, nothing)(rows)[0]).not.toHaveProperty('onset');
  });

  it('of a composite is that of its members together', () => {
    const member = { name: 'pay', weight: 1, objectiveRatio: 0.99, events };
    const slos = counted(1, {
      objectiveRatio: null,
      events: undefined,
      composite: [member, { ...member, weight: 0.5 }],
    });
    const onset = LAST - 90 * MINUTE;
    expect(onsetOf(slos, since(onset, 0.3))).toEqual({ atSeconds: onset, seen: true });
    // A burn rate of 1.8 is 0.9 of a composite in which it weighs half. By itself it needs three minutes of five.
    const single = counted(1, { objectiveRatio: null, events: undefined, composite: [{ ...member, weight: 0.5 }] });
    const slowly: Counted = (metric, from, to) =>
      since(onset, 0.3)(metric, from, to)! + (metric === 'bad' ? since(LAST - 5 * HOUR, 0.018)('bad', from, to)! : 0);
    expect(onsetOf(single, slowly)).toEqual({ atSeconds: onset, seen: true });
    expect(onsetOf(counted(), slowly)).toEqual({ atSeconds: LAST - 5 * HOUR + 2 * MINUTE, seen: true });
  });
});

describe('the onset of recorded ratios', () => {
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

  function answers(queries: readonly Query[], ratio: (timeSeconds: number) => number | undefined): Answers {
    return new Map(
      queries.map((query): [string, Answer] => {
        const times: number[] = [];
        if (query.kind === 'range') {
          for (let time = query.startSeconds; time <= query.endSeconds; time += query.stepSeconds) {
            times.push(...(ratio(time) === undefined ? [] : [time]));
          }
        } else {
          times.push(AT);
        }
        const values = times.map((time) => (query.promql.includes('count') ? 720 : (ratio(time) ?? NaN)));
        return [query.id, { state: 'ok', series: [{ labels: info, timesSeconds: times, values }], warnings: [] }];
      })
    );
  }

  function onset(ratio: (timeSeconds: number) => number | undefined) {
    const rows = judgeSlos(request, [sloth], answers(planSlos(request, [sloth]), ratio));
    const plan = planOnsets(AT, rows);
    expect(plan.queries).toHaveLength(1);
    return withOnsets(plan, answers(plan.queries, ratio))(rows)[0]!.onset;
  }

  it('is the minute before the first that was recorded above 1', () => {
    const first = LAST - 130 * MINUTE;
    expect(onset((time) => (time >= first ? 0.5 : 0.001))).toEqual({ atSeconds: first - MINUTE, seen: true });
  });

  it('goes over a few slots that were not recorded, and says what it does not know', () => {
    const first = LAST - 130 * MINUTE;
    const hole = (time: number) => time > LAST - 60 * MINUTE && time < LAST - 50 * MINUTE;
    expect(onset((time) => (hole(time) ? undefined : time >= first ? 0.5 : 0.001))).toEqual({
      atSeconds: first - MINUTE,
      seen: true,
    });
    expect(onset((time) => (time < first ? undefined : 0.5))).toEqual({ atSeconds: first - MINUTE, seen: false });
  });
});
