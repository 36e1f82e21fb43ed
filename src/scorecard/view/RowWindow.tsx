import React, { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import type { Line } from '../model/lines';
import { LineRow, type LineContext } from './LineRow';

interface Props extends LineContext {
  lines: readonly Line[];
  /** What scrolls; null until it is there. */
  viewport: HTMLElement | null;
}

/** Two lines and a bar; rows that have been seen count as high as they are. */
const USUAL_HEIGHT = 56;
/** Rows beyond either edge, so that a quick scroll shows no gap. */
const OVERSCAN = 8;

/** Of many rows only those in view, in a space as high as all of them. */
export function RowWindow({ lines, viewport, ...context }: Props) {
  const { table, focus } = context;
  const styles = useStyles2(getStyles);
  const group = useRef<HTMLDivElement>(null);
  const [headerHeight, setHeaderHeight] = useState(0);
  useLayoutEffect(() => setHeaderHeight(group.current?.offsetTop ?? 0), [table.layout]);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => viewport,
    // The same function for the same rows, or every scroll measures them all anew.
    getItemKey: useCallback((index: number) => lines[index]?.id ?? index, [lines]),
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
        const line = lines[index];
        return (
          line && (
            <LineRow
              key={key}
              line={line}
              index={index}
              top={start - headerHeight}
              measure={virtualizer.measureElement}
              {...context}
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
