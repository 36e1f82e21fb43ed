import React from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import type { ColumnId } from '../model/columns';
import { nextSort, type Sort } from '../model/sortRows';
import { getBurnGridStyles } from './burnGrid';
import { RIGHT_ALIGNED } from './columns';
import { GridCell } from './GridCell';
import { getRowStyles } from './rowStyles';
import { SortButton } from './SortButton';
import type { TableContext } from './table';
import { HEADER_ID } from './useGridFocus';

interface Props {
  table: TableContext;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** Column of the cell that the tab key leads to; null where that is in another row. */
  active: ColumnId | null;
}

export function HeaderRow({ table, sort, onSort, active }: Props) {
  const styles = useStyles2(getRowStyles, table.layout);
  const burn = useStyles2(getBurnGridStyles, table.windows.length);
  return (
    <div role="rowgroup" className={styles.sticky}>
      <div role="row" aria-rowindex={1} data-row={HEADER_ID} className={cx(styles.row, styles.header)}>
        {table.layout.columns.map((column) => (
          <GridCell
            key={column}
            role="columnheader"
            column={column}
            isActive={active === column}
            sort={sort.column === column ? sort.direction : undefined}
            className={cx(styles.cell, RIGHT_ALIGNED.has(column) && styles.right, column === 'budget' && styles.tall)}
          >
            <SortButton
              column={column}
              direction={sort.column === column ? sort.direction : null}
              onClick={() => onSort(nextSort(sort, column))}
            />
            {column === 'burnRates' && (
              <div aria-hidden className={cx(burn.strip, styles.windows)}>
                {table.windows.map(({ window }) => (
                  <span key={window}>{window}</span>
                ))}
              </div>
            )}
          </GridCell>
        ))}
      </div>
    </div>
  );
}
