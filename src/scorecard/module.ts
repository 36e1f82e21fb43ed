import { PanelPlugin } from '@grafana/data';
import { initPluginTranslations, t } from '@grafana/i18n';
import { fieldConfig } from './fieldConfig';
import { migrateOptions } from './migrations';
import { DEFAULT_OPTIONS, type ScorecardOptions } from './options';
import pluginJson from './plugin.json';
import { suggestScorecard } from './suggestions';
import { Panel } from './view/Panel';

void initPluginTranslations(pluginJson.id);

export const plugin = new PanelPlugin<ScorecardOptions>(Panel)
  .useFieldConfig(fieldConfig)
  .setPanelOptions((builder) =>
    builder.addBooleanSwitch({
      path: 'showFilterBar',
      name: t('scorecard.option.filter-bar', 'Filter bar'),
      description: t(
        'scorecard.option.filter-bar-help',
        'Search, statuses, services and owners above the rows, where there are eight SLOs or more.'
      ),
      defaultValue: DEFAULT_OPTIONS.showFilterBar,
    })
  )
  .setMigrationHandler(migrateOptions)
  .setSuggestionsSupplier(suggestScorecard)
  .setNoPadding();
