import React, { memo } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ScrollContainer, useStyles2 } from '@grafana/ui';
import type { ScoreRow } from '../model/row';
import { CELLS } from './columns';
import { HeaderRow } from './HeaderRow';
import { getRowStyles } from './rowStyles';
import type { TableContext } from './table';

interface Props {
  rows: readonly ScoreRow[];
  table: TableContext;
}

export function Scorecard({ rows, table }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ScrollContainer>
      <div role="table" aria-label={t('scorecard.table', 'SLOs, worst first')} className={styles.table}>
        <HeaderRow table={table} />
        <div role="rowgroup">
          {rows.map((row) => (
            <Row key={row.id} row={row} table={table} />
          ))}
        </div>
      </div>
    </ScrollContainer>
  );
}

const Row = memo(function Row({ row, table }: { row: ScoreRow; table: TableContext }) {
  const styles = useStyles2(getRowStyles, table.layout);
  return (
    <div
      role="row"
      className={cx(styles.row, styles.body, styles[row.stale?.status === 'burning' ? 'wasBurning' : row.status])}
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

function getStyles(theme: GrafanaTheme2) {
  return {
    table: css({
      flexShrink: 0,
      fontSize: theme.typography.body.fontSize,
      lineHeight: theme.typography.body.lineHeight,
    }),
  };
}
