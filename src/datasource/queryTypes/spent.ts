import { isEmptiness, withoutEmptyCopies } from '../../core/query/copies';
import { judgeSpent, type Spent } from '../../core/query/spent/judge';
import { planSpent, type SpentRequest } from '../../core/query/spent/plan';
import { complianceFrame, spentFrames } from '../frames/spent';
import { askOnce, type Asked, type QueryKind } from './queryKind';

function requestOf({ target, range }: Pick<Asked, 'target' | 'range'>): SpentRequest {
  return { ...range, per: target.per ?? 'day' };
}

const isEmpty = (one: Spent) => one.state === 'absent' && isEmptiness(one.absence);

export const SPENT: QueryKind<readonly Spent[]> = {
  ask: askOnce(
    (asked) => planSpent(requestOf(asked), asked.slos),
    (asked, answers) => judgeSpent(requestOf(asked), asked.slos, answers)
  ),
  frames: ({ refId, per }, _, found) => {
    const all = withoutEmptyCopies(found.flat(), isEmpty);
    return per === 'month' ? [complianceFrame(refId, all)] : spentFrames(refId, all);
  },
};
