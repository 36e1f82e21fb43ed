export const OPTIONS_VERSION = 1;

export interface ScorecardOptions {
  schemaVersion: typeof OPTIONS_VERSION;
}
