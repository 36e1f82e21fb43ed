import {
  type AppPlugin,
  type AppPluginMeta,
  type DataSourceApi,
  type DataSourcePlugin,
  type DataSourcePluginMeta,
  type PanelPlugin,
  type PluginMeta,
} from '@grafana/data';
import { isCorePanel, panelMeta } from '../boot';
import { prometheusPlugin } from '../prometheus/plugin';
import { messagePanel, standInPanel } from '../standIns/panels';
import { loadModule } from './loader';

type AnyDataSourcePlugin = DataSourcePlugin<DataSourceApi>;

const panels = new Map<string, PanelPlugin>();

async function exportedPlugin<T extends { meta: unknown }>(meta: PluginMeta): Promise<T> {
  const { plugin } = await loadModule(meta);
  if (!plugin) {
    throw new Error(`module.js of ${meta.id} has no export named "plugin".`);
  }
  const loaded = (await plugin) as T;
  loaded.meta = meta;
  return loaded;
}

async function loadPanel(id: string): Promise<PanelPlugin> {
  const meta = panelMeta(id);
  if (isCorePanel(id)) {
    return standInPanel(id, meta);
  }
  if (!meta) {
    return messagePanel(id, `Panel plugin not found: ${id}`, 'It is not among the plugins of this bundle.');
  }
  try {
    return await exportedPlugin<PanelPlugin>(meta);
  } catch (error) {
    console.warn(`Error loading panel plugin: ${id}`, error);
    return messagePanel(id, `Error loading: ${id}`, String(error));
  }
}

export async function importPanel(id: string): Promise<PanelPlugin> {
  const plugin = panels.get(id) ?? (await loadPanel(id));
  panels.set(id, plugin);
  return plugin;
}

export function loadedPanel(id: string): PanelPlugin | undefined {
  return panels.get(id);
}

export async function importDataSource(meta: DataSourcePluginMeta): Promise<AnyDataSourcePlugin> {
  if (meta.id === 'prometheus') {
    prometheusPlugin.meta = meta;
    return prometheusPlugin as unknown as AnyDataSourcePlugin;
  }
  return exportedPlugin<AnyDataSourcePlugin>(meta);
}

export async function importApp(meta: AppPluginMeta): Promise<AppPlugin> {
  const plugin = await exportedPlugin<AppPlugin>(meta);
  plugin.init(meta);
  return plugin;
}
