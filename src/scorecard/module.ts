import { PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { fieldConfig } from './fieldConfig';
import { migrateOptions } from './migrations';
import type { ScorecardOptions } from './options';
import pluginJson from './plugin.json';
import { suggestScorecard } from './suggestions';
import { ScorecardPanel } from './view/ScorecardPanel';

void initPluginTranslations(pluginJson.id);

export const plugin = new PanelPlugin<ScorecardOptions>(ScorecardPanel)
  .useFieldConfig(fieldConfig)
  .setMigrationHandler(migrateOptions)
  .setSuggestionsSupplier(suggestScorecard)
  .setNoPadding();
