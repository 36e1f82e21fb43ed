import { DEFAULT_OPTIONS, type ScorecardOptions } from './options';

/** What a panel was saved without is as in one that has just been made; newer options are left as they are. */
export function migrateOptions(panel: { options: Partial<ScorecardOptions> }): Partial<ScorecardOptions> {
  return { ...DEFAULT_OPTIONS, ...panel.options };
}
