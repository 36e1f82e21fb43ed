import { OPTIONS_VERSION, type ScorecardOptions } from './options';

/** Options without a version are those of a panel that has just been made; newer ones are left as they are. */
export function migrateOptions(panel: { options: Partial<ScorecardOptions> }): Partial<ScorecardOptions> {
  return { schemaVersion: OPTIONS_VERSION, ...panel.options };
}
