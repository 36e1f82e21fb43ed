import { type CurrentUser, type GrafanaConfig, locationUtil } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import {
  config,
  FakeEchoSrv,
  locationService,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setCurrentUser,
  setDataSourceSrv,
  setEchoSrv,
  setHelpNavItemHook,
  setLocationSrv,
  setMegaMenuOpenHook,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import { sceneGraph } from '@grafana/scenes';
import { setPanelDataErrorView } from 'runtime-internal/PanelDataErrorView';
import { setPluginPage } from 'runtime-internal/PluginPage';
import { importPanel, loadedPanel } from '../plugins/importPlugin';
import { PanelDataErrorView } from '../shell/PanelDataErrorView';
import { PluginPage } from '../shell/PluginPage';
import { appEvents } from './appEvents';
import { backendSrv } from './backendSrv';
import { dataSourceSrv } from './dataSourceSrv';
import { registerStandards } from './registries';
import { runRequest } from './runRequest';
import { activeScene, templateSrv } from './templateSrv';

/** Everything Grafana sets before it renders, and that @grafana/runtime, scenes or plugins then ask for. */
export async function setSingletons(): Promise<void> {
  await initPluginTranslations('grafana', []);
  registerStandards();
  locationUtil.initialize({
    config: config as unknown as GrafanaConfig,
    getVariablesUrlParams: () => ({}),
    getTimeRangeForUrl: () => {
      const scene = activeScene();
      return scene ? sceneGraph.getTimeRange(scene).state.value.raw : { from: 'now-1h', to: 'now' };
    },
  });
  setAppEvents(appEvents);
  setBackendSrv(backendSrv);
  setTemplateSrv(templateSrv);
  setDataSourceSrv(dataSourceSrv);
  setRunRequest(runRequest as Parameters<typeof setRunRequest>[0]);
  setPluginImportUtils({ importPanelPlugin: importPanel, getPanelPluginFromCache: loadedPanel });
  setCurrentUser(config.bootData.user as unknown as CurrentUser);
  setEchoSrv(new FakeEchoSrv());
  setLocationSrv({
    update: ({ path, query, partial, replace }) => {
      if (partial && query) {
        return locationService.partial(query, replace);
      }
      locationService.push({
        pathname: path ?? '',
        search: new URLSearchParams(query as Record<string, string>).toString(),
      });
    },
  });
  setPanelDataErrorView(PanelDataErrorView);
  setPluginPage(PluginPage);
  setReturnToPreviousHook(() => () => undefined);
  setChromeHeaderHeightHook(() => 48);
  setMegaMenuOpenHook(() => [false, () => undefined]);
  setHelpNavItemHook(() => undefined);
  setPluginLinksHook(() => ({ isLoading: false, links: [] }));
  setPluginComponentHook(() => ({ isLoading: false, component: null }));
  setPluginComponentsHook(() => ({ isLoading: false, components: [] }));
  setPluginFunctionsHook(() => ({ isLoading: false, functions: [] }));
}
