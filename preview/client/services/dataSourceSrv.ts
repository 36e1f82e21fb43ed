import {
  type DataSourceApi,
  type DataSourceInstanceSettings,
  type DataSourceRef,
  matchPluginId,
  type ScopedVars,
} from '@grafana/data';
import { type DataSourceSrv, type GetDataSourceListFilters } from '@grafana/runtime';
import { config } from '@grafana/runtime';
import { dataSourceSettings } from '../boot';
import { importDataSource } from '../plugins/importPlugin';
import { templateSrv } from './templateSrv';

type Ref = string | DataSourceRef | null | undefined;

const instances = new Map<string, Promise<DataSourceApi>>();
const runtimeSources = new Map<string, DataSourceApi & { instanceSettings: DataSourceInstanceSettings }>();

function allSettings(): DataSourceInstanceSettings[] {
  return [...dataSourceSettings(), ...[...runtimeSources.values()].map(({ instanceSettings }) => instanceSettings)];
}

function byUidOrName(key: string): DataSourceInstanceSettings | undefined {
  return allSettings().find(({ uid }) => uid === key) ?? allSettings().find(({ name }) => name === key);
}

function defaultSettings(): DataSourceInstanceSettings | undefined {
  return byUidOrName(config.defaultDatasource);
}

function keyOf(ref: Ref): string | undefined {
  return typeof ref === 'string' ? ref : ref?.uid;
}

function firstOf(value: string | string[]): string {
  return Array.isArray(value) ? (value[0] ?? '') : value;
}

function resolve(ref: Ref, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
  const key = keyOf(ref);
  if (!key || key === 'default') {
    const type = typeof ref === 'object' ? ref?.type : undefined;
    const ofType = type ? allSettings().filter((settings) => settings.type === type) : [];
    return ofType.find(({ isDefault }) => isDefault) ?? ofType[0] ?? defaultSettings();
  }
  if (!key.startsWith('$')) {
    return byUidOrName(key);
  }
  const target = templateSrv.replace(key, scopedVars, firstOf);
  const settings = target === 'default' ? defaultSettings() : byUidOrName(target);
  const rawRef = settings && { type: settings.type, uid: settings.uid };
  return settings && { ...settings, isDefault: false, name: key, uid: key, ...(rawRef ? { rawRef } : {}) };
}

async function load(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
  const plugin = await importDataSource(settings.meta);
  const instance = new plugin.DataSourceClass(settings);
  instance.components = plugin.components as NonNullable<DataSourceApi['components']>;
  return instance;
}

function get(ref?: Ref, scopedVars?: ScopedVars): Promise<DataSourceApi> {
  const settings = resolve(ref, scopedVars);
  if (!settings) {
    return Promise.reject({ message: `Datasource ${keyOf(ref) ?? ''} was not found` });
  }
  const { uid } = settings.rawRef ?? settings;
  const runtime = runtimeSources.get(uid ?? '');
  if (runtime) {
    return Promise.resolve(runtime);
  }
  const real = byUidOrName(uid ?? '') ?? settings;
  const known = instances.get(real.uid);
  if (known) {
    return known;
  }
  const loading = load(real);
  instances.set(real.uid, loading);
  // A failed load is tried anew by the next call.
  loading.catch(() => instances.delete(real.uid));
  return loading;
}

const CAPABILITIES = ['metrics', 'tracing', 'annotations', 'alerting', 'logs'] as const;

function matches(settings: DataSourceInstanceSettings, filters: GetDataSourceListFilters): boolean {
  const { meta, type } = settings;
  const types = filters.type === undefined ? undefined : [filters.type].flat();
  return (
    CAPABILITIES.every((capability) => !filters[capability] || meta[capability]) &&
    (!filters.pluginId || matchPluginId(filters.pluginId, meta)) &&
    (!filters.filter || filters.filter(settings)) &&
    (!types || types.includes(type) || types.some((wanted) => meta.aliasIDs?.includes(wanted))) &&
    (filters.all === true || CAPABILITIES.some((capability) => meta[capability]))
  );
}

function variableSettings(): DataSourceInstanceSettings[] {
  return templateSrv.getVariables().flatMap((variable) => {
    const settings = variable.type === 'datasource' ? resolve(`\${${variable.name}}`) : undefined;
    return settings ? [settings] : [];
  });
}

function getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
  const provisioned = dataSourceSettings().filter((settings) => matches(settings, filters));
  const listed = filters.variables ? [...provisioned, ...variableSettings()] : provisioned;
  return listed.sort((a, b) => a.name.toLowerCase().localeCompare(b.name.toLowerCase()));
}

export const dataSourceSrv: DataSourceSrv = {
  get,
  getList,
  getInstanceSettings: resolve,
  reload: () => instances.clear(),
  registerRuntimeDataSource: ({ dataSource }) => {
    runtimeSources.set(
      dataSource.uid,
      dataSource as unknown as DataSourceApi & { instanceSettings: DataSourceInstanceSettings }
    );
  },
};

/** After the settings page saved: new instances see the new settings. */
export function updateSettings(uid: string, jsonData: DataSourceInstanceSettings['jsonData']): void {
  const settings = byUidOrName(uid);
  if (settings) {
    settings.jsonData = jsonData;
  }
  instances.delete(uid);
}
