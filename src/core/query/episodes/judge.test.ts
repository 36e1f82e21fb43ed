import { selector } from '../../promql/ast';
import { mergeDefinitions } from '../../slo/merge';
import { slothSlo } from '../../slo/sloth/slo';
import type { Slo } from '../../slo/slo';
import { answersOf, type Counted, countedDefinition } from '../events/testing';
import type { Answer, Answers } from '../port';
import { judgeEpisodes, type SloEpisodes } from './judge';
import { MOST_POINTS } from '../points';
import { planEpisodes } from './plan';

const HOUR = 3600;
const DAY = 86_400;
/** Two minutes behind the end of a slot. */
const AT = 497_222 * HOUR + 120;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

function countedSlos(count: number, windowDays = 30): Slo[] {
  return mergeDefinitions(
    upstream,
    [],
    Array.from({ length: count }, (_, index) =>
      countedDefinition({
        name: `slo-${index}`,
        window: { kind: 'rolling', seconds: windowDays * DAY },
        events: {
          counted: 'bad',
          part: [{ sign: 1, selector: selector('bad', [{ label: 'n', operator: '=', value: `${index}` }]) }],
          total: [{ sign: 1, selector: selector('total') }],
        },
      })
    )
  );
}

function countedSlo(): Slo {
  const [slo] = countedSlos(1);
  const [part] = slo!.events!.part;
  return { ...slo!, events: { ...slo!.events!, part: [{ ...part, selector: selector('bad') }] } };
}

const info = { sloth_id: 'orders-a', sloth_service: 'orders', sloth_slo: 'a', sloth_objective: '99' };

function recordedSlo(): Slo {
  return slothSlo({
    upstream,
    info,
    objectiveRatio: undefined,
    periodDays: 30,
    recordedWindowsSeconds: [300, HOUR],
    current: true,
    budget: { labels: info, value: 0.5 },
  });
}

/** 10 events a second. Of them 1 in a thousand is bad, and half between 50 and 49 hours before the end of the last slot. */
const LAST = AT - 120;
const outage = { from: LAST - 50 * HOUR, to: LAST - 49 * HOUR };
const overlap = (from: number, to: number) => Math.max(0, Math.min(to, outage.to) - Math.max(from, outage.from));
const counted: Counted = (metric, from, to) =>
  metric === 'total' ? 10 * (to - from) : 0.01 * (to - from - overlap(from, to)) + 5 * overlap(from, to);

function only(found: readonly SloEpisodes[]) {
  const [first, ...others] = found;
  expect(others).toEqual([]);
  if (first?.state !== 'ok') {
    throw new Error(`no episodes: ${JSON.stringify(first)}`);
  }
  return first;
}

function recordedAnswers(value: (timeSeconds: number) => number | undefined, remaining: number): Answers {
  return new Map(
    planEpisodes({ toSeconds: AT }, [recordedSlo()]).map((query): [string, Answer] => {
      const times: number[] = [];
      if (query.kind === 'range') {
        for (let time = query.startSeconds; time <= query.endSeconds; time += query.stepSeconds) {
          times.push(...(value(time) === undefined ? [] : [time]));
        }
      }
      const samples =
        query.kind === 'instant'
          ? { timesSeconds: [AT], values: [remaining] }
          : { timesSeconds: times, values: times.map((time) => value(time) ?? NaN) };
      return [query.id, { state: 'ok', series: [{ labels: info, ...samples }], warnings: [] }];
    })
  );
}

