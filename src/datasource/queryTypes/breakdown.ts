import { isEmptiness, withoutEmptyCopies } from '../../core/query/copies';
import {
  judgeBreakdown,
  planBreakdown,
  type BreakdownRequest,
  type SloBreakdown,
} from '../../core/query/breakdown/breakdown';
import { breakdownFrame } from '../frames/breakdown';
import { askOnce, type Asked, type QueryKind } from './queryKind';

const requestOf = ({ target, range }: Asked): BreakdownRequest => ({ ...range, label: target.groupBy ?? '' });

const isEmpty = (one: SloBreakdown) => one.state === 'absent' && isEmptiness(one.absence);

export const BREAKDOWN: QueryKind<readonly SloBreakdown[]> = {
  ask: askOnce(
    (asked) => planBreakdown(requestOf(asked), asked.slos),
    (asked, answers) => judgeBreakdown(requestOf(asked), asked.slos, answers)
  ),
  frames: ({ refId }, _, found) => [breakdownFrame(refId, withoutEmptyCopies(found.flat(), isEmpty))],
};
