import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../../../shared/plainText';
import { sloWords } from '../../sloWords';
import { getTextStyles } from '../../textStyles';
import { BudgetBar } from '../BudgetBar';
import { DisplayText } from '../DisplayText';
import { NoNumber } from '../NoNumber';
import type { GroupCellProps } from './props';

/** The least budget of a group, and whose it is: budgets are shares of different wholes, and have no sum. */
export function GroupBudget({ group: { leastBudget, members }, table }: GroupCellProps) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  if (!leastBudget) {
    return <NoNumber state={members[0].row.dataState} />;
  }
  const { row } = leastBudget;
  const shown = table.format.budget(row);
  const whose = t('scorecard.group.least', 'least: {{slo}}', { ...PLAIN_TEXT, slo: sloWords(row) });
  return (
    <div className={styles.cell}>
      <DisplayText
        shown={shown}
        className={cx(styles.number, row.stale ? text.quiet : (row.budget.value ?? 0) < 0 && styles.overspent)}
      />
      {/* A minus is not always read out. */}
      {(row.budget.value ?? 0) < 0 && (
        <span className={text.hidden}>{t('scorecard.budget.overspent', 'overspent')}</span>
      )}
      <span className={cx(text.small, text.quiet, text.oneLine)} title={whose}>
        {whose}
      </span>
      <BudgetBar row={row} scale={table.scale} color={shown.color} />
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    cell: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.25), minWidth: 0 }),
    number: css({ fontWeight: theme.typography.fontWeightMedium }),
    overspent: css({ color: theme.colors.error.text }),
  };
}
