import { selector } from '../../promql/ast';
import type { CompositeMember } from '../../slo/composite';
import type { SloDefinition } from '../../slo/definition';
import type { EventsSli } from '../../slo/events';
import { mergeDefinitions } from '../../slo/merge';
import { judgeBudget } from '../budget/judge';
import { planBudget, type BudgetRequest } from '../budget/plan';
import type { Answer, Answers, Query } from '../port';
import { judgeSlos } from './judge';
import { planSlos } from './plan';

const DAY = 86_400;
/** A multiple of a day, so that the buckets of a trend end with it. */
const AT = 20_700 * DAY;
const request = { fromSeconds: AT - 4 * DAY, toSeconds: AT, trend: true };
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

function events(name: string): EventsSli {
  return {
    counted: 'bad',
    part: [{ sign: 1, selector: selector(`${name}_total`, [{ label: 'code', operator: '=', value: '500' }]) }],
    total: [{ sign: 1, selector: selector(`${name}_total`) }],
  };
}

function member(name: string, objectiveRatio: number, weight = 1): CompositeMember {
  return { name, weight, objectiveRatio, events: events(name) };
}

function journey(...composite: CompositeMember[]) {
  const definition: SloDefinition = {
    tool: 'openslo',
    document: 1,
    line: 4,
    service: 'shop',
    name: 'journey',
    labels: {},
    objectiveRatio: null,
    window: { kind: 'rolling', seconds: 4 * DAY },
    composite,
    links: [],
  };
  return mergeDefinitions(upstream, [], [definition]);
}

/** Search: 99 %, weight 1. Pay: 99.9 %, weight 0.5. */
const both = journey(member('search', 0.99), member('pay', 0.999, 0.5));

type Held = ReadonlyArray<[pattern: RegExp, value: number | undefined | 'failed']>;

