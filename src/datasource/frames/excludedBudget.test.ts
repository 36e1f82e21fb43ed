import type { BudgetOverTime } from '../../core/query/budget/judge';
import { slosAt } from '../../core/query/judgedSlo';
import type { Slo } from '../../core/slo/slo';
import { budgetFrames } from './budget';

const AT = 1_790_000_000;
const DAY = 86_400;
const request = { fromSeconds: AT - DAY, toSeconds: AT, stepSeconds: 3600, unit: 'percent' } as const;

function drawn(name: string, method: BudgetOverTime['method'], startSeconds: number): BudgetOverTime {
  const slo: Slo = {
    id: name,
    tool: 'sloth',
    upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
    service: 'orders',
    name,
    labels: {},
    objectiveRatio: 0.99,
    window: { kind: 'rolling', seconds: 7 * DAY },
    pairs: [],
    links: [],
    problems: [],
    exclusions: [
      {
        reason: 'Move',
        source: 'configuration',
        match: {},
        when: { kind: 'oneOff', startSeconds, endSeconds: startSeconds + 3600 },
      },
    ],
  };
  return { slo: slosAt([slo], AT)[0]!, method, points: [{ timeSeconds: AT, value: 0.5 }], ideal: [], absence: null };
}

function warnings(...budgets: BudgetOverTime[]): string[] {
  const notices = budgetFrames('A', request, budgets).flatMap(({ meta }) => meta?.notices ?? []);
  return notices.filter(({ severity }) => severity === 'warning').map(({ text }) => text);
}

test('recorded lines say once that excluded times count in them', () => {
  expect(
    warnings(drawn('counted', 'cumulative', AT - DAY), drawn('a', 'sliding', AT - DAY), drawn('b', 'sliding', AT - DAY))
  ).toEqual([
    'Excluded times count in the lines of orders / a, orders / b: their tools record budgets with them, and neither short ratios nor events that they could be left out of.',
  ]);
});

test('recorded lines say nothing of times that are outside of the window', () => {
  expect(warnings(drawn('a', 'sliding', AT - 30 * DAY))).toEqual([]);
});
