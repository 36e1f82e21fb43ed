import React, { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import type { ScoreRow } from '../model/row';
import type { Unseen } from '../model/statusChanges';
import { Row } from './Row';
import type { TableContext } from './table';
import type { GridFocus } from './useGridFocus';

interface Props {
  rows: readonly ScoreRow[];
  table: TableContext;
  focus: GridFocus;
  unseen: Unseen;
  /** What scrolls; null until it is there. */
  viewport: HTMLElement | null;
}

/** Two lines and a bar; rows that have been seen count as high as they are. */
const USUAL_HEIGHT = 56;
/** Rows beyond either edge, so that a quick scroll shows no gap. */
const OVERSCAN = 8;

/** Of many rows only those in view, in a space as high as all of them. */
export function RowWindow({ rows, table, focus, unseen, viewport }: Props) {
  const styles = useStyles2(getStyles);
  const group = useRef<HTMLDivElement>(null);
  const [headerHeight, setHeaderHeight] = useState(0);
  useLayoutEffect(() => setHeaderHeight(group.current?.offsetTop ?? 0), [table.layout]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport,
    // The same function for the same rows, or every scroll measures them all anew.
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    estimateSize: () => USUAL_HEIGHT,
    overscan: OVERSCAN,
    rangeExtractor: useCallback((range: Range) => withIndex(defaultRangeExtractor(range), focus.index), [focus.index]),
    // The header scrolls along until it sticks, and then lies over the first rows.
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    // React 19 complains of it while it renders.
    useFlushSync: false,
  });
  return (
    <div ref={group} role="rowgroup" className={styles.space} style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index];
        return (
          row && (
            <Row
              key={key}
              row={row}
              index={index}
              table={table}
              active={row.id === focus.rowId ? focus.column : null}
              worseThan={unseen.get(row.id) ?? null}
              top={start - headerHeight}
              measure={virtualizer.measureElement}
            />
          )
        );
      })}
    </div>
  );
}

/** The row that the keyboard is in is there wherever one scrolls, or its keys would lead nowhere. */
function withIndex(indexes: readonly number[], index: number): number[] {
  return index < 0 || indexes.includes(index) ? [...indexes] : [...indexes, index].sort((a, b) => a - b);
}

function getStyles() {
  return { space: css({ position: 'relative' }) };
}
