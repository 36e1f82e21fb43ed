import { ALERT_STANDS, type AlertStand } from '../../core/alerting/alertStand';
import { compareNumbers } from '../../core/budget/order';
import { rollUp, type MemberEvents, type RollUp, type RollUpMember } from '../../core/budget/rollUp';
import type { ColumnId } from './columns';
import type { BurnRate, ScoreRow } from './row';
import { compareKeys, exhaustionSeconds, sortRows, type Sort } from './sortRows';

export interface GroupMember extends RollUpMember {
  row: ScoreRow;
}

/** Rows that have the same value of what they are grouped by, as one row. */
export interface RowGroup extends RollUp<GroupMember> {
  /** Those that the filter leaves, in the order of the table; at least one. */
  rows: readonly ScoreRow[];
  /** How many there are without the filter. */
  all: number;
  /** The fastest of each window, shortest window first. */
  burnRates: readonly BurnRate[];
  /** How the alerts stand that need somebody the most; null where no row tells. */
  alertStand: AlertStand | null;
}

/** What an SLO can be told by besides its labels; a label of such a name yields to it, as in the data source's queries. */
const FIELDS = ['service', 'owner', 'upstream', 'tool'] as const satisfies ReadonlyArray<keyof ScoreRow>;

/** By what rows can be grouped: what they can be told by, then their labels by name. */
export function groupLabels(rows: readonly ScoreRow[]): string[] {
  const fields = FIELDS.filter((field) => rows.some((row) => row[field] !== ''));
  const labels = new Set(rows.flatMap((row) => row.labels.map(([name]) => name)));
  return [...fields, ...[...labels].filter((name) => !FIELDS.some((field) => field === name)).sort()];
}

/**
 * Every row in exactly one group, both in the order of a column: groups by the number that they show in it, where they have
 * none by that of their first row. What a group says of its rows stands in core/budget/rollUp.
 *
 * @param rows those that the filter leaves
 * @param all those without it
 */
export function groupRows(rows: readonly ScoreRow[], all: readonly ScoreRow[], by: string, sort: Sort): RowGroup[] {
  const sorted = new Map<string, ScoreRow[]>();
  for (const row of sortRows(rows, sort)) {
    const value = groupValue(row, by);
    const known = sorted.get(value);
    if (known) {
      known.push(row);
    } else {
      sorted.set(value, [row]);
    }
  }
  const sizes = new Map<string, number>();
  for (const row of all) {
    const value = groupValue(row, by);
    sizes.set(value, (sizes.get(value) ?? 0) + 1);
  }
  const places = [...sorted.keys()];
  const groups = rollUp(rows.map(memberOf), ({ row }) => groupValue(row, by)).map((group): RowGroup => {
    const own = sorted.get(group.name) ?? [];
    return {
      ...group,
      id: JSON.stringify(['group', by, group.name]),
      rows: own,
      all: sizes.get(group.name) ?? own.length,
      burnRates: fastest(own),
      alertStand: ALERT_STANDS.find((stand) => own.some(({ alerts }) => alerts?.stand === stand)) ?? null,
    };
  });
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const key = KEYS[sort.column];
  // Worst first is the order of the groups as they come.
  return sort.column === 'status'
    ? sign === -1
      ? groups
      : [...groups].reverse()
    : [...groups].sort((a, b) =>
        key ? compareKeys(key(a), key(b), sign) : compareNumbers(places.indexOf(a.name), places.indexOf(b.name))
      );
}

function groupValue(row: ScoreRow, by: string): string {
  const field = FIELDS.find((one) => one === by);
  return field ? row[field] : (row.labels.find(([name]) => name === by)?.[1] ?? '');
}

/** The numbers of a group that a column shows. */
const KEYS: Partial<Record<ColumnId, (group: RowGroup) => number | string | null>> = {
  slo: ({ name }) => name.toLowerCase(),
  sli: ({ sli }) => (sli.state === 'known' ? sli.ratio : null),
  budget: ({ budgetRemaining }) => budgetRemaining.value,
  burnRates: ({ burnRate }) => burnRate,
  exhaustion: ({ exhaustionSeconds: seconds }) => seconds,
  alert: ({ alertStand }) => (alertStand === null ? null : -ALERT_STANDS.indexOf(alertStand)),
};

function memberOf(row: ScoreRow): GroupMember {
  const { budget, dataState, coverageRatio, burnRates } = row;
  const rates = burnRates.flatMap(({ rate }) => rate.value ?? []);
  return {
    row,
    id: row.id,
    service: row.service,
    name: row.name,
    status: row.status,
    budgetRemaining: {
      state: dataState,
      value: budget.value,
      ...(coverageRatio === null ? {} : { coverageRatio }),
    },
    burnRate: rates.length === 0 ? null : Math.max(...rates),
    exhaustionSeconds: exhaustionSeconds(row.exhaustion),
    events: eventsOf(row),
    windowStartSeconds: windowStartSeconds(row),
  };
}

function eventsOf({ events: { bad, total }, members, sli }: ScoreRow): MemberEvents {
  if (members.length > 0) {
    return { state: 'composite' };
  }
  return bad !== null && total !== null
    ? { state: 'known', bad, total }
    : { state: sli.value === null ? 'notCounted' : 'ratiosOnly' };
}

/** Rolling windows begin as long ago as they are: all that is fresh ends at once, and what is not by when it was. */
function windowStartSeconds({ period, windowSeconds, stale }: ScoreRow): number {
  return period ? period.startMilliseconds / 1000 : (stale ? stale.atMilliseconds / 1000 : 0) - (windowSeconds ?? NaN);
}

function fastest(rows: readonly ScoreRow[]): BurnRate[] {
  const byWindow = new Map<number, BurnRate>();
  for (const rate of rows.flatMap(({ burnRates }) => burnRates)) {
    const known = byWindow.get(rate.windowSeconds);
    if (!known || (rate.rate.value ?? -Infinity) > (known.rate.value ?? -Infinity)) {
      byWindow.set(rate.windowSeconds, rate);
    }
  }
  return [...byWindow.values()].sort((a, b) => a.windowSeconds - b.windowSeconds);
}
