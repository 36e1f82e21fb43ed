import { useCallback, useMemo, useState } from 'react';
import { groupRows } from '../model/groupRows';
import { groupLines, rowLines, type Line } from '../model/lines';
import type { ScoreRow } from '../model/row';
import { sortRows, type Sort } from '../model/sortRows';

export interface Lines {
  lines: readonly Line[];
  toggle: (groupId: string) => void;
  areAllOpen: boolean;
  toggleAll: () => void;
}

interface Asked {
  /** Those that the filter leaves. */
  rows: readonly ScoreRow[];
  all: readonly ScoreRow[];
  sort: Sort;
  /** Empty where nothing is grouped. */
  by: string;
  isFiltering: boolean;
}

/**
 * What the table shows, in its order. Groups are closed until somebody opens them; while somebody filters they are open,
 * because what is looked for is in them. Which ones are otherwise is remembered for both.
 */
export function useLines({ rows, all, sort, by, isFiltering }: Asked): Lines {
  const [flipped, setFlipped] = useState<ReadonlySet<string>>(new Set());
  const keyOf = useCallback((groupId: string) => `${String(isFiltering)} ${groupId}`, [isFiltering]);
  const isOpen = useCallback(
    (groupId: string) => flipped.has(keyOf(groupId)) !== isFiltering,
    [flipped, keyOf, isFiltering]
  );
  const groups = useMemo(() => (by === '' ? [] : groupRows(rows, all, by, sort)), [rows, all, by, sort]);
  const lines = useMemo(
    () => (by === '' ? rowLines(sortRows(rows, sort)) : groupLines(groups, isOpen)),
    [by, rows, sort, groups, isOpen]
  );
  const toggle = useCallback(
    (groupId: string) =>
      setFlipped((known) => {
        const next = new Set(known);
        return next.delete(keyOf(groupId)) ? next : next.add(keyOf(groupId));
      }),
    [keyOf]
  );
  const areAllOpen = groups.every(({ id }) => isOpen(id));
  const toggleAll = () => groups.filter(({ id }) => isOpen(id) === areAllOpen).forEach(({ id }) => toggle(id));
  return { lines, toggle, areAllOpen, toggleAll };
}
