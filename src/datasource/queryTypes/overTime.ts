import { isEmptiness, withoutEmptyCopies } from '../../core/query/copies';
import { map } from 'rxjs';
import { judgeGroups, planGroups, type GroupsOverTime } from '../../core/query/overTime/groups';
import { judgeOverTime, type OverTime } from '../../core/query/overTime/judge';
import { planOverTime } from '../../core/query/overTime/plan';
import { eventsFrames, groupFrames, sliFrames } from '../frames/overTime';
import { askOnce, type Asked, type QueryKind } from './queryKind';

const ask = askOnce(
  ({ range, slos }) => planOverTime(range, slos),
  ({ range, slos }, answers) => judgeOverTime(range, slos, answers)
);

const isEmpty = (one: OverTime) =>
  one.state === 'absent' ? isEmptiness(one.absence) : one.slots.every((slot) => slot === null);

/** The SLI of each SLO as a whole, or of its groups. */
export type SliFound = { kind: 'whole'; all: readonly OverTime[] } | { kind: 'groups'; all: readonly GroupsOverTime[] };

const groupsRequest = ({ target, range }: Pick<Asked, 'target' | 'range'>) => ({
  ...range,
  label: target.groupBy ?? '',
});

const askGroups = askOnce<SliFound>(
  (asked) => planGroups(groupsRequest(asked), asked.slos),
  (asked, answers) => ({ kind: 'groups', all: judgeGroups(groupsRequest(asked), asked.slos, answers) })
);

const isEmptyGroups = (one: GroupsOverTime) => one.state === 'absent' && isEmptiness(one.absence);

export const SLI: QueryKind<SliFound> = {
  ask: (asked) =>
    asked.target.groupBy
      ? askGroups(asked)
      : ask(asked).pipe(map((told) => ({ ...told, found: { kind: 'whole', all: told.found } }))),
  frames: ({ refId, groupBy = '' }, _, found) => [
    ...sliFrames(
      refId,
      withoutEmptyCopies(
        found.flatMap((one) => (one.kind === 'whole' ? one.all : [])),
        isEmpty
      )
    ),
    ...groupFrames(
      refId,
      groupBy,
      withoutEmptyCopies(
        found.flatMap((one) => (one.kind === 'groups' ? one.all : [])),
        isEmptyGroups
      )
    ),
  ],
};

export const EVENTS: QueryKind<readonly OverTime[]> = {
  ask,
  frames: ({ refId }, _, found) => eventsFrames(refId, withoutEmptyCopies(found.flat(), isEmpty)),
};
