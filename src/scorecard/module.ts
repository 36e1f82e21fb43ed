import { PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { fieldConfig, type ScorecardFieldConfig } from './fieldConfig';
import { migrateOptions } from './migrations';
import type { ScorecardOptions } from './options';
import { addOptions } from './optionEditors';
import pluginJson from './plugin.json';
import { suggestScorecard } from './suggestions';
import { Panel } from './view/Panel';

void initPluginTranslations(pluginJson.id);

export const plugin = new PanelPlugin<ScorecardOptions, ScorecardFieldConfig>(Panel)
  .useFieldConfig(fieldConfig)
  .setPanelOptions(addOptions)
  .setMigrationHandler(migrateOptions)
  .setSuggestionsSupplier(suggestScorecard)
  .setNoPadding();
