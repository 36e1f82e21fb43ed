import { useMemo } from 'react';
import { DataLinkBuiltInVars, dateTimeForTimeZone, type InterpolateFunction, type PanelProps } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { barScale } from '../model/barScale';
import { burnColumns } from '../model/burnColumns';
import type { PanelView } from '../model/panelView';
import type { ScoreRow } from '../model/row';
import type { ScorecardOptions } from '../options';
import { createFormat } from './format';
import { layoutFor } from './layout';
import type { TableContext } from './table';
import { useStable } from './useStable';
import { clockWords, dayWords, momentWords } from './words';

/** Everything the cells share; a new object only when a cell could look different for it. */
export function useTableContext(
  view: PanelView,
  {
    width,
    timeZone,
    replaceVariables,
    options,
  }: Pick<PanelProps<ScorecardOptions>, 'width' | 'timeZone' | 'replaceVariables' | 'options'>
): TableContext {
  const theme = useTheme2();
  const rows = view.kind === 'rows' ? view.rows : NO_ROWS;
  const windows = useStable(useMemo(() => burnColumns(rows), [rows]));
  const scale = useStable(useMemo(() => barScale(rows), [rows]));
  const untold = useStable(
    (['alerts', 'releases'] as const)
      .filter((told) => rows.every((row) => row[told] === null))
      .map((told) => (told === 'alerts' ? 'alert' : told))
  );
  const severalUpstreams = areSeveral(rows.map(({ upstream }) => upstream));
  const severalTools = areSeveral(rows.map(({ tool }) => tool));
  const linkContext = dashboardContext(replaceVariables);
  const layout = useStable(layoutFor(width, windows.length, untold, options));
  // Words about a moment depend on nothing but the day on which they are read.
  const toMilliseconds = view.kind === 'rows' ? view.toMilliseconds : 0;
  const today = useMemo(
    () => dateTimeForTimeZone(timeZone, toMilliseconds).startOf('day').valueOf(),
    [timeZone, toMilliseconds]
  );
  return useMemo(
    () => ({
      format: createFormat(theme, timeZone),
      layout,
      scale,
      windows,
      asOf: (milliseconds: number) => momentWords(milliseconds, today, timeZone),
      clock: (milliseconds: number) => clockWords(milliseconds, today, timeZone),
      day: (milliseconds: number) => dayWords(milliseconds, today, timeZone),
      severalUpstreams,
      severalTools,
      linkContext,
    }),
    [theme, timeZone, layout, windows, scale, today, severalUpstreams, severalTools, linkContext]
  );
}

const NO_ROWS: readonly ScoreRow[] = [];

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
