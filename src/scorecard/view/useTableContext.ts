import { useMemo } from 'react';
import type { TimeZone } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { barScale } from '../model/barScale';
import type { PanelView } from '../model/panelView';
import type { ScoreRow } from '../model/row';
import { createFormat } from './format';
import { layoutFor } from './layout';
import type { TableContext } from './table';
import { momentWords } from './words';

/** Everything the cells share; a new object only when a cell could look different for it. */
export function useTableContext(view: PanelView, width: number, timeZone: TimeZone): TableContext {
  const theme = useTheme2();
  return useMemo(() => {
    const rows = view.kind === 'rows' ? view.rows : [];
    const nowMilliseconds = view.kind === 'rows' ? view.toMilliseconds : 0;
    const windows = burnWindows(rows);
    return {
      format: createFormat(theme, timeZone),
      layout: layoutFor(width, windows.length),
      scale: barScale(rows),
      windows,
      asOf: (milliseconds: number) => momentWords(milliseconds, nowMilliseconds, timeZone),
    };
  }, [view, width, theme, timeZone]);
}

function burnWindows(rows: readonly ScoreRow[]): TableContext['windows'] {
  const bySeconds = new Map(
    rows.flatMap(({ burnRates }) => burnRates.map(({ windowSeconds, window }) => [windowSeconds, window] as const))
  );
  return [...bySeconds].sort(([a], [b]) => a - b).map(([seconds, window]) => ({ seconds, window }));
}
