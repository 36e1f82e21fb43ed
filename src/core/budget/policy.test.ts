import fc from 'fast-check';
import { workbookPairs } from './alertPairs';
import { measured, unmeasured, type DataState, type Measured } from './dataState';
import { DEFAULT_POLICY, judgePolicy, type ErrorBudgetPolicy } from './policy';
import { judgeStatus, STATUSES, type Status, type StatusCause } from './status';

const quiet: StatusCause = { rule: 'allQuiet' };
const noData = unmeasured('noData', { kind: 'seriesMissing', metric: 'm' });
const seen = (value: number, coverageRatio: number): Measured => ({ state: 'partial', value, coverageRatio });

function stateOf(budget: Measured, status: Status = 'healthy', policy: ErrorBudgetPolicy | null = DEFAULT_POLICY) {
  return judgePolicy(policy, budget, { status, cause: quiet }).state;
}

it('has the numbers of the Workbook, and a sign-off before them', () => {
  expect(DEFAULT_POLICY).toEqual({
    freezeAtOrBelowRatio: 0,
    signOffBelowRatio: 0.25,
    exemptions: ['P0 fixes', 'security fixes'],
  });
});

it.each<[string, Measured, Status, string]>([
  ['overspent', measured(-0.3), 'breached', 'freeze'],
  ['spent to the last event', measured(0), 'breached', 'freeze'],
  ['spent and burning', measured(-1), 'burning', 'freeze'],
  ['spent, seen well, beside a burn rate that failed', measured(-0.1), 'blind', 'freeze'],
  ['spent, as far as a small part of the window was seen', seen(-0.1, 0.4), 'blind', 'unknown'],
  // Spent 2.6 times in four tenths of the window: 1.04 of the budget of all of it.
  ['spent in a part of the window by more than the rest could undo', seen(-1.6, 0.4), 'breached', 'freeze'],
  ['little left', measured(0.2499), 'healthy', 'signOff'],
  ['exactly a quarter left', measured(0.25), 'healthy', 'normal'],
  ['much left while a page fires', measured(0.9), 'burning', 'signOff'],
  ['much left while a ticket fires', measured(0.9), 'smouldering', 'normal'],
  ['no traffic now, and a budget', measured(0.9), 'noTraffic', 'normal'],
  ['no traffic in the whole window', unmeasured('noTraffic', { kind: 'noEvents' }), 'noTraffic', 'unknown'],
  ['no data', noData, 'blind', 'unknown'],
  ['no budget while a page fires', noData, 'burning', 'unknown'],
  ['much left, and blind', measured(0.9), 'blind', 'unknown'],
  ['little left, and blind', measured(0.1), 'blind', 'unknown'],
  ['most of the window seen', seen(0.9, 0.95), 'healthy', 'normal'],
  ['too little of the window seen', seen(0.9, 0.89), 'blind', 'unknown'],
  ['nobody knows how much was seen', { state: 'partial', value: 0.9 }, 'healthy', 'unknown'],
])('%s', (_, budget, status, state) => {
  expect(stateOf(budget, status)).toBe(state);
});

it('follows the thresholds of its policy', () => {
  const strict: ErrorBudgetPolicy = { freezeAtOrBelowRatio: 0.1, signOffBelowRatio: 0.5, exemptions: [] };
  expect([0.1, 0.11, 0.49, 0.5].map((left) => stateOf(measured(left), 'healthy', strict))).toEqual([
    'freeze',
    'signOff',
    'signOff',
    'normal',
  ]);
  const oneStep: ErrorBudgetPolicy = { freezeAtOrBelowRatio: 0.2, signOffBelowRatio: 0.2, exemptions: [] };
  expect([0.2, 0.21].map((left) => stateOf(measured(left), 'healthy', oneStep))).toEqual(['freeze', 'normal']);
});

it('says nothing where its policy could not be read', () => {
  for (const budget of [measured(-1), measured(1)]) {
    expect(judgePolicy(null, budget, { status: 'healthy', cause: quiet })).toEqual({
      state: 'unknown',
      cause: { rule: 'policyUnreadable' },
    });
  }
});

it('gives the reason for which the row is blind', () => {
  const cause: StatusCause = { rule: 'doubtful' };
  expect(judgePolicy(DEFAULT_POLICY, measured(0.9), { status: 'blind', cause }).cause).toEqual({
    rule: 'blind',
    cause,
  });
});

describe('whatever the numbers', () => {
  const states: DataState[] = ['measured', 'noTraffic', 'noData', 'partial', 'gapsSkipped', 'error'];
  const number = fc.record({ state: fc.constantFrom(...states), value: fc.double({ min: -3, max: 1, noNaN: true }) });
  const coverage = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
  const budgets = fc.tuple(number, coverage).map(([{ state, value }, coverageRatio]): Measured => {
    const none = state === 'noTraffic' || state === 'noData' || state === 'error';
    return { state, value: none ? null : value, ...(coverageRatio === undefined ? {} : { coverageRatio }) };
  });

  it('is normal only beside a budget that is left, seen, and not burning', () => {
    fc.assert(
      fc.property(budgets, fc.constantFrom(...STATUSES), (budget, status) => {
        const enough = budget.state === 'measured' || (budget.coverageRatio ?? 0) >= 0.9;
        const may = budget.value !== null && budget.value >= 0.25 && enough && !['burning', 'blind'].includes(status);
        expect(stateOf(budget, status) === 'normal').toBe(may);
      })
    );
  });

  it('freezes every SLO that is breached and seen, and none with a budget left', () => {
    const pairs = workbookPairs(30 * 86_400);
    const burnRates = new Map(
      pairs.flatMap((pair) => [pair.shortSeconds, pair.longSeconds]).map((s) => [s, measured(0)])
    );
    fc.assert(
      fc.property(budgets, (budgetRemaining) => {
        const verdict = judgeStatus({ windowSeconds: 30 * 86_400, budgetRemaining, burnRates, pairs, doubtful: false });
        const { state } = judgePolicy(DEFAULT_POLICY, budgetRemaining, verdict);
        if (verdict.status === 'breached') {
          const covered = budgetRemaining.state === 'measured' || (budgetRemaining.coverageRatio ?? 0) >= 0.9;
          expect(state).toBe(covered ? 'freeze' : 'unknown');
        } else {
          expect(state).not.toBe('freeze');
        }
      })
    );
  });
});

test('a budget that leaves out what somebody has annotated decides nothing, unless it is spent all the same', () => {
  const verdict = { status: 'healthy', cause: { rule: 'allQuiet' } } as const;
  const judge = (value: number) =>
    judgePolicy(DEFAULT_POLICY, { state: 'measured', value }, verdict, { isAnnotated: true }).state;
  expect([judge(0.9), judge(0.1), judge(-0.1)]).toEqual(['unknown', 'unknown', 'freeze']);
});

test('a budget of another window than its own decides nothing, not even a freeze', () => {
  const verdict = { status: 'breached', cause: { rule: 'budgetSpent' } } as const;
  for (const value of [0.9, 0.1, -0.1]) {
    expect(judgePolicy(DEFAULT_POLICY, { state: 'measured', value }, verdict, { isOverAnotherWindow: true })).toEqual({
      state: 'unknown',
      cause: { rule: 'anotherWindow' },
    });
  }
});