/** 4 of 1,000 searches and 2 of 10,000 payments are bad, over whatever window. */
const quiet: Held = [
  [/min_over_time/, AT - 4 * DAY],
  [/count_over_time/, 720],
  [/search_total\{code="500"/, 4],
  [/search_total/, 1000],
  [/pay_total\{code="500"/, 2],
  [/pay_total/, 10_000],
];

/** A number for every part, by what its PromQL holds; the first match counts. Ranges have it at their last two steps. */
function answer(queries: readonly Query[], held: Held): Answers {
  return new Map(
    queries.map((query): [string, Answer] => {
      const found = (query.union?.parts ?? []).map(({ key, promql }) => ({
        key,
        value: held.find(([pattern]) => pattern.test(promql))?.[1],
      }));
      const timesSeconds = query.kind === 'range' ? [AT - query.stepSeconds, AT] : [AT];
      const series = found.flatMap(({ key, value }) =>
        typeof value === 'number'
          ? [{ labels: { slo_part: key }, timesSeconds, values: timesSeconds.map(() => value) }]
          : []
      );
      const refused = found.flatMap(({ key, value }) =>
        value === 'failed' ? [[key, { cause: 'tooManySamples', message: 'too many samples' }] as const] : []
      );
      return [query.id, { state: 'ok', series, warnings: [], refused: new Map(refused) }];
    })
  );
}

function judge(slos: ReturnType<typeof journey>, held: Held) {
  const [row] = judgeSlos(request, slos, answer(planSlos(request, slos), held));
  return row!;
}

describe('a composite of two members', () => {
  // Search has spent (4 / 1000) / 0.01 = 40 % of its budget, pay (2 / 10000) / 0.001 = 20 %.
  it('has spent what its members have, each times its weight', () => {
    const row = judge(both, quiet);
    expect(row.budgetRemaining).toEqual({ state: 'measured', value: expect.closeTo(1 - 1 * 0.4 - 0.5 * 0.2, 9) });
    expect([...row.burnRates.values()].map(({ value }) => value)).toEqual(Array(7).fill(expect.closeTo(0.5, 9)));
    expect(row.verdict.status).toBe('healthy');
    expect(row.problems).toEqual([]);
  });

  it('tells each member with all that its share is made of', () => {
    expect(judge(both, quiet).members).toEqual([
      {
        name: 'search',
        weight: 1,
        objectiveRatio: 0.99,
        sli: { state: 'measured', value: expect.closeTo(0.996, 12) },
        spent: { state: 'measured', value: expect.closeTo(0.4, 9) },
        badEvents: { state: 'measured', value: 4 },
        totalEvents: { state: 'measured', value: 1000 },
      },
      {
        name: 'pay',
        weight: 0.5,
        objectiveRatio: 0.999,
        sli: { state: 'measured', value: expect.closeTo(0.9998, 12) },
        spent: { state: 'measured', value: expect.closeTo(0.2, 9) },
        badEvents: { state: 'measured', value: 2 },
        totalEvents: { state: 'measured', value: 10_000 },
      },
    ]);
  });

  it('has neither SLI nor objective nor events of its own', () => {
    const row = judge(both, quiet);
    expect(row.sli).toEqual({ state: 'noData', value: null, reason: { kind: 'noSliOfItsOwn' } });
    expect(row.slo.objectiveRatio).toBeNull();
    expect(row.eventWeighted).toBeNull();
    expect(row.method).toEqual({ kind: 'composite' });
  });

  it('shows the queries of all members', () => {
    const { evidence } = judge(both, quiet);
    for (const metric of ['search_total', 'pay_total']) {
      expect(evidence).toContainEqual({ role: 'budgetRemaining', promql: `sum(increase(${metric}[4d]))` });
      expect(evidence).toContainEqual({ role: 'burnRate', promql: `sum(increase(${metric}{code="500"}[1h]))` });
    }
  });

  it('asks as many queries as an SLO of its own would', () => {
    const alone = mergeDefinitions(
      upstream,
      [],
      [
        {
          ...{ tool: 'openslo', document: 1, line: 4, service: 'shop', name: 'search', labels: {}, links: [] },
          objectiveRatio: 0.99,
          window: { kind: 'rolling', seconds: 4 * DAY },
          events: events('search'),
        },
      ]
    );
    const many = journey(...Array.from({ length: 40 }, (_, index) => member(`m${index}`, 0.9)));
    const counted = planSlos(request, alone).length;
    expect(counted).toBeGreaterThan(5);
    expect(planSlos(request, both)).toHaveLength(counted);
    expect(planSlos(request, [...both, ...many, ...alone])).toHaveLength(counted);
  });

  it('pages when a member alone burns enough for it', () => {
    const row = judge(both, [[/search_total\{code="500"}\[(5m|1h)\]/, 200], ...quiet]);
    expect(row.verdict).toMatchObject({
      status: 'burning',
      cause: { rule: 'pairFires', shortRate: expect.closeTo(20.1, 9), longRate: expect.closeTo(20.1, 9) },
    });
  });

  it('draws a budget that ends with that of the row', () => {
    const { trend, budgetRemaining } = judge(both, quiet);
    expect(trend.at(-1)).toEqual({ timeSeconds: AT, value: expect.closeTo(0.5, 9) });
    expect(trend.at(-1)!.value).toBeCloseTo(budgetRemaining.value!, 12);
  });
});

describe('a composite with a member', () => {
  it('that had no events burns as the others do, and says so', () => {
    const row = judge(both, [[/pay_total/, 0], ...quiet]);
    expect(row.budgetRemaining).toEqual({ state: 'measured', value: expect.closeTo(0.6, 9) });
    expect(row.problems).toEqual([{ kind: 'memberIdle', member: 'pay' }]);
    expect(row.trend.at(-1)!.value).toBeCloseTo(0.6, 9);
  });

  it.each<[string, number | undefined | 'failed', object]>([
    ['that is gone', undefined, { state: 'noData', reason: { kind: 'ofMember', member: 'pay' } }],
    ['that is refused', 'failed', { state: 'error', reason: { kind: 'ofMember', member: 'pay' } }],
  ])('%s is blind', (_, value, expected) => {
    const row = judge(both, [[/pay_total/, value], ...quiet]);
    expect(row.budgetRemaining).toMatchObject({ ...expected, value: null });
    expect(row.verdict.status).toBe('blind');
    expect(row.pairStates.every((state) => state === 'unknown')).toBe(true);
    expect(row.trend).toEqual([]);
    expect(row.members).toMatchObject([{ spent: { state: 'measured' } }, { spent: { value: null } }]);
  });

  it('that is gone still pages where the others burn enough for it', () => {
    const row = judge(both, [[/pay_total/, undefined], [/search_total\{code="500"}\[(5m|1h)\]/, 200], ...quiet]);
    expect(row.verdict.status).toBe('burning');
    expect(row.budgetRemaining.value).toBeNull();
    expect(row.burnRates.get(300)).toEqual({
      state: 'partial',
      value: expect.closeTo(20, 9),
      reason: { kind: 'memberUnseen', member: 'pay' },
    });
    expect(row.burnRates.get(21_600)).toMatchObject({ state: 'noData', value: null });
    expect(row.pairStates).toEqual(['firing', 'unknown', 'unknown', 'unknown']);
  });

  it('that is gone leaves no burn rate where the others exceed one window of a pair and not the other', () => {
    const row = judge(both, [[/pay_total/, undefined], [/search_total\{code="500"}\[3d\]/, 200], ...quiet]);
    expect([...row.burnRates.values()].map(({ value }) => value)).toEqual(Array(7).fill(null));
    expect(row.verdict.status).toBe('blind');
  });

  it('whose numbers are doubtful proves no health', () => {
    const row = judge(both, [[/pay_total\{code="500"/, -50], ...quiet]);
    expect(row.problems).toContainEqual({
      kind: 'ofMember',
      member: 'pay',
      problem: { kind: 'ratioOutOfRange', value: -0.005 },
    });
    expect(row.verdict.status).toBe('blind');
  });

  it('that covers half of the window is not healthy', () => {
    const row = judge(both, [[/count_over_time.*pay_total/, 360], ...quiet]);
    expect(row.budgetRemaining).toMatchObject({ state: 'partial', coverageRatio: 0.5 });
    expect(row.verdict.status).toBe('blind');
  });

  it('is no traffic where none has any', () => {
    const row = judge(both, [
      [/_over_time/, 720],
      [/_total/, 0],
    ]);
    expect(row.verdict.status).toBe('noTraffic');
  });
});

test('a composite says which of its alerts can never fire', () => {
  // If all fails, the two burn 1 / 0.5 + 0.5 / 0.1 = 7 times the rate at which their budgets last.
  const lenient = judge(journey(member('search', 0.5), member('pay', 0.9, 0.5)), quiet);
  expect(lenient.problems).toEqual([{ kind: 'pairUnreachable', shortSeconds: 300, longSeconds: 3600, factor: 14.4 }]);
});

describe('a composite with a member of 50 events an hour at 99.9 %', () => {
  // One of 50 burns (1 / 50) / 0.001 = 20 times the rate at which the member's budget lasts; the page needs 14.4.
  const held: Held = [[/pay_total\{code="500"/, 2], [/pay_total/, 50 * 96], ...quiet];
  const problems = (weight: number) =>
    judge(journey(member('search', 0.99), member('pay', 0.999, weight)), held).problems;

  it('says that one failure of it alone fires the page, and what that spends of the composite’s budget', () => {
    const found = {
      kind: 'lowTraffic',
      expectedEvents: expect.closeTo(50, 9),
      shortSeconds: 300,
      longSeconds: 3600,
      // One of the 4,800 that may have 4.8 bad ones.
      failureBudgetRatio: expect.closeTo(1 / 4.8, 9),
    };
    expect(problems(1)).toEqual([{ kind: 'ofMember', member: 'pay', problem: found }]);
  });

  it('weighs that failure', () => {
    // 0.71 · 20 = 14.2 does not exceed the factor of 14.4, 0.73 · 20 = 14.6 does.
    expect(problems(0.71)).toEqual([]);
    expect(problems(0.73)).toMatchObject([
      { member: 'pay', problem: { longSeconds: 3600, failureBudgetRatio: expect.closeTo(0.73 / 4.8, 9) } },
    ]);
  });

  it('proves its health all the same', () => {
    expect(judge(journey(member('search', 0.99, 0.5), member('pay', 0.999, 0.73)), held).verdict.status).toBe(
      'healthy'
    );
  });
});

describe('the budget of a composite over time', () => {
  function budget(unit: BudgetRequest['unit'], held: Held) {
    const asked = { fromSeconds: AT - DAY, toSeconds: AT, stepSeconds: 3600, unit };
    return judgeBudget(asked, both, answer(planBudget(asked, both), held))[0]!;
  }

  it('ends where the row does', () => {
    const { points, absence } = budget('percent', quiet);
    expect(absence).toBeNull();
    expect(points.at(-1)).toEqual({ timeSeconds: AT, value: expect.closeTo(0.5, 9) });
  });

  it.each(['minutes', 'events'] as const)('is not told in %s', (unit) => {
    expect(budget(unit, quiet)).toMatchObject({ points: [], absence: { kind: 'shareOnly' } });
  });

  it('is drawn without a member that had no events, and not without one that is gone', () => {
    expect(budget('percent', [[/pay_total/, 0], ...quiet]).points.at(-1)!.value).toBeCloseTo(0.6, 9);
    expect(budget('percent', [[/pay_total/, undefined], ...quiet])).toMatchObject({
      points: [],
      absence: { kind: 'unmeasured' },
    });
    expect(budget('percent', [[/_total/, 0], ...quiet])).toMatchObject({ absence: { kind: 'noEvents' } });
  });
});
