import { countedDefinition } from '../events/testing';
import { mergeDefinitions } from '../../slo/merge';
import { overWindow } from '../../slo/overWindow';
import type { Slo } from '../../slo/slo';
import { slothSlo } from '../../slo/sloth/slo';
import type { Answer, Answers } from '../port';
import { judgeBudget } from './judge';
import { planBudget, type BudgetUnit } from './plan';

const DAY = 86_400;
const AT = 497_222 * 3600;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const info = { sloth_id: 'orders-a', sloth_service: 'orders', sloth_slo: 'a', sloth_objective: '99' };

function sloth(windows = [300, 3600]): Slo {
  return slothSlo({
    upstream,
    info,
    objectiveRatio: undefined,
    periodDays: 30,
    recordedWindowsSeconds: windows,
    current: true,
    budget: { labels: info, value: 0.5 },
  });
}

const counted = mergeDefinitions(upstream, [], [countedDefinition()]);

const request = (unit: BudgetUnit) => ({ fromSeconds: AT - 3 * 3600, toSeconds: AT, stepSeconds: 3600, unit });

/** 0.6, 0.5 and 0.4 left of 1 % where ratios and the budget are recorded; 100 bad of 20,000 in the window, 10 of them in each hour. */
function answer(slos: readonly Slo[], unit: BudgetUnit, change: Record<string, number[] | undefined> = {}): Answers {
  return new Map(
    planBudget(request(unit), slos).map(({ id, kind, union, promql }): [string, Answer] => {
      const times = kind === 'instant' ? [AT] : [AT - 7200, AT - 3600, AT];
      const parts = union?.parts ?? [{ key: '', promql }];
      const series = parts.flatMap(({ key, promql: part }) => {
        const metric = /bad|total|remaining|ratio_rate30d/.exec(part)![0];
        const whole = part.includes('[30d]');
        const values =
          change[metric] ??
          {
            bad: times.map(() => (whole ? 100 : 10)),
            total: times.map(() => (whole ? 20_000 : 500)),
            remaining: [0.4],
            ratio_rate30d: [0.004, 0.005, 0.006],
          }[metric]!;
        return metric in change && change[metric] === undefined
          ? []
          : [{ labels: union ? { slo_part: key } : info, timesSeconds: times, values }];
      });
      return [id, { state: 'ok', series, warnings: [] }];
    })
  );
}

function judge(slos: readonly Slo[], unit: BudgetUnit, change?: Record<string, number[] | undefined>) {
  const [budget] = judgeBudget(request(unit), slos, answer(slos, unit, change));
  return { ...budget!, values: budget!.points.map(({ value }) => value && Number(value.toFixed(9))) };
}

describe('the budget over time', () => {
  it.each<[BudgetUnit, number[]]>([
    ['percent', [0.6, 0.5, 0.4]],
    // 1 % of 43,200 minutes.
    ['minutes', [259.2, 216, 172.8]],
  ])('slides where it is recorded, in %s', (unit, values) => {
    expect(judge([sloth()], unit)).toMatchObject({ method: 'sliding', absence: null, values });
  });

  it.each<[BudgetUnit, number[]]>([
    // 200 bad events are allowed, 100 were; the tail is counted with the hour before it.
    ['percent', [0.55, 0.5]],
    ['minutes', [237.6, 216]],
    ['events', [110, 100]],
  ])('is cumulative where it is counted, in %s', (unit, values) => {
    const { method, absence, points } = judge(counted, unit);
    expect({ method, absence }).toEqual({ method: 'cumulative', absence: null });
    expect(points.at(-1)).toEqual({ timeSeconds: AT, value: expect.closeTo(values[1]!, 9) });
    expect(points.at(-2)).toEqual({ timeSeconds: AT - 3600, value: expect.closeTo(values[0]!, 9) });
  });

  it('is a gap where it was not recorded, not a line across', () => {
    const late = { ...request('percent'), fromSeconds: AT - 9 * 3600 };
    const slos = [sloth()];
    const answers: Answers = new Map(
      planBudget(late, slos).map(({ id, kind }): [string, Answer] => {
        const timesSeconds = kind === 'instant' ? [AT] : [AT - 8 * 3600, AT - 7 * 3600, AT - 3600];
        const values = timesSeconds.map(() => (kind === 'instant' ? 0.4 : 0.005));
        return [id, { state: 'ok', series: [{ labels: info, timesSeconds, values }], warnings: [] }];
      })
    );
    const [{ points }] = judgeBudget(late, slos, answers) as [ReturnType<typeof judgeBudget>[0]];
    expect(points.map(({ timeSeconds, value }) => [timeSeconds - AT, value && Number(value.toFixed(9))])).toEqual([
      [-8 * 3600, 0.5],
      [-7 * 3600, 0.5],
      [-6 * 3600, null],
      [-3600, 0.5],
      [0, 0.4],
    ]);
  });

  it('counts the events of a recorded SLO where its document says how', () => {
    const both = mergeDefinitions(
      upstream,
      [sloth()],
      [{ ...definitionOf(), window: { kind: 'rolling', seconds: 30 * DAY } }]
    );
    expect(judge(both, 'percent').method).toBe('sliding');
    expect(judge(both, 'events')).toMatchObject({ method: 'cumulative', absence: null });
    expect(judge(both, 'events').points.at(-1)!.value).toBeCloseTo(100, 9);
  });

  it.each<[string, Slo[], BudgetUnit, Record<string, number[] | undefined>, string]>([
    ['an SLI that has stopped', [sloth([30 * DAY])], 'percent', {}, 'stopped'],
    [
      'a recorded budget that is NaN',
      [sloth()],
      'percent',
      { remaining: [NaN], ratio_rate30d: [NaN, NaN, NaN] },
      'undefined',
    ],
    [
      'a budget that is not recorded',
      [sloth()],
      'percent',
      { remaining: undefined, ratio_rate30d: undefined },
      'missing',
    ],
    ['events that nobody can count', [sloth()], 'events', {}, 'eventsUnknown'],
    ['another window than the recorded one', overWindow([sloth()], 7 * DAY), 'percent', {}, 'notRecordedOverWindow'],
    ['a window without events', counted, 'percent', { bad: [0, 0, 0], total: [0, 0, 0] }, 'noEvents'],
    ['a total that is gone', counted, 'percent', { total: undefined }, 'unmeasured'],
    ['an unknown objective', [{ ...counted[0]!, objectiveRatio: null }], 'percent', {}, 'objectiveUnknown'],
  ])('is not drawn for %s, and says why', (_, slos, unit, change, kind) => {
    const { absence, points } = judge(slos, unit, change);
    expect(absence).toMatchObject({ kind });
    expect(points.every(({ value }) => value === null)).toBe(true);
  });
});

function definitionOf() {
  const [{ service, name, labels, window, events, links }] = counted as [Slo];
  return {
    tool: 'openslo',
    document: 1,
    line: 1,
    service,
    name,
    labels,
    objectiveRatio: 0.99,
    window,
    events: events!,
    links,
  } as const;
}
