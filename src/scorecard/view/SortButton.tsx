import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { ColumnId } from '../model/columns';
import type { Direction } from '../model/sortRows';
import { columnTitle } from './columnTitle';
import { useControlTabIndex } from './GridCell';

interface Props {
  column: ColumnId;
  /** Null where the rows are in the order of another column. */
  direction: Direction | null;
  onClick: () => void;
}

/** The heading of a column; a click puts the rows into its order. */
export function SortButton({ column, direction, onClick }: Props) {
  const styles = useStyles2(getStyles);
  const tabIndex = useControlTabIndex();
  return (
    <button type="button" tabIndex={tabIndex} className={styles.button} title={orderWords(column)} onClick={onClick}>
      {columnTitle(column)}
      {direction && (
        <Icon
          key={direction}
          name={direction === 'ascending' ? 'arrow-up' : 'arrow-down'}
          size="xs"
          aria-hidden
          className={styles.arrow}
        />
      )}
    </button>
  );
}

/** By what the rows are sorted, where the heading leaves that open. */
function orderWords(column: ColumnId): string {
  switch (column) {
    case 'status':
      return t(
        'scorecard.sort.status',
        'Worst first: burning, blind, breached, smouldering, at risk, no traffic, healthy; then by the budget left. What cannot be seen now stands where it stood when it last could.'
      );
    case 'slo':
      return t('scorecard.sort.slo', 'Sort by name');
    case 'trend':
      return t('scorecard.sort.trend', 'Sort by what the budget has lost over the time range');
    case 'burnRates':
      return t('scorecard.sort.burn-rates', 'Sort by the highest burn rate of any window');
    case 'objective':
      return t('scorecard.sort.objective', 'Sort by objective');
    case 'sli':
      return t('scorecard.sort.sli', 'Sort by SLI');
    case 'budget':
      return t('scorecard.sort.budget', 'Sort by the budget left');
    case 'exhaustion':
      return t('scorecard.sort.exhaustion', 'Sort by when the budget runs out');
    case 'alert':
      return t(
        'scorecard.sort.alert',
        'Sort by how its alerts stand: firing, no alert, silenced, inhibited, pending, unknown, none'
      );
    case 'releases':
      return t('scorecard.sort.releases', 'Sort by how strict the policy is');
  }
}

function getStyles(theme: GrafanaTheme2) {
  return {
    button: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.25),
      maxWidth: '100%',
      margin: 0,
      padding: 0,
      border: 0,
      background: 'none',
      color: 'inherit',
      font: 'inherit',
      textAlign: 'inherit',
      cursor: 'pointer',
      borderRadius: theme.shape.radius.default,
      '&:hover': { color: theme.colors.text.primary },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 1 },
    }),
    arrow: css({ flexShrink: 0 }),
  };
}
