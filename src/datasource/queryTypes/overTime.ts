import { isEmptiness, withoutEmptyCopies } from '../../core/query/copies';
import { judgeOverTime, type OverTime } from '../../core/query/overTime/judge';
import { planOverTime } from '../../core/query/overTime/plan';
import { eventsFrames, sliFrames } from '../frames/overTime';
import { askOnce, type QueryKind } from './queryKind';

const ask = askOnce(
  ({ range, slos }) => planOverTime(range, slos),
  ({ range, slos }, answers) => judgeOverTime(range, slos, answers)
);

const isEmpty = (one: OverTime) =>
  one.state === 'absent' ? isEmptiness(one.absence) : one.slots.every((slot) => slot === null);

export const SLI: QueryKind<readonly OverTime[]> = {
  ask,
  frames: ({ refId }, _, found) => sliFrames(refId, withoutEmptyCopies(found.flat(), isEmpty)),
};

export const EVENTS: QueryKind<readonly OverTime[]> = {
  ask,
  frames: ({ refId }, _, found) => eventsFrames(refId, withoutEmptyCopies(found.flat(), isEmpty)),
};
