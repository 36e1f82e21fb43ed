import React, { memo } from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import type { ScoreRow } from '../model/row';
import { CELLS } from './columns';
import { getRowStyles } from './rowStyles';
import type { TableContext } from './table';

interface Props {
  row: ScoreRow;
  /** Among all rows, from 0. */
  index: number;
  table: TableContext;
  /** Where it lies below the header, in pixels, and who wants to know its height; absent where rows follow one another. */
  top?: number;
  measure?: (element: Element | null) => void;
}

export const Row = memo(function Row({ row, index, table, top, measure }: Props) {
  const styles = useStyles2(getRowStyles, table.layout);
  return (
    <div
      ref={measure}
      role="row"
      // The header is the first.
      aria-rowindex={index + 2}
      data-index={index}
      className={cx(
        styles.row,
        styles.body,
        styles[row.stale?.status === 'burning' ? 'wasBurning' : row.status],
        top !== undefined && styles.placed
      )}
      style={top === undefined ? undefined : { top }}
    >
      {table.layout.columns.map((column) => {
        const Cell = CELLS[column];
        return (
          <div
            key={column}
            role={column === 'slo' ? 'rowheader' : 'cell'}
            className={cx(styles.cell, column === 'budget' && styles.tall)}
          >
            <Cell row={row} table={table} />
          </div>
        );
      })}
    </div>
  );
});
