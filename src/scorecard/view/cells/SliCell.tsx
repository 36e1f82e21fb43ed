import React from 'react';
import { css, cx } from '@emotion/css';
import { formattedValueToString } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { compareEvents } from '../../model/events';
import { getTextStyles } from '../textStyles';
import type { CellProps } from '../table';
import { DisplayText } from './DisplayText';
import { NoNumber } from './NoNumber';
import { ObjectiveCell } from './ObjectiveCell';

/** What was measured; below it the objective where that has no column, else what counted events say against it. */
export function SliCell({ row, table }: CellProps) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  const shown = table.format.sli(row);
  const byEvents = row.events.sli.value !== null && compareEvents(row)?.noticeable;
  return (
    <div className={styles.cell} title={row.method || undefined}>
      {row.sli.value === null ? (
        <NoNumber state={row.dataState} text={shown.text} />
      ) : (
        <DisplayText shown={shown} className={row.stale ? text.quiet : undefined} />
      )}
      {/* There is room for one more line. */}
      {!table.layout.columns.includes('objective') ? (
        <span className={cx(text.small, text.quiet)}>
          <ObjectiveCell row={row} table={table} />
        </span>
      ) : (
        byEvents && (
          <span className={cx(text.number, text.small, text.quiet)} title={row.events.method || undefined}>
            {t('scorecard.events.sli', 'events {{sli}}', {
              ...PLAIN_TEXT,
              sli: formattedValueToString(table.format.eventSli(row)),
            })}
          </span>
        )
      )}
    </div>
  );
}

function getStyles() {
  return {
    cell: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-end', width: '100%' }),
  };
}
