import { mergeDefinitions } from '../slo/merge';
import type { Exclusion } from '../window/exclusions';
import { planBudget, type BudgetRequest } from './budget/plan';
import { judgeBudget } from './budget/judge';
import { answersOf, countedDefinition, type Counted } from './events/testing';
import { slosAt } from './judgedSlo';
import { judgeSlos } from './slos/judge';
import { planSlos } from './slos/plan';

const HOUR = 3600;
const DAY = 86_400;
const AT = 497_222 * HOUR;

/** An hour of each of the last days. */
const exclusions = (count: number): Exclusion[] =>
  Array.from({ length: count }, (_, index) => ({
    reason: 'maintenance',
    source: 'configuration',
    match: {},
    when: { kind: 'oneOff', startSeconds: AT - index * DAY - 2 * HOUR, endSeconds: AT - index * DAY - HOUR },
  }));

const [defined] = mergeDefinitions({ uid: 'prom', name: 'Prometheus', labels: {} }, [], [countedDefinition()]);

/** All that was bad lies in what is excluded. */
const counted: Counted = (metric, from, to) => {
  let bad = 0;
  for (let end = AT - HOUR; end > AT - 30 * DAY; end -= DAY) {
    bad += Math.max(0, Math.min(to, end) - Math.max(from, end - HOUR));
  }
  return metric === 'bad' ? bad : to - from;
};

function told(count: number) {
  const slos = [{ ...defined!, exclusions: exclusions(count) }];
  const request = { fromSeconds: AT - 2 * DAY, toSeconds: AT, trend: true };
  const [row] = judgeSlos(request, slos, answersOf(planSlos(request, slos), counted));
  const asked: BudgetRequest = { ...request, stepSeconds: HOUR, unit: 'percent' };
  const [budget] = judgeBudget(asked, slos, answersOf(planBudget(asked, slos), counted));
  return { row: row!, budget: budget! };
}

it('leaves out what is excluded, and nothing where that is in too many pieces', () => {
  expect(slosAt([{ ...defined!, exclusions: exclusions(20) }], AT)[0]!.excluded).toHaveLength(20);
  expect(slosAt([{ ...defined!, exclusions: exclusions(21) }], AT)[0]).toMatchObject({
    excluded: [],
    exclusions: [],
    problems: [{ kind: 'exclusionsIgnored' }],
  });
});

it.each([20, 25])('the graph of a budget ends where its row stands, with %d exclusions', (count) => {
  const { row, budget } = told(count);
  expect(row.budgetRemaining.value).not.toBeNull();
  expect(budget.points.at(-1)!.value).toBeCloseTo(row.budgetRemaining.value!, 2);
});
