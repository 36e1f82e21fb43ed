import {
  type DataSourceApi,
  type DataSourceInstanceSettings,
  type DataSourceRef,
  matchPluginId,
  type ScopedVars,
} from '@grafana/data';
import { config, type DataSourceSrv, type GetDataSourceListFilters } from '@grafana/runtime';
import { dataSourceSettings } from '../boot';
import { importDataSource } from '../plugins/importPlugin';
import { templateSrv } from './templateSrv';

type Ref = string | DataSourceRef | null | undefined;

const instances = new Map<string, Promise<DataSourceApi>>();

function byUidOrName(key: string): DataSourceInstanceSettings | undefined {
  const all = dataSourceSettings();
  return all.find(({ uid }) => uid === key) ?? all.find(({ name }) => name === key);
}

function keyOf(ref: Ref): string {
  return (typeof ref === 'string' ? ref : ref?.uid) || config.defaultDatasource;
}

function firstOf(value: string | string[]): string {
  return [value].flat()[0] ?? '';
}

/** The settings of a reference. One that names a variable keeps that name, beside the reference it stands for. */
function resolve(ref: Ref, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
  const key = keyOf(ref);
  if (!key.startsWith('$')) {
    return byUidOrName(key);
  }
  const settings = byUidOrName(templateSrv.replace(key, scopedVars, firstOf));
  const rawRef = settings && { type: settings.type, uid: settings.uid };
  return settings && { ...settings, isDefault: false, name: key, uid: key, ...(rawRef ? { rawRef } : {}) };
}

async function load(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
  const plugin = await importDataSource(settings.meta);
  const instance = new plugin.DataSourceClass(settings);
  instance.components = plugin.components as NonNullable<DataSourceApi['components']>;
  return instance;
}

async function get(ref?: Ref, scopedVars?: ScopedVars): Promise<DataSourceApi> {
  const resolved = resolve(ref, scopedVars);
  const settings = resolved && byUidOrName(resolved.rawRef?.uid ?? resolved.uid);
  if (!settings) {
    throw { message: `Datasource ${keyOf(ref)} was not found` };
  }
  const instance = instances.get(settings.uid) ?? load(settings);
  instances.set(settings.uid, instance);
  // A failed load is tried anew by the next call.
  instance.catch(() => instances.delete(settings.uid));
  return instance;
}

function matches({ meta, type }: DataSourceInstanceSettings, filters: GetDataSourceListFilters): boolean {
  return (
    (!filters.metrics || meta.metrics === true) &&
    (!filters.pluginId || matchPluginId(filters.pluginId, meta)) &&
    (!filters.type || [filters.type].flat().includes(type))
  );
}

export const dataSourceSrv: DataSourceSrv = {
  get,
  getList: (filters = {}) =>
    dataSourceSettings().filter((settings) => matches(settings, filters) && (filters.filter?.(settings) ?? true)),
  getInstanceSettings: resolve,
  reload: async () => instances.clear(),
  // Scenes keeps the ones it is given itself.
  registerRuntimeDataSource: () => undefined,
};

/** After the settings page saved: new instances see the new settings. */
export function updateSettings(uid: string, jsonData: DataSourceInstanceSettings['jsonData']): void {
  Object.assign(byUidOrName(uid) ?? {}, { jsonData });
  instances.delete(uid);
}
