import { type AppPluginMeta, type DataSourceInstanceSettings, type PanelPluginMeta } from '@grafana/data';
import { config } from '@grafana/runtime';

interface PreviewBoot {
  preview: { homeDashboard?: string; appMetas: Record<string, AppPluginMeta> };
  navTree: Array<{ text: string; url: string }>;
}

const boot = (window as unknown as { grafanaBootData: PreviewBoot }).grafanaBootData;

export const homeDashboard = boot.preview.homeDashboard;
export const navTree = boot.navTree;
export const subPath = config.appSubUrl;

// The runtime marks these maps as deprecated for plugins; the host is the one that provides them.
const provided = config as unknown as Provided;

export interface Provided {
  panels: Record<string, PanelPluginMeta>;
  datasources: Record<string, DataSourceInstanceSettings>;
  defaultDatasource: string;
}

export function appMeta(id: string): AppPluginMeta | undefined {
  return boot.preview.appMetas[id];
}

export function panelMeta(id: string): PanelPluginMeta | undefined {
  return provided.panels[id];
}

export function dataSourceSettings(): DataSourceInstanceSettings[] {
  return Object.values(provided.datasources);
}

export function replaceDataSources({ datasources, defaultDatasource }: Provided): void {
  Object.assign(provided, { datasources, defaultDatasource });
}

/** Core panels are drawn by stand-ins of this host. Their ids lack the `org-name-panel` form that plugins have. */
export function isCorePanel(id: string): boolean {
  return panelMeta(id)?.module.startsWith('core:') ?? !id.endsWith('-panel');
}
