/** A cell of a grid; the header is row 0. */
export interface GridPosition {
  row: number;
  column: number;
}

export interface GridSize {
  /** With the header. */
  rows: number;
  columns: number;
  /** Rows that are seen at once. */
  page: number;
}

/** Of a key that is pressed, what matters to a grid. */
export interface GridKey {
  key: string;
  ctrlKey: boolean;
}

/**
 * Where a key leads from a cell, by the WAI-ARIA pattern of a data grid: at an edge nowhere else, and a page never into the
 * header. Null where the key is none that moves.
 */
export function gridMove({ key, ctrlKey }: GridKey, at: GridPosition, size: GridSize): GridPosition | null {
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  const within = (row: number, column: number): GridPosition => ({
    row: Math.max(0, Math.min(lastRow, row)),
    column: Math.max(0, Math.min(lastColumn, column)),
  });
  if (ctrlKey) {
    return key === 'Home' ? within(0, 0) : key === 'End' ? within(lastRow, lastColumn) : null;
  }
  switch (key) {
    case 'ArrowUp':
      return within(at.row - 1, at.column);
    case 'ArrowDown':
      return within(at.row + 1, at.column);
    case 'ArrowLeft':
      return within(at.row, at.column - 1);
    case 'ArrowRight':
      return within(at.row, at.column + 1);
    case 'Home':
      return within(at.row, 0);
    case 'End':
      return within(at.row, lastColumn);
    case 'PageUp':
      return within(Math.max(Math.min(1, at.row), at.row - size.page), at.column);
    case 'PageDown':
      return within(at.row + size.page, at.column);
    default:
      return null;
  }
}
