import React from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { getBurnGridStyles } from './burnGrid';
import { columnTitle, RIGHT_ALIGNED } from './columns';
import { getRowStyles } from './rowStyles';
import type { TableContext } from './table';

export function HeaderRow({ table }: { table: TableContext }) {
  const styles = useStyles2(getRowStyles, table.layout);
  const burn = useStyles2(getBurnGridStyles, table.windows.length);
  return (
    <div role="rowgroup" className={styles.sticky}>
      <div role="row" aria-rowindex={1} className={cx(styles.row, styles.header)}>
        {table.layout.columns.map((column) => (
          <div
            key={column}
            role="columnheader"
            className={cx(styles.cell, RIGHT_ALIGNED.has(column) && styles.right, column === 'budget' && styles.tall)}
          >
            {columnTitle(column)}
            {column === 'burnRates' && (
              <div aria-hidden className={cx(burn.strip, styles.windows)}>
                {table.windows.map(({ window }) => (
                  <span key={window}>{window}</span>
                ))}
              </div>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
