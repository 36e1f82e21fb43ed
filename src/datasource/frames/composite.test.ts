import type { SloDetails } from '../../core/frame/sloTable';
import { selector } from '../../core/promql/ast';
import { judgeBudget } from '../../core/query/budget/judge';
import { planBudget, type BudgetUnit } from '../../core/query/budget/plan';
import { answersOf, type Counted } from '../../core/query/events/testing';
import { judgeSlos } from '../../core/query/slos/judge';
import { planSlos } from '../../core/query/slos/plan';
import { mergeDefinitions } from '../../core/slo/merge';
import type { EventsSli } from '../../core/slo/events';
import type { SloWindow } from '../../core/window/window';
import { budgetFrames } from './budget';
import { sloTableFrame } from './sloTable';

const DAY = 86_400;
/** GNU date: `date -u -d '2026-11-01' +%s`. */
const NOVEMBER = 1_793_491_200;
const AT = NOVEMBER + 10 * DAY;
const ROLLING: SloWindow = { kind: 'rolling', seconds: 4 * DAY };
const MONTH: SloWindow = { kind: 'calendar', unit: 'month', count: 1, startLocalSeconds: 1_767_225_600, zone: 'UTC' };

const events: EventsSli = {
  counted: 'bad',
  part: [{ sign: 1, selector: selector('bad') }],
  total: [{ sign: 1, selector: selector('total') }],
};

/** Half a per cent of the events are bad: 50% of the budget of 99%, 5% of that of 90%. */
const half: Counted = (metric, from, to) => (metric === 'total' ? 1 : 0.005) * (to - from);
const idle: Counted = () => 0;

function slosOf(window: SloWindow) {
  return mergeDefinitions(
    { uid: 'prom', name: 'Prometheus', labels: {} },
    [],
    [
      {
        ...{ tool: 'openslo', document: 1, line: 1, service: 'shop', name: 'journey', labels: {}, links: [] },
        objectiveRatio: null,
        window,
        composite: [
          { name: 'strict', weight: 0.5, objectiveRatio: 0.99, events },
          { name: 'lenient', weight: 2, objectiveRatio: 0.9, events },
        ],
      },
    ]
  );
}

function table(counted: Counted, window = ROLLING) {
  const request = { fromSeconds: AT - DAY, toSeconds: AT, trend: true };
  const slos = slosOf(window);
  const frame = sloTableFrame('A', judgeSlos(request, slos, answersOf(planSlos(request, slos), counted)));
  const value = (name: string): unknown => frame.fields.find((field) => field.name === name)?.values[0];
  return { value, details: value('details') as SloDetails };
}

describe('the frame of a composite', () => {
  it.each([
    ['four days', ROLLING],
    ['a calendar month', MONTH],
  ])('over %s holds its budget and what each member gives to it', (_, window) => {
    const { value, details } = table(half, window);
    expect(value('budgetRemaining')).toBeCloseTo(1 - 0.5 * 0.5 - 2 * 0.05, 9);
    expect([value('sli'), value('objective'), value('badEvents')]).toEqual([null, null, null]);
    expect(value('dataState')).toBe('measured');
    expect(details.members).toMatchObject([
      { name: 'strict', weight: 0.5, objective: 0.99, spent: expect.closeTo(0.5, 9), state: 'measured', reason: '' },
      { name: 'lenient', weight: 2, objective: 0.9, spent: expect.closeTo(0.05, 9), sli: expect.closeTo(0.995, 9) },
    ]);
    expect(details.method).toBe(
      'The members: each spends its weight times the share of its own budget that its counted events have spent (OpenSLO, Occurrences). A composite has no SLI of its own.'
    );
  });

  it('says which member is idle', () => {
    const { details } = table((metric, from, to) => (from >= AT - 4 * DAY ? idle(metric, from, to) : undefined));
    expect(details.problems).toContainEqual({
      severity: 'warning',
      text: 'its member strict had no events in the window, so it burns nothing',
    });
  });

  it('says which member cannot be seen, and why', () => {
    const { value, details } = table(() => undefined);
    expect(value('status')).toBe('blind');
    expect(value('dataStateReason')).toBe('strict: The series total has no sample at this time.');
    expect(details.members[1]).toMatchObject({
      spent: null,
      state: 'noData',
      reason: 'The series total has no sample at this time.',
    });
  });
});

describe('the budget of a composite over time', () => {
  function frame(unit: BudgetUnit, window = ROLLING) {
    const request = { fromSeconds: AT - DAY, toSeconds: AT, stepSeconds: 3600, unit };
    const slos = slosOf(window);
    return budgetFrames('A', request, judgeBudget(request, slos, answersOf(planBudget(request, slos), half)))[0]!;
  }

  it.each([
    ['four days', ROLLING, 0.65],
    // A third of November has passed: the budget is that of the whole month, at the same number of events a day.
    ['a calendar month', MONTH, 1 - 0.35 / 3],
  ])('over %s is drawn down to what is left', (_, window, left) => {
    const values = frame('percent', window)
      .fields.find(({ name }) => name === 'budgetRemaining')!
      .values.filter((value) => value !== null);
    // The end of the running month has an ideal, but no number yet.
    expect(values.length).toBeGreaterThan(20);
    expect(values.at(-1)).toBeCloseTo(left, 2);
  });

  it('says that it has no minutes', () => {
    expect(frame('minutes').meta!.notices).toContainEqual({
      severity: 'warning',
      text: 'shop / journey: its members count different events, so its budget is a share and has no minutes. Choose percent.',
    });
  });
});
