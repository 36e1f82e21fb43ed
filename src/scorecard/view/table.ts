import type { ReactElement } from 'react';
import type { BarScale } from '../model/barScale';
import type { BurnColumn } from '../model/burnColumns';
import type { ScoreRow } from '../model/row';
import type { Format } from './format';
import type { Layout } from './layout';

/** What the cells of all rows have in common. */
export interface TableContext {
  format: Format;
  layout: Layout;
  scale: BarScale;
  /** Columns of the strip of burn rates, shortest window first. */
  windows: readonly BurnColumn[];
  /** A moment as text, in the dashboard's zone, which it names. */
  asOf: (milliseconds: number) => string;
  /** The same to the minute, for small places. */
  clock: (milliseconds: number) => string;
  /** The day of a moment, short. */
  day: (milliseconds: number) => string;
  /** The rows come from more than one upstream, so each must say from which. */
  severalUpstreams: boolean;
  /** Their SLOs come from more than one tool, so each must say from which. */
  severalTools: boolean;
  /** Time range and variables of the dashboard, as the query of an address. */
  linkContext: string;
}

export interface CellProps {
  row: ScoreRow;
  table: TableContext;
}

export type Cell = (props: CellProps) => ReactElement | null;
