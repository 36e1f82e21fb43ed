import { ALERT_STANDS } from '../../core/alerting/alertStand';
import { compareNumbers, compareTexts } from '../../core/budget/order';
import { POLICY_STATES } from '../../core/budget/policy';
import type { ColumnId } from './columns';
import { drawTrend } from './drawTrend';
import { byStatus, byWorst } from './order';
import type { ScoreRow } from './row';

export type Direction = 'ascending' | 'descending';

export interface Sort {
  column: ColumnId;
  direction: Direction;
}

/** Of the status, `descending` by how bad it is. */
export const WORST_FIRST: Sort = { column: 'status', direction: 'descending' };

/** What somebody who clicks a heading looks for: the strictest, the fastest burning, else the least. */
const FIRST: Record<ColumnId, Direction> = {
  status: 'descending',
  slo: 'ascending',
  objective: 'descending',
  sli: 'ascending',
  budget: 'ascending',
  trend: 'ascending',
  burnRates: 'descending',
  exhaustion: 'ascending',
  alert: 'descending',
  releases: 'descending',
};

/** A number or a text of the row; null where nobody knows it. */
const KEYS: Record<Exclude<ColumnId, 'status'>, (row: ScoreRow) => number | string | null> = {
  slo: ({ name }) => name.toLowerCase(),
  objective: ({ objective }) => objective.value,
  sli: ({ sli }) => sli.value,
  budget: ({ budget }) => budget.value,
  /** What the budget has gained over the range. */
  trend: ({ trend }) => {
    const drawing = drawTrend(trend);
    return drawing && drawing.last - drawing.first;
  },
  burnRates: ({ burnRates }) => {
    const known = burnRates.flatMap(({ rate }) => rate.value ?? []);
    return known.length === 0 ? null : Math.max(...known);
  },
  exhaustion: ({ exhaustion }) => exhaustionSeconds(exhaustion),
  /** How much it needs somebody. */
  alert: ({ alerts }) => (alerts === null ? null : -ALERT_STANDS.indexOf(alerts.stand)),
  /** How strict the policy is. */
  releases: ({ releases }) =>
    releases === null || releases.state === 'unknown' ? null : -POLICY_STATES.indexOf(releases.state),
};

export function isWorstFirst({ column, direction }: Sort): boolean {
  return column === WORST_FIRST.column && direction === WORST_FIRST.direction;
}

/** After a click on a heading: by that column, then the other way round, then worst first again. */
export function nextSort(sort: Sort, column: ColumnId): Sort {
  const direction = FIRST[column];
  if (sort.column !== column) {
    return { column, direction };
  }
  const reverse = direction === 'ascending' ? 'descending' : 'ascending';
  return sort.direction === direction ? { column, direction: reverse } : WORST_FIRST;
}

/**
 * The same rows in the order of a column. Those of which the column knows nothing come last in either direction, and equal
 * ones stand worst first, so that the order depends on the rows alone.
 */
export function sortRows(rows: readonly ScoreRow[], { column, direction }: Sort): ScoreRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  if (column === 'status') {
    return [...rows].sort((a, b) => -sign * byStatus(a, b) || byWorst(a, b));
  }
  return rows
    .map((row) => ({ row, key: KEYS[column](row) }))
    .sort((a, b) => compareKeys(a.key, b.key, sign) || byWorst(a.row, b.row))
    .map(({ row }) => row);
}

export function compareKeys(a: number | string | null, b: number | string | null, sign: 1 | -1): number {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  return (
    sign * (typeof a === 'string' || typeof b === 'string' ? compareTexts(String(a), String(b)) : compareNumbers(a, b))
  );
}

/** Until the budget is gone; Infinity where it never is, null where nobody can tell. */
export function exhaustionSeconds(exhaustion: ScoreRow['exhaustion']): number | null {
  switch (exhaustion.kind) {
    case 'in':
      return exhaustion.time.value;
    case 'spent':
      return 0;
    case 'notAtThisRate':
    case 'notThisPeriod':
      return Infinity;
    case 'unknown':
      return null;
  }
}
