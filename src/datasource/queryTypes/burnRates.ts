import { judgeBurnRates, type BurnRates } from '../../core/query/burnRates/judge';
import { planBurnRates } from '../../core/query/burnRates/plan';
import { burnRateFrames } from '../frames/burnRates';
import { askOnce, type QueryKind } from './queryKind';

export const BURN_RATE: QueryKind<readonly BurnRates[]> = {
  ask: askOnce(
    ({ range, slos }) => planBurnRates(range, slos),
    ({ range, slos }, answers) => judgeBurnRates(range, slos, answers)
  ),
  frames: ({ refId }, range, found) => burnRateFrames(refId, range, found.flat()),
};
