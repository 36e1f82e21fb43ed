import { judgeSpent, type Spent } from '../../core/query/spent/judge';
import { planSpent, type SpentRequest } from '../../core/query/spent/plan';
import { complianceFrame, spentFrames } from '../frames/spent';
import { askOnce, type Asked, type QueryKind } from './queryKind';

function requestOf({ target, range }: Pick<Asked, 'target' | 'range'>): SpentRequest {
  return { ...range, per: target.per ?? 'day' };
}

export const SPENT: QueryKind<readonly Spent[]> = {
  ask: askOnce(
    (asked) => planSpent(requestOf(asked), asked.slos),
    (asked, answers) => judgeSpent(requestOf(asked), asked.slos, answers)
  ),
  frames: (target, _, found) =>
    target.per === 'month' ? [complianceFrame(target.refId, found.flat())] : spentFrames(target.refId, found.flat()),
};
