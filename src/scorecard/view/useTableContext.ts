import { useMemo } from 'react';
import { DataLinkBuiltInVars, type InterpolateFunction, type PanelProps } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { barScale } from '../model/barScale';
import { burnColumns } from '../model/burnColumns';
import type { PanelView } from '../model/panelView';
import { createFormat } from './format';
import { layoutFor } from './layout';
import type { TableContext } from './table';
import { clockWords, dayWords, momentWords } from './words';

/** Everything the cells share; a new object only when a cell could look different for it. */
export function useTableContext(
  view: PanelView,
  { width, timeZone, replaceVariables }: Pick<PanelProps, 'width' | 'timeZone' | 'replaceVariables'>
): TableContext {
  const theme = useTheme2();
  const linkContext = dashboardContext(replaceVariables);
  return useMemo(() => {
    const rows = view.kind === 'rows' ? view.rows : [];
    const nowMilliseconds = view.kind === 'rows' ? view.toMilliseconds : 0;
    const windows = burnColumns(rows);
    return {
      format: createFormat(theme, timeZone),
      layout: layoutFor(
        width,
        windows.length,
        rows.some(({ releases }) => releases !== null)
      ),
      scale: barScale(rows),
      windows,
      asOf: (milliseconds: number) => momentWords(milliseconds, nowMilliseconds, timeZone),
      clock: (milliseconds: number) => clockWords(milliseconds, nowMilliseconds, timeZone),
      day: (milliseconds: number) => dayWords(milliseconds, nowMilliseconds, timeZone),
      severalUpstreams: areSeveral(rows.map(({ upstream }) => upstream)),
      severalTools: areSeveral(rows.map(({ tool }) => tool)),
      linkContext,
    };
  }, [view, width, theme, timeZone, linkContext]);
}

function areSeveral(names: readonly string[]): boolean {
  return new Set(names.filter((name) => name !== '')).size > 1;
}

/** Empty parts where nothing fills the variables in, as outside a dashboard. */
function dashboardContext(replaceVariables: InterpolateFunction): string {
  return [DataLinkBuiltInVars.keepTime, DataLinkBuiltInVars.includeVars]
    .map((name) => [`\${${name}}`, replaceVariables(`\${${name}}`)])
    .flatMap(([variable, value]) => (value === '' || value === variable ? [] : [value]))
    .join('&');
}
