import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { Status } from '../../core/budget/status';
import { statusWord } from '../../shared/statusWord';
import { countStatuses, type RowFilter } from '../model/filterRows';
import type { ScoreRow } from '../model/row';
import { STATUS_ICONS } from './words';

interface Props {
  rows: readonly ScoreRow[];
  filter: RowFilter;
  onChange: (filter: RowFilter) => void;
}

/** How many SLOs have which status; a click shows those alone, a click on another adds to them. */
export function StatusChips({ rows, filter, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const toggle = (status: Status) => {
    const others = filter.statuses.filter((one) => one !== status);
    onChange({ ...filter, statuses: others.length < filter.statuses.length ? others : [...others, status] });
  };
  return (
    <div role="group" aria-label={t('scorecard.filter.statuses', 'Status')} className={styles.chips}>
      {countStatuses(rows, filter).map(({ status, count }) => (
        <button
          key={status}
          type="button"
          aria-pressed={filter.statuses.includes(status)}
          className={styles.chip}
          onClick={() => toggle(status)}
        >
          <Icon name={STATUS_ICONS[status]} size="xs" aria-hidden />
          {statusWord(status)} <span className={styles.count}>{count}</span>
        </button>
      ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const { colors, spacing, typography } = theme;
  return {
    chips: css({ display: 'flex', flexWrap: 'wrap', gap: spacing(0.5) }),
    chip: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: spacing(0.5),
      minHeight: spacing(3),
      margin: 0,
      padding: spacing(0, 1),
      border: `1px solid ${colors.border.medium}`,
      borderRadius: theme.shape.radius.pill,
      background: 'none',
      color: colors.text.secondary,
      fontSize: typography.bodySmall.fontSize,
      cursor: 'pointer',
      whiteSpace: 'nowrap',
      '&:hover': { background: colors.action.hover },
      '&:focus-visible': { outline: `2px solid ${colors.primary.border}`, outlineOffset: 1 },
      '&[aria-pressed=true]': {
        color: colors.text.primary,
        background: colors.action.selected,
        borderColor: colors.primary.border,
        // Colours alone do not say it where the system chooses them.
        textDecoration: 'underline',
      },
    }),
    count: css({ color: colors.text.primary, fontVariantNumeric: 'tabular-nums' }),
  };
}
