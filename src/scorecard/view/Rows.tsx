import React, { useEffect, useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { filterRows, isFiltering, NO_FILTER, type RowFilter } from '../model/filterRows';
import type { ScoreRow } from '../model/row';
import type { Sort } from '../model/sortRows';
import { ExportMenu } from './ExportMenu';
import { FilterBar } from './FilterBar';
import { GroupBar } from './GroupBar';
import { Message } from './Message';
import { Scorecard } from './Scorecard';
import type { TableContext } from './table';
import { focusGrid } from './useGridFocus';
import { useLines } from './useLines';
import type { StatusNews } from './useStatusChanges';

interface Props {
  /** Worst first. */
  rows: readonly ScoreRow[];
  table: TableContext;
  sort: Sort;
  onSort: (sort: Sort) => void;
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
  /** By what rows are grouped; empty where they are not. */
  groupBy: string;
  onGroup: (by: string) => void;
  news: StatusNews;
  /** Whether the panel is to have the bar, without which nothing is filtered. */
  mayFilter: boolean;
}

/** Fewer rows are seen at a glance. */
const FEWEST_FILTERED = 8;

/** The scorecard, with the bar that filters it above. */
export function Rows({
  rows,
  table,
  sort,
  onSort,
  filter: chosen,
  onFilter,
  groupBy,
  onGroup,
  news,
  mayFilter,
}: Props) {
  const styles = useStyles2(getStyles);
  const search = useRef<HTMLInputElement>(null);
  const filter = mayFilter ? chosen : NO_FILTER;
  const shown = useMemo(() => filterRows(rows, filter), [rows, filter]);
  const lines = useLines({ rows: shown, all: rows, sort, by: groupBy, isFiltering: isFiltering(filter) });
  // A filter that is set can be cleared, however few rows a refresh leaves.
  const hasBar = mayFilter && (rows.length >= FEWEST_FILTERED || isFiltering(filter));
  const root = useRef<HTMLDivElement>(null);
  // A short cut for what is within reach of the keyboard anyway, from whatever in here has the focus.
  useEffect(() => {
    const within = root.current;
    const findSearch = (event: KeyboardEvent) => {
      if (event.key === '/' && search.current && !(event.target instanceof HTMLInputElement)) {
        event.preventDefault();
        event.stopPropagation();
        search.current.focus();
      }
    };
    within?.addEventListener('keydown', findSearch);
    return () => within?.removeEventListener('keydown', findSearch);
  }, []);
  return (
    <div ref={root} className={styles.rows}>
      {hasBar && (
        <FilterBar
          rows={rows}
          shown={shown.length}
          isNarrow={table.layout.shape !== 'wide'}
          filter={filter}
          onChange={onFilter}
          search={search}
          onLeave={() => focusGrid(root.current)}
        >
          {(groupBy !== '' || table.layout.shape === 'wide') && (
            <GroupBar rows={rows} by={groupBy} onGroup={onGroup} lines={lines} />
          )}
          <ExportMenu rows={shown} sort={sort} />
        </FilterBar>
      )}
      {shown.length > 0 ? (
        <Scorecard
          lines={lines.lines}
          count={shown.length}
          onToggle={lines.toggle}
          sort={sort}
          onSort={onSort}
          table={table}
          news={news}
        />
      ) : (
        <Message icon="search" title={t('scorecard.filter.none', 'No SLO fits these filters')}>
          <Button variant="secondary" onClick={() => onFilter(NO_FILTER)}>
            {t('scorecard.filter.show-all', 'Show all {{count}} SLOs', { count: rows.length })}
          </Button>
        </Message>
      )}
    </div>
  );
}

function getStyles() {
  return { rows: css({ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }) };
}
