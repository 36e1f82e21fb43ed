import { isEmptiness, withoutEmptyCopies } from '../../core/query/copies';
import {
  judgeRankedGroups,
  planRankedGroups,
  type RankedGroupsRequest,
  type SloGroups,
} from '../../core/query/groups/ranked';
import { rankedGroupsFrame } from '../frames/rankedGroups';
import { askOnce, type Asked, type QueryKind } from './queryKind';

const requestOf = ({ target, range }: Asked): RankedGroupsRequest => ({ ...range, label: target.groupBy ?? '' });

const isEmpty = (one: SloGroups) => one.state === 'absent' && isEmptiness(one.absence);

export const GROUPS: QueryKind<readonly SloGroups[]> = {
  ask: askOnce(
    (asked) => planRankedGroups(requestOf(asked), asked.slos),
    (asked, answers) => judgeRankedGroups(requestOf(asked), asked.slos, answers)
  ),
  frames: ({ refId }, _, found) => [rankedGroupsFrame(refId, withoutEmptyCopies(found.flat(), isEmpty))],
};
