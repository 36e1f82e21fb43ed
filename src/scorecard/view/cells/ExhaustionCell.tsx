import React from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { exhaustionReason, exhaustionWords } from '../exhaustionWords';
import type { CellProps } from '../table';
import { getTextStyles } from '../textStyles';
import { NoNumber } from './NoNumber';

/** When the budget runs out at the present rate. */
export function ExhaustionCell({ row, table }: CellProps) {
  const text = useStyles2(getTextStyles);
  const { kind } = row.exhaustion;
  const reason = exhaustionReason(row, table);
  if (kind === 'unknown') {
    return <NoNumber state={row.dataState} reason={reason} wordless />;
  }
  return (
    <span
      className={kind === 'in' && !row.stale ? text.number : cx(text.number, text.quiet)}
      title={reason || undefined}
    >
      {exhaustionWords(row, table.format)}
    </span>
  );
}
