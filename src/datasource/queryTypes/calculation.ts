import { isEmptyRow, withoutEmptyCopies } from '../../core/query/copies';
import type { SloRow } from '../../core/query/slos/row';
import { calculationFrame } from '../frames/calculation';
import type { QueryKind } from './queryKind';
import { askRows } from './slos';

/** How the numbers of SLOs at the end of the range are computed. */
export const CALCULATION: QueryKind<readonly SloRow[]> = {
  ask: (asked) => askRows(asked, { trend: false, onset: false }),
  frames: ({ refId }, _, found) => [calculationFrame(refId, withoutEmptyCopies(found.flat(), isEmptyRow))],
};
