import React, { createContext, useContext, type ReactNode } from 'react';
import type { ColumnId } from '../model/columns';

interface Props {
  role: 'gridcell' | 'rowheader' | 'columnheader';
  column: ColumnId;
  /** Whether the tab key leads here and to the controls in it. */
  isActive: boolean;
  sort?: 'ascending' | 'descending';
  className: string;
  children: ReactNode;
}

const IsReached = createContext(true);

/** A cell that the arrow keys lead to; of its controls only those of the active cell are in the order of the tab key. */
export function GridCell({ role, column, isActive, sort, className, children }: Props) {
  return (
    <div role={role} aria-sort={sort} data-column={column} tabIndex={isActive ? 0 : -1} className={className}>
      <IsReached.Provider value={isActive}>{children}</IsReached.Provider>
    </div>
  );
}

/** For a control that may stand in a cell of a grid. */
export function useControlTabIndex(): 0 | -1 {
  return useContext(IsReached) ? 0 : -1;
}
