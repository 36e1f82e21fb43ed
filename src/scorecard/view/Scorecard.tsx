import React, { Suspense, useMemo, useState, type SyntheticEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { Line } from '../model/lines';
import { isWorstFirst, type Sort } from '../model/sortRows';
import { columnTitle } from './columnTitle';
import { HeaderRow } from './HeaderRow';
import { LazyRowWindow } from './LazyRowWindow';
import { LineRow, type LineContext } from './LineRow';
import type { TableContext } from './table';
import { HEADER_ID, rowIdOf, useGridFocus } from './useGridFocus';
import type { StatusNews } from './useStatusChanges';

interface Props {
  lines: readonly Line[];
  /** How many SLOs there are in them, and in groups that are closed. */
  count: number;
  onToggle: (groupId: string) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
  table: TableContext;
  news: Pick<StatusNews, 'unseen' | 'see'>;
}

/** So many are drawn as fast as a part of them, and the browser's own search finds them all. */
const MOST_WHOLE = 100;
/** Fill a screen until what draws many rows has been loaded. */
const FIRST_SEEN = 30;

export function Scorecard({ lines, count, onToggle, sort, onSort, table, news }: Props) {
  const styles = useStyles2(getStyles);
  const [viewport, setViewport] = useState<HTMLDivElement | null>(null);
  const { columns } = table.layout;
  const focus = useGridFocus(
    useMemo(() => lines.map(({ id }) => id), [lines]),
    columns
  );
  const seeRow = ({ target }: SyntheticEvent) => {
    const id = target instanceof Element ? rowIdOf(target) : null;
    if (id !== null && news.unseen.has(id)) {
      news.see(id);
    }
  };
  const context: LineContext = { table, focus, unseen: news.unseen, onToggle };
  return (
    <>
      <div className={styles.printed}>
        {t('scorecard.printed', '', {
          count,
          defaultValue_one: '{{count}} SLO.',
          defaultValue_other: '{{count}} SLOs; those that the panel has no room for are not printed.',
        })}
      </div>
      <div ref={setViewport} className={styles.viewport} style={{ zoom: table.layout.zoom }}>
        <div
          ref={focus.grid}
          role="grid"
          tabIndex={-1}
          {...focus.handlers}
          onFocus={(event) => {
            focus.handlers.onFocus(event);
            seeRow(event);
          }}
          onPointerDown={seeRow}
          // Not where the pointer is over, which a refresh changes below a hand that rests.
          onPointerMove={seeRow}
          aria-label={
            isWorstFirst(sort)
              ? t('scorecard.table', 'SLOs, worst first')
              : t('scorecard.table-by', 'SLOs by {{column}}', { ...PLAIN_TEXT, column: columnTitle(sort.column) })
          }
          aria-rowcount={lines.length + 1}
          aria-colcount={columns.length}
          aria-readonly
          className={styles.table}
        >
          <HeaderRow
            table={table}
            sort={sort}
            onSort={onSort}
            active={focus.rowId === HEADER_ID ? focus.column : null}
          />
          {lines.length > MOST_WHOLE ? (
            <Suspense fallback={<WholeRows lines={lines.slice(0, FIRST_SEEN)} {...context} />}>
              <LazyRowWindow lines={lines} viewport={viewport} {...context} />
            </Suspense>
          ) : (
            <WholeRows lines={lines} {...context} />
          )}
        </div>
      </div>
    </>
  );
}

function WholeRows({ lines, ...context }: LineContext & Pick<Props, 'lines'>) {
  return (
    <div role="rowgroup">
      {lines.map((line, index) => (
        <LineRow key={line.id} line={line} index={index} {...context} />
      ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    viewport: css({ flex: 1, minWidth: 0, minHeight: 0, maxHeight: '100%', overflow: 'auto', scrollbarWidth: 'thin' }),
    table: css({
      position: 'relative',
      flexShrink: 0,
      fontSize: theme.typography.body.fontSize,
      lineHeight: theme.typography.body.lineHeight,
      outline: 'none',
    }),
    printed: css({
      display: 'none',
      padding: theme.spacing(0.5, 2),
      fontSize: theme.typography.bodySmall.fontSize,
      '@media print': { display: 'block' },
    }),
  };
}
