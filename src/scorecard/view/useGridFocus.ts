import { useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type Ref } from 'react';
import { COLUMNS, type ColumnId } from '../model/columns';
import { gridMove } from '../model/gridMove';

/** In place of the id of a row. */
export const HEADER_ID = '';

export interface GridFocus {
  /** Of the only cell that the tab key leads to; `HEADER_ID` in the header. */
  rowId: string;
  column: ColumnId;
  /** Among all rows, from 0; -1 in the header. */
  index: number;
  grid: Ref<HTMLDivElement>;
  handlers: {
    onKeyDown: (event: KeyboardEvent) => void;
    onFocus: (event: FocusEvent) => void;
    onBlur: (event: FocusEvent) => void;
  };
}

interface Place {
  rowId: string | null;
  column: ColumnId | null;
  /** Where the row stood, for the time when it is gone: from 0, with the header before it. */
  row: number;
}

/**
 * The one cell of a grid that takes part in the order of the tab key, and the keys that lead to another. It stays with its
 * row wherever a refresh or another order puts that; of a row that is gone, it takes the place.
 *
 * @param ids of the rows in their order
 */
export function useGridFocus(ids: readonly string[], columns: readonly ColumnId[]): GridFocus {
  const grid = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  const mustFocus = useRef(false);
  const [place, setPlace] = useState<Place>({ rowId: null, column: null, row: 1 });

  const found = place.rowId === null ? -1 : ids.indexOf(place.rowId);
  if (found >= 0 && found + 1 !== place.row) {
    setPlace({ ...place, row: found + 1 });
  }
  const row =
    place.rowId === HEADER_ID
      ? 0
      : found >= 0
        ? found + 1
        : Math.max(Math.min(1, ids.length), Math.min(ids.length, place.row));
  const column = columns.find((one) => one === place.column) ?? columns[0] ?? 'status';

  useLayoutEffect(() => {
    // What had the focus may have gone with its row.
    if (mustFocus.current || (hasFocus.current && document.activeElement === document.body)) {
      mustFocus.current = false;
      focusGrid(grid.current);
    }
  });

  const onFocus = ({ target }: FocusEvent) => {
    const at = cellOf(target, grid.current);
    hasFocus.current = hasFocus.current || grid.current?.contains(target) === true;
    if (at && (at.rowId !== place.rowId || at.column !== place.column)) {
      setPlace({ ...at, row: ids.indexOf(at.rowId) + 1 });
    }
  };

  const onBlur = ({ relatedTarget }: FocusEvent) => {
    hasFocus.current = relatedTarget instanceof Node && grid.current?.contains(relatedTarget) === true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { target, key, ctrlKey, altKey, metaKey, shiftKey } = event;
    // What a cell opens stands elsewhere in the document, but its keys come here as well.
    if (!(target instanceof Element) || !grid.current?.contains(target) || altKey || metaKey || shiftKey) {
      return;
    }
    const cell = target.closest<HTMLElement>('[data-column]');
    if (target === cell && (key === 'Enter' || key === ' ')) {
      event.preventDefault();
      controlOf(cell)?.click();
    } else if (target !== cell && cell && key === 'Escape') {
      event.stopPropagation();
      cell.focus();
    } else {
      const size = { rows: ids.length + 1, columns: columns.length, page: rowsPerPage(grid.current) };
      const to = gridMove({ key, ctrlKey }, { row, column: columns.indexOf(column) }, size);
      if (to) {
        event.preventDefault();
        mustFocus.current = true;
        setPlace({ rowId: ids[to.row - 1] ?? HEADER_ID, column: columns[to.column] ?? column, row: to.row });
      }
    }
  };

  return {
    rowId: row === 0 ? HEADER_ID : (ids[row - 1] ?? HEADER_ID),
    column,
    index: row - 1,
    grid,
    handlers: { onKeyDown, onFocus, onBlur },
  };
}

/** Puts the focus on the cell of a grid, anywhere below an element, that the tab key leads to. */
export function focusGrid(root: HTMLElement | null): void {
  root?.querySelector<HTMLElement>('[data-column][tabindex="0"]')?.focus();
}

function cellOf(target: Element, grid: HTMLElement | null): { rowId: string; column: ColumnId } | null {
  const cell = grid?.contains(target) ? target.closest<HTMLElement>('[data-column]') : null;
  const column = COLUMNS.find((one) => one === cell?.dataset.column);
  const rowId = rowIdOf(target);
  return column !== undefined && rowId !== null ? { rowId, column } : null;
}

/** Of the row that something in a grid stands in. */
export function rowIdOf(target: Element): string | null {
  return target.closest<HTMLElement>('[data-row]')?.dataset.row ?? null;
}

/** What a cell is for, or else what its row is for. */
function controlOf(cell: HTMLElement): HTMLElement | null {
  const own = cell.querySelector<HTMLElement>('a[href], button');
  return own ?? cell.closest('[data-row]')?.querySelector<HTMLElement>('[data-leads]') ?? null;
}

/** Whole rows that are seen at once, as high as the one that has the focus, without one that the header covers. */
function rowsPerPage(grid: HTMLElement): number {
  const row = grid.querySelector<HTMLElement>('[data-row]:not([data-row=""])');
  const viewport = grid.parentElement;
  return row && viewport && row.offsetHeight > 0
    ? Math.max(1, Math.floor(viewport.clientHeight / row.offsetHeight) - 1)
    : 1;
}
