import { judgeOverTime, type OverTime } from '../../core/query/overTime/judge';
import { planOverTime } from '../../core/query/overTime/plan';
import { eventsFrames, sliFrames } from '../frames/overTime';
import { askOnce, type QueryKind } from './queryKind';

const ask = askOnce(
  ({ range, slos }) => planOverTime(range, slos),
  ({ range, slos }, answers) => judgeOverTime(range, slos, answers)
);

export const SLI: QueryKind<readonly OverTime[]> = {
  ask,
  frames: ({ refId }, _, found) => sliFrames(refId, found.flat()),
};

export const EVENTS: QueryKind<readonly OverTime[]> = {
  ask,
  frames: ({ refId }, _, found) => eventsFrames(refId, found.flat()),
};
