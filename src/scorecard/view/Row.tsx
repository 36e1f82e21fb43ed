import React, { memo } from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import type { Status } from '../../core/budget/status';
import type { ColumnId } from '../model/columns';
import type { ScoreRow } from '../model/row';
import { WorseMark } from './cells/WorseMark';
import { CELLS } from './columns';
import { GridCell } from './GridCell';
import { GridRow, type Placed } from './GridRow';
import { getRowStyles } from './rowStyles';
import type { TableContext } from './table';

interface Props extends Placed {
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
}

export const Row = memo(function Row({ row, index, table, active, worseThan, isInGroup, top, measure }: Props) {
  const styles = useStyles2(getRowStyles, table.layout);
  return (
    <GridRow
      id={row.id}
      index={index}
      table={table}
      top={top}
      measure={measure}
      className={cx(
        styles[row.stale?.status === 'burning' ? 'wasBurning' : row.status],
        worseThan !== null && styles.worse
      )}
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
    </GridRow>
  );
});
