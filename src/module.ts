import { AppPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { StartPage } from './app/StartPage';
import pluginJson from './plugin.json';

void initPluginTranslations(pluginJson.id);

export const plugin = new AppPlugin().setRootPage(StartPage);
