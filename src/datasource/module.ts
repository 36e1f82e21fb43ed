import { DataSourcePlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { SloDataSource } from './datasource';
import { LazyConfigEditor, LazyQueryEditor, LazyQueryHelp } from './editors/lazyEditors';
import pluginJson from './plugin.json';
import type { SloDataSourceOptions, SloQuery } from './types';

void initPluginTranslations(pluginJson.id);

export const plugin = new DataSourcePlugin<SloDataSource, SloQuery, SloDataSourceOptions>(SloDataSource)
  .setConfigEditor(LazyConfigEditor)
  .setQueryEditor(LazyQueryEditor)
  .setQueryEditorHelp(LazyQueryHelp);
