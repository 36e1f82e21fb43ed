import { DataSourcePlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { SloDataSource } from './datasource';
import { ConfigEditor } from './editors/ConfigEditor';
import { QueryEditor } from './editors/QueryEditor';
import pluginJson from './plugin.json';
import type { SloDataSourceOptions, SloQuery } from './types';

void initPluginTranslations(pluginJson.id);

export const plugin = new DataSourcePlugin<SloDataSource, SloQuery, SloDataSourceOptions>(SloDataSource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
