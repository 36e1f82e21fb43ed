import React, { type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Icon, Input, useStyles2 } from '@grafana/ui';
import { isFiltering, NO_FILTER, type RowFilter } from '../model/filterRows';
import type { ScoreRow } from '../model/row';
import { ChooseNames } from './ChooseNames';
import { StatusChips } from './StatusChips';

interface Props {
  /** All of them. */
  rows: readonly ScoreRow[];
  /** How many of them the filter leaves. */
  shown: number;
  /** There is room for little; the search finds services and owners as well. */
  isNarrow: boolean;
  filter: RowFilter;
  onChange: (filter: RowFilter) => void;
  search: Ref<HTMLInputElement>;
  /** Back to the rows. */
  onLeave: () => void;
  /** Whatever else the bar is to hold. */
  children: ReactNode;
}

/** Above the rows: what to look for, and how much of all that is. */
export function FilterBar({ rows, shown, isNarrow, filter, onChange, search, onLeave, children }: Props) {
  const styles = useStyles2(getStyles);
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      // Else the panel that fills the screen would close as well.
      event.stopPropagation();
    }
    if (event.key === 'Escape' && filter.text !== '') {
      onChange({ ...filter, text: '' });
    } else if (['Escape', 'Enter', 'ArrowDown'].includes(event.key)) {
      event.preventDefault();
      onLeave();
    }
  };
  return (
    <div role="search" aria-label={t('scorecard.filter.bar', 'Filter SLOs')} className={styles.bar}>
      <div className={styles.search}>
        <Input
          ref={search}
          type="search"
          value={filter.text}
          prefix={<Icon name="search" aria-hidden />}
          placeholder={t('scorecard.filter.search', 'Search SLOs')}
          aria-label={t('scorecard.filter.search', 'Search SLOs')}
          title={t(
            'scorecard.filter.search-help',
            'Name, service, owner or label, such as region=eu. Press / to come here, Enter or Escape to go back to the rows.'
          )}
          onChange={({ currentTarget }) => onChange({ ...filter, text: currentTarget.value })}
          onKeyDown={leave}
        />
      </div>
      <StatusChips rows={rows} filter={filter} onChange={onChange} />
      {(!isNarrow || filter.services.length > 0) && (
        <ChooseNames
          label={t('scorecard.filter.services', 'Services')}
          names={rows.map(({ service }) => service)}
          chosen={filter.services}
          onChange={(services) => onChange({ ...filter, services })}
        />
      )}
      {(!isNarrow || filter.owners.length > 0) && (
        <ChooseNames
          label={t('scorecard.filter.owners', 'Owners')}
          names={rows.map(({ owner }) => owner)}
          chosen={filter.owners}
          onChange={(owners) => onChange({ ...filter, owners })}
        />
      )}
      {children}
      <span role="status" className={styles.count}>
        {isFiltering(filter)
          ? t('scorecard.filter.some', '{{shown}} of {{count}} SLOs', { shown, count: rows.length })
          : t('scorecard.filter.all', '{{count}} SLOs', { count: rows.length })}
      </span>
      {isFiltering(filter) && (
        <Button size="sm" variant="secondary" fill="text" onClick={() => onChange(NO_FILTER)}>
          {t('scorecard.filter.clear', 'Clear filters')}
        </Button>
      )}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    bar: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      flexShrink: 0,
      padding: theme.spacing(0.5, 2, 1),
      '@media print': { display: 'none' },
    }),
    search: css({ flex: '0 1 220px', minWidth: 140 }),
    count: css({
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontVariantNumeric: 'tabular-nums',
    }),
  };
}
