import {
  type AppPlugin,
  type AppPluginMeta,
  type DataSourceApi,
  type DataSourcePlugin,
  type DataSourcePluginMeta,
  type PanelPlugin,
  type PanelPluginMeta,
  type PluginMeta,
} from '@grafana/data';
import { isCorePanel, panelMeta } from '../boot';
import { prometheusPlugin } from '../prometheus/plugin';
import { messagePanel } from '../standIns/messagePanel';
import { standInPanel } from '../standIns/panels';
import { loadModule } from './loader';

export type AnyDataSourcePlugin = DataSourcePlugin<DataSourceApi>;

const panels = new Map<string, PanelPlugin>();
const pending = new Map<string, Promise<unknown>>();

/** One load per plugin; a load that failed may be tried again. */
function once<T>(key: string, load: () => Promise<T>): Promise<T> {
  const known = pending.get(key) as Promise<T> | undefined;
  if (known) {
    return known;
  }
  const loading = load();
  pending.set(key, loading);
  loading.catch(() => pending.delete(key));
  return loading;
}

async function exportedPlugin<T extends { meta: unknown }>(meta: PluginMeta): Promise<T> {
  const { plugin } = await loadModule(meta);
  if (!plugin) {
    throw new Error(`module.js of ${meta.id} has no export named "plugin".`);
  }
  const loaded = (await plugin) as T;
  loaded.meta = meta;
  return loaded;
}

async function loadPanel(id: string, meta: PanelPluginMeta | undefined): Promise<PanelPlugin> {
  if (!meta || isCorePanel(id)) {
    return standInPanel(id, meta);
  }
  try {
    return await exportedPlugin<PanelPlugin>(meta);
  } catch (error) {
    console.warn(`Error loading panel plugin: ${id}`, error);
    const reason = error instanceof Error ? error.message : String(error);
    return messagePanel(meta, `Error loading: ${id}`, reason);
  }
}

export async function importPanel(id: string): Promise<PanelPlugin> {
  const plugin = await once(`panel:${id}`, () => loadPanel(id, panelMeta(id)));
  panels.set(id, plugin);
  return plugin;
}

export function loadedPanel(id: string): PanelPlugin | undefined {
  return panels.get(id);
}

export function importDataSource(meta: DataSourcePluginMeta): Promise<AnyDataSourcePlugin> {
  if (meta.id === 'prometheus') {
    prometheusPlugin.meta = meta;
    return Promise.resolve(prometheusPlugin as unknown as AnyDataSourcePlugin);
  }
  return once(`datasource:${meta.id}`, () => exportedPlugin<AnyDataSourcePlugin>(meta));
}

export function importApp(meta: AppPluginMeta): Promise<AppPlugin> {
  return once(`app:${meta.id}`, async () => {
    const plugin = await exportedPlugin<AppPlugin>(meta);
    plugin.init(meta);
    return plugin;
  });
}
