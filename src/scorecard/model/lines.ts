import type { RowGroup } from './groupRows';
import type { ScoreRow } from './row';

/** What the table shows one below the other: rows, or groups with the rows of those that are open. */
export type Line =
  | { kind: 'row'; id: string; row: ScoreRow; isInGroup: boolean }
  | { kind: 'group'; id: string; group: RowGroup; isOpen: boolean };

export function rowLines(rows: readonly ScoreRow[], isInGroup = false): Line[] {
  return rows.map((row) => ({ kind: 'row', id: row.id, row, isInGroup }));
}

export function groupLines(groups: readonly RowGroup[], isOpen: (groupId: string) => boolean): Line[] {
  return groups.flatMap((group): Line[] => [
    { kind: 'group', id: group.id, group, isOpen: isOpen(group.id) },
    ...(isOpen(group.id) ? rowLines(group.rows, true) : []),
  ]);
}
