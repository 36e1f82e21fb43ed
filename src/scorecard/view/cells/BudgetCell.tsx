import React from 'react';
import { css, cx } from '@emotion/css';
import { formattedValueToString, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { compareEvents } from '../../model/events';
import type { CellProps } from '../table';
import { getTextStyles } from '../textStyles';
import { BudgetBar } from './BudgetBar';
import { DisplayText } from './DisplayText';
import { ExplainBudget } from './ExplainBudget';
import { NoNumber } from './NoNumber';
import { StateChip } from './StateChip';

/**
 * What is left of the error budget, what is known about that number, what counted events say against it, whether times were
 * left out of it, and a bar.
 */
export function BudgetCell({ row, table }: CellProps) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  const shown = table.format.budget(row);
  const { value } = row.budget;
  return (
    <div className={styles.cell}>
      <div className={styles.line}>
        <ExplainBudget row={row} table={table}>
          {value === null ? (
            <NoNumber state={row.dataState} text={shown.text} wordless />
          ) : (
            <DisplayText
              shown={shown}
              className={cx(styles.number, row.stale ? text.quiet : value < 0 && styles.overspent)}
            />
          )}
        </ExplainBudget>
        {/* A minus is not always read out. */}
        {value !== null && value < 0 && (
          <span className={text.hidden}>{t('scorecard.budget.overspent', 'overspent')}</span>
        )}
        <StateChip row={row} table={table} />
      </div>
      {compareEvents(row)?.noticeable && (
        <ExplainBudget row={row} table={table}>
          <span className={cx(table.layout.shape === 'wide' && text.number, text.small, text.quiet)}>
            {t('scorecard.events.by', 'by events {{number}}', {
              ...PLAIN_TEXT,
              number: formattedValueToString(table.format.eventBudget(row)),
            })}
          </span>
        </ExplainBudget>
      )}
      {row.excluded.length > 0 && row.budget.value !== null && (
        <ExplainBudget row={row} table={table}>
          <span className={cx(text.small, text.quiet)}>
            {t('scorecard.budget.excluded', '', {
              defaultValue_one: '{{count}} excluded time',
              defaultValue_other: '{{count}} excluded times',
              count: row.excluded.length,
            })}
          </span>
        </ExplainBudget>
      )}
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
