import React, { type ReactNode } from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { getRowStyles } from './rowStyles';
import type { TableContext } from './table';

/** Where a line lies below the header, in pixels, and who wants to know its height; absent where lines follow one another. */
export interface Placed {
  top?: number;
  measure?: (element: Element | null) => void;
}

interface Props extends Placed {
  id: string;
  /** Among all lines, from 0. */
  index: number;
  table: TableContext;
  className: string;
  children: ReactNode;
}

export function GridRow({ id, index, table, className, top, measure, children }: Props) {
  const styles = useStyles2(getRowStyles, table.layout);
  return (
    <div
      ref={measure}
      role="row"
      // The header is the first.
      aria-rowindex={index + 2}
      data-index={index}
      data-row={id}
      className={cx(styles.row, styles.body, className, top !== undefined && styles.placed)}
      style={top === undefined ? undefined : { top }}
    >
      {children}
    </div>
  );
}