describe('episodes of counted events', () => {
  const slos = [countedSlo()];
  const found = judgeEpisodes({ toSeconds: AT }, slos, answersOf(planEpisodes({ toSeconds: AT }, slos), counted));

  it('have their onset, their cost in events and in share of the budget', () => {
    const { episodes, weighs } = only(found);
    expect(weighs).toBe('events');
    // 18,000 of the 259,200 that may be bad.
    expect(episodes).toEqual([
      expect.objectContaining({
        onsetSeconds: outage.from,
        endSeconds: outage.to,
        onsetSeen: true,
        endSeen: true,
        severity: 'page',
        badEvents: expect.closeTo(18_000, 3),
        costRatio: expect.closeTo(18_000 / 259_200, 9),
        peakBurnRate: expect.closeTo(50, 9),
        postmortem: false,
      }),
    ]);
  });

  it('add up with the background to what the row has spent', () => {
    const { spentRatio, backgroundRatio, episodes } = only(found);
    const bad = counted('bad', AT - 30 * DAY, AT)!;
    expect(spentRatio).toBeCloseTo(bad / 259_200, 9);
    expect(backgroundRatio).toBeCloseTo((bad - 18_000) / 259_200, 9);
    expect(episodes[0]!.costRatio + backgroundRatio).toBeCloseTo(spentRatio, 12);
  });

  it('deserve a postmortem above a fifth of the budget', () => {
    // Half of the 36,000 events of an hour, of a budget of 10 · 604,800 / 100.
    const weekly = slos.map((slo): Slo => ({ ...slo, window: { kind: 'rolling', seconds: 7 * DAY } }));
    const week = judgeEpisodes({ toSeconds: AT }, weekly, answersOf(planEpisodes({ toSeconds: AT }, weekly), counted));
    expect(only(week).episodes).toMatchObject([{ costRatio: expect.closeTo(18_000 / 60_480, 9), postmortem: true }]);
  });

  it('go on over a slot that nobody scraped', () => {
    const hole = outage.from + 1500;
    const holed: Counted = (metric, from, to) =>
      from < hole && hole <= to && to - from === 300 ? undefined : counted(metric, from, to);
    const [first] = judgeEpisodes({ toSeconds: AT }, slos, answersOf(planEpisodes({ toSeconds: AT }, slos), holed));
    // What was bad in it is in the background.
    expect(first).toMatchObject({
      episodes: [{ onsetSeconds: outage.from, endSeconds: outage.to, badEvents: expect.closeTo(16_500, 3) }],
      spentRatio: expect.closeTo(counted('bad', AT - 30 * DAY, AT)! / 259_200, 9),
    });
  });
});

describe('episodes of recorded ratios', () => {
  const ratio = (timeSeconds: number) => (timeSeconds > outage.from && timeSeconds <= outage.to ? 0.5 : 0.001);

  it('cost a share of the budget, of which each slot has the same', () => {
    const { episodes, weighs, spentRatio } = only(
      judgeEpisodes({ toSeconds: AT }, [recordedSlo()], recordedAnswers(ratio, 0.8))
    );
    expect(weighs).toBe('slots');
    expect(spentRatio).toBeCloseTo(0.2, 12);
    // The window begins two minutes into a slot, so 8639 are whole: 12 halves of 86.39.
    expect(episodes).toMatchObject([
      { onsetSeconds: outage.from, endSeconds: outage.to, badEvents: null, costRatio: expect.closeTo(6 / 86.39, 9) },
    ]);
  });

  it('follow the slots where the recorded budget is NaN', () => {
    const idle = (timeSeconds: number) => (timeSeconds < AT - 20 * DAY ? NaN : ratio(timeSeconds));
    const { spentRatio, backgroundRatio } = only(
      judgeEpisodes({ toSeconds: AT }, [recordedSlo()], recordedAnswers(idle, NaN))
    );
    // 20 days of slots end after their start: 5760.
    expect(spentRatio).toBeCloseTo((6 + 5748 * 0.001) / 57.6, 9);
    expect(backgroundRatio).toBeCloseTo((5748 * 0.001) / 57.6, 9);
  });

  it('are not told of what is not recorded or has stopped', () => {
    const absence = (slo: Slo, answers: Answers) => {
      const [first] = judgeEpisodes({ toSeconds: AT }, [slo], answers);
      return first?.state === 'absent' ? first.absence : first;
    };
    const answers = recordedAnswers(ratio, 0.8);
    expect(
      absence(
        recordedSlo(),
        recordedAnswers(() => undefined, 0.8)
      )
    ).toMatchObject({
      kind: 'unmeasured',
      what: { state: 'noData' },
    });
    expect(absence(recordedSlo(), new Map())).toMatchObject({ kind: 'unmeasured', what: { state: 'error' } });
    expect(absence({ ...recordedSlo(), objectiveRatio: null }, answers)).toEqual({ kind: 'objectiveUnknown' });
    expect(absence({ ...recordedSlo(), pairs: [] }, answers)).toEqual({ kind: 'noPairs' });
    const { events, ...alone } = countedSlo();
    const member = { name: 'part', weight: 1, objectiveRatio: 0.99, events: events! };
    expect(absence({ ...alone, composite: [member] }, new Map())).toEqual({ kind: 'composite' });
    expect(absence({ ...recordedSlo(), problems: [{ kind: 'sliStopped' }] }, answers)).toEqual({ kind: 'stopped' });
    const { recorded } = recordedSlo();
    expect(absence({ ...recordedSlo(), recorded: { ...recorded!, slot: null } }, answers)).toEqual({
      kind: 'slotsUnknown',
    });
    const [slo] = countedSlos(1);
    const none = answersOf(planEpisodes({ toSeconds: AT }, [slo!]), (metric) => (metric === 'total' ? 0 : 0));
    expect(absence(slo!, none)).toEqual({ kind: 'noEvents' });
  });
});

