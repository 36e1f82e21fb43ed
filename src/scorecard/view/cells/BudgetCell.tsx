import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { CellProps } from '../table';
import { getTextStyles } from '../textStyles';
import { BudgetBar } from './BudgetBar';
import { DisplayText } from './DisplayText';
import { NoNumber } from './NoNumber';
import { StateChip } from './StateChip';

/** What is left of the error budget, what is known about that number, and a bar. */
export function BudgetCell({ row, table }: CellProps) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  const shown = table.format.budget(row);
  const { value } = row.budget;
  return (
    <div className={styles.cell}>
      <div className={styles.line}>
        {value === null ? (
          <NoNumber state={row.dataState} text={shown.text} wordless />
        ) : (
          <DisplayText
            shown={shown}
            className={cx(styles.number, row.stale ? text.quiet : value < 0 && styles.overspent)}
          />
        )}
        <StateChip row={row} table={table} />
      </div>
      <BudgetBar row={row} scale={table.scale} color={shown.color} />
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    cell: css({
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'center',
      gap: theme.spacing(0.5),
      width: '100%',
      minWidth: 0,
    }),
    line: css({
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      columnGap: theme.spacing(1),
      lineHeight: theme.typography.bodySmall.lineHeight,
    }),
    number: css({ fontWeight: theme.typography.fontWeightMedium }),
    overspent: css({ color: theme.colors.error.text }),
  };
}
