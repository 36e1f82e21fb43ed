import React from 'react';
import { css, cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { getTextStyles } from '../textStyles';
import type { CellProps } from '../table';
import { DisplayText } from './DisplayText';
import { NoNumber } from './NoNumber';
import { ObjectiveCell } from './ObjectiveCell';

/** What was measured; below it the objective, where that has no column of its own. */
export function SliCell({ row, table }: CellProps) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  const shown = table.format.sli(row);
  return (
    <div className={styles.cell} title={row.method || undefined}>
      {row.sli.value === null ? (
        <NoNumber state={row.dataState} text={shown.text} />
      ) : (
        <DisplayText shown={shown} className={row.stale ? text.quiet : undefined} />
      )}
      {!table.layout.columns.includes('objective') && (
        <span className={cx(text.small, text.quiet)}>
          <ObjectiveCell row={row} table={table} />
        </span>
      )}
    </div>
  );
}

function getStyles() {
  return {
    cell: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-end', width: '100%' }),
  };
}
