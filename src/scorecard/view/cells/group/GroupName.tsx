import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { STATUSES } from '../../../../core/budget/status';
import { noGroupWords } from '../../../../shared/groupWords';
import { PLAIN_TEXT } from '../../../../shared/plainText';
import { statusWord } from '../../../../shared/statusWord';
import type { RowGroup } from '../../../model/groupRows';
import { useControlTabIndex } from '../../GridCell';
import { getTextStyles } from '../../textStyles';

interface Props {
  group: RowGroup;
  isOpen: boolean;
  onToggle: (groupId: string) => void;
}

/** The value that a group has in common, which opens it, and how many of its SLOs are how well. */
export function GroupName({ group, isOpen, onToggle }: Props) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  const counts = countWords(group);
  return (
    <div className={styles.cell}>
      <button
        type="button"
        aria-expanded={isOpen}
        tabIndex={useControlTabIndex()}
        data-leads
        className={styles.toggle}
        onClick={() => onToggle(group.id)}
      >
        <Icon key={String(isOpen)} name={isOpen ? 'angle-down' : 'angle-right'} aria-hidden />
        <span className={text.oneLine}>{group.name === '' ? noGroupWords() : group.name}</span>
      </button>
      <span className={cx(text.small, text.quiet, text.oneLine)} title={counts}>
        {counts}
      </span>
    </div>
  );
}

function countWords({ rows, all, counts }: RowGroup): string {
  const statuses = STATUSES.filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${statusWord(status)}`)
    .join(', ');
  return rows.length === all
    ? t('scorecard.group.counts', '', {
        ...PLAIN_TEXT,
        count: all,
        statuses,
        defaultValue_one: '{{count}} SLO: {{statuses}}',
        defaultValue_other: '{{count}} SLOs: {{statuses}}',
      })
    : t('scorecard.group.some', '{{shown}} of {{count}} SLOs: {{statuses}}', {
        ...PLAIN_TEXT,
        shown: rows.length,
        count: all,
        statuses,
      });
}

function getStyles(theme: GrafanaTheme2) {
  return {
    cell: css({ display: 'flex', flexDirection: 'column', minWidth: 0 }),
    toggle: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      minHeight: theme.spacing(3),
      maxWidth: '100%',
      margin: theme.spacing(0, 0, 0, -0.5),
      padding: 0,
      border: 0,
      background: 'none',
      color: 'inherit',
      font: 'inherit',
      fontWeight: theme.typography.fontWeightMedium,
      textAlign: 'start',
      cursor: 'pointer',
      borderRadius: theme.shape.radius.default,
      '& svg': { flexShrink: 0 },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 1 },
    }),
  };
}
