import { judgeBudget, type BudgetOverTime } from '../../core/query/budget/judge';
import { planBudget } from '../../core/query/budget/plan';
import { isEmptiness, withoutEmptyCopies } from '../../core/query/copies';
import { budgetFrames } from '../frames/budget';
import { askOnce, type Asked, type QueryKind } from './queryKind';

const requestOf = ({ target, range }: Pick<Asked, 'target' | 'range'>) => ({
  ...range,
  unit: target.unit ?? ('percent' as const),
});

const isEmpty = ({ absence }: BudgetOverTime) => absence !== null && isEmptiness(absence);

export const BUDGET: QueryKind<readonly BudgetOverTime[]> = {
  ask: askOnce(
    (asked) => planBudget(requestOf(asked), asked.slos),
    (asked, answers) => judgeBudget(requestOf(asked), asked.slos, answers)
  ),
  frames: (target, range, found) =>
    budgetFrames(target.refId, requestOf({ target, range }), withoutEmptyCopies(found.flat(), isEmpty)),
};
