import type { ColumnId } from './model/columns';

export const OPTIONS_VERSION = 1;

export interface ScorecardOptions {
  schemaVersion: typeof OPTIONS_VERSION;
  showFilterBar: boolean;
  /** A label, or `service`, `owner`, `upstream` or `tool`; empty for no groups. */
  groupBy: string;
  /** `compact`: a row is as low as its numbers let it be. */
  density: 'comfortable' | 'compact';
  /** `wall`: to be read across a room. */
  textSize: 'normal' | 'wall';
  /** From left to right; absent or empty for the usual ones. */
  columns?: readonly ColumnId[];
}

/** Those of a panel that has just been made. */
export const DEFAULT_OPTIONS: ScorecardOptions = {
  schemaVersion: OPTIONS_VERSION,
  showFilterBar: true,
  groupBy: '',
  density: 'comfortable',
  textSize: 'normal',
};
