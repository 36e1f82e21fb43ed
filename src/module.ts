import { AppPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { LazyStartPage } from './app/LazyStartPage';
import pluginJson from './plugin.json';

void initPluginTranslations(pluginJson.id);

export const plugin = new AppPlugin().setRootPage(LazyStartPage);
