import { judgeBurnRates, type BurnRates } from '../../core/query/burnRates/judge';
import { planBurnRates } from '../../core/query/burnRates/plan';
import { isEmptiness, withoutEmptyCopies } from '../../core/query/copies';
import { burnRateFrames } from '../frames/burnRates';
import { askOnce, type QueryKind } from './queryKind';

const isEmpty = ({ lines, absence }: BurnRates) =>
  absence === null ? lines.every(({ points }) => points.every(({ value }) => value === null)) : isEmptiness(absence);

export const BURN_RATE: QueryKind<readonly BurnRates[]> = {
  ask: askOnce(
    ({ range, slos }) => planBurnRates(range, slos),
    ({ range, slos }, answers) => judgeBurnRates(range, slos, answers)
  ),
  frames: ({ refId }, range, found) => burnRateFrames(refId, range, withoutEmptyCopies(found.flat(), isEmpty)),
};
