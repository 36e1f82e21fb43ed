import type { BudgetOverTime } from '../../core/query/budget/judge';
import { slosAt } from '../../core/query/judgedSlo';
import { budgetFrames } from './budget';

const AT = 1_790_000_000;
const request = { fromSeconds: AT - 86_400, toSeconds: AT, stepSeconds: 3600, unit: 'percent' } as const;

function stopped(name: string): BudgetOverTime {
  const [slo] = slosAt(
    [
      {
        ...{
          id: name,
          tool: 'sloth',
          upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
          service: 'orders',
          name,
        },
        ...{ labels: {}, objectiveRatio: 0.99, window: { kind: 'rolling', seconds: 604_800 } },
        ...{ pairs: [], links: [], problems: [] },
      },
    ],
    AT
  );
  return { slo: slo!, method: 'sliding', points: [], ideal: [], absence: { kind: 'stopped' } };
}

const names = (...budgets: BudgetOverTime[]) =>
  budgetFrames('A', request, budgets).map(({ fields }) => fields[1]!.config.displayNameFromDS);

it('the graph of one SLO without a budget says why in the place of its name', () => {
  expect(names(stopped('a'))).toEqual(['orders / a: its SLI is no longer recorded, so no budget is drawn.']);
});

it('among others it keeps its name, and a notice says why', () => {
  expect(names(stopped('a'), stopped('b'))).toEqual(['orders / a', 'orders / b']);
  const [frame] = budgetFrames('A', request, [stopped('a'), stopped('b')]);
  expect(frame!.meta!.notices![0]!.text).toBe('orders / a: its SLI is no longer recorded, so no budget is drawn.');
});
