export const OPTIONS_VERSION = 1;

export interface ScorecardOptions {
  schemaVersion: typeof OPTIONS_VERSION;
  showFilterBar: boolean;
  /** A label, or `service`, `owner`, `upstream` or `tool`; empty for no groups. */
  groupBy: string;
}

/** Those of a panel that has just been made. */
export const DEFAULT_OPTIONS: ScorecardOptions = { schemaVersion: OPTIONS_VERSION, showFilterBar: true, groupBy: '' };