describe('the queries for episodes', () => {
  const plan = (slos: readonly Slo[]) => planEpisodes({ toSeconds: AT }, slos);

  it('are as many for ten SLOs as for one', () => {
    expect(plan(countedSlos(10))).toHaveLength(plan(countedSlos(1)).length);
  });

  it('stay below the limit of points that Prometheus has for a range, without a hole', () => {
    const ranges = plan(countedSlos(1, 90)).flatMap((query) => (query.kind === 'range' ? [query] : []));
    expect(ranges.length).toBeGreaterThan(1);
    for (const { startSeconds, endSeconds, stepSeconds } of ranges) {
      expect((endSeconds - startSeconds) / stepSeconds).toBeLessThan(11_000);
      expect([startSeconds % 300, endSeconds % 300, stepSeconds]).toEqual([0, 0, 300]);
    }
    ranges.slice(1).forEach(({ startSeconds }, index) => {
      expect(startSeconds).toBe(ranges[index]!.endSeconds + 300);
    });
    expect(ranges.at(-1)!.endSeconds).toBe(LAST);
    // Three days before the window are asked for, on which its first alerts look back.
    expect(ranges[0]!.startSeconds).toBeLessThanOrEqual(AT - 93 * DAY + 300);
  });

  it('leave SLOs out where there would be too many points, and say which', () => {
    const slos = countedSlos(100);
    const ranges = plan(slos).flatMap((query) => (query.kind === 'range' ? [query] : []));
    const points = ranges.reduce(
      (sum, { startSeconds, endSeconds, stepSeconds, union }) =>
        sum + union!.parts.length * ((endSeconds - startSeconds) / stepSeconds + 1),
      0
    );
    expect(points).toBeLessThanOrEqual(MOST_POINTS);
    const found = judgeEpisodes({ toSeconds: AT }, slos, answersOf(plan(slos), counted));
    const told = found.filter(({ state }) => state === 'ok').length;
    expect(told).toBeGreaterThan(15);
    expect(found.slice(told).every((one) => one.state === 'absent' && one.absence.kind === 'tooMany')).toBe(true);
  });

  it('leave out those with the most points, wherever they stand', () => {
    const slos = [...countedSlos(10, 365), ...countedSlos(20, 7)];
    const found = judgeEpisodes({ toSeconds: AT }, slos, answersOf(plan(slos), counted));
    const told = found.map(({ state }) => state === 'ok');
    expect(told.slice(10)).toEqual(Array(20).fill(true));
    expect(told.slice(0, 10)).toContain(false);
  });
});
