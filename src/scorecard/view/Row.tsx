import React, { memo } from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import type { Status } from '../../core/budget/status';
import type { ColumnId } from '../model/columns';
import type { ScoreRow } from '../model/row';
import { WorseMark } from './cells/WorseMark';
import { CELLS } from './columns';
import { GridCell } from './GridCell';
import { getRowStyles } from './rowStyles';
import type { TableContext } from './table';

interface Props {
  row: ScoreRow;
  /** Among all rows, from 0. */
  index: number;
  table: TableContext;
  /** Column of the cell that the tab key leads to; null where that is in another row. */
  active: ColumnId | null;
  /** The status that it had when somebody last looked at it, while it is worse now. */
  worseThan: Status | null;
  /** Below the row of its group. */
  isInGroup: boolean;
  /** Where it lies below the header, in pixels, and who wants to know its height; absent where rows follow one another. */
  top?: number;
  measure?: (element: Element | null) => void;
}

export const Row = memo(function Row({ row, index, table, active, worseThan, isInGroup, top, measure }: Props) {
  const styles = useStyles2(getRowStyles, table.layout);
  return (
    <div
      ref={measure}
      role="row"
      // The header is the first.
      aria-rowindex={index + 2}
      data-index={index}
      data-row={row.id}
      className={cx(
        styles.row,
        styles.body,
        styles[row.stale?.status === 'burning' ? 'wasBurning' : row.status],
        worseThan !== null && styles.worse,
        top !== undefined && styles.placed
      )}
      style={top === undefined ? undefined : { top }}
    >
      {table.layout.columns.map((column) => {
        const Cell = CELLS[column];
        return (
          <GridCell
            key={column}
            role={column === 'slo' ? 'rowheader' : 'gridcell'}
            column={column}
            isActive={active === column}
            className={cx(
              styles.cell,
              column === 'budget' && styles.tall,
              column === 'slo' && isInGroup && styles.inGroup
            )}
          >
            <Cell row={row} table={table} />
            {column === 'status' && worseThan !== null && <WorseMark than={worseThan} />}
          </GridCell>
        );
      })}
    </div>
  );
});
