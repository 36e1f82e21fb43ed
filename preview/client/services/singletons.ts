import { type CurrentUser, type GrafanaConfig, locationUtil } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import {
  config,
  FakeEchoSrv,
  setAppEvents,
  setBackendSrv,
  setCurrentUser,
  setDataSourceSrv,
  setEchoSrv,
  setPluginImportUtils,
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
import { currentScene, templateSrv } from './templateSrv';

/** Everything Grafana sets before it renders, and that @grafana/runtime, scenes or plugins then ask for. */
export async function setSingletons(): Promise<void> {
  await initPluginTranslations('grafana', []);
  registerStandards();
  locationUtil.initialize({
    config: config as unknown as GrafanaConfig,
    getVariablesUrlParams: () => ({}),
    getTimeRangeForUrl: () => sceneGraph.getTimeRange(currentScene()).state.value.raw,
  });
  setAppEvents(appEvents);
  setBackendSrv(backendSrv);
  setTemplateSrv(templateSrv);
  setDataSourceSrv(dataSourceSrv);
  setRunRequest(runRequest as Parameters<typeof setRunRequest>[0]);
  setPluginImportUtils({ importPanelPlugin: importPanel, getPanelPluginFromCache: loadedPanel });
  setCurrentUser(config.bootData.user as unknown as CurrentUser);
  setEchoSrv(new FakeEchoSrv());
  setPanelDataErrorView(PanelDataErrorView);
  setPluginPage(PluginPage);
}
