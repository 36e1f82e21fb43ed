import { type JsonObject, objectOf, textOf } from './json';
import { type Plugin, pluginMeta } from './plugins';
import { type AppSettings, type DataSource } from './provisioning';

export interface BootInput {
  plugins: Plugin[];
  dataSources: DataSource[];
  apps: Map<string, AppSettings>;
  subPath: string;
  theme: 'light' | 'dark';
  role: Role;
  homeDashboard: string | undefined;
  /** Version of the @grafana packages the host is made of. */
  grafanaVersion: string;
}

export type Role = 'Admin' | 'Viewer';

/** What a role may do, as far as plugins ask before they offer it. */
const PERMISSIONS: Record<Role, string[]> = {
  Admin: ['query', 'read', 'create', 'write'].map((action) => `datasources:${action}`),
  Viewer: ['datasources:query'],
};

/** The core plugins for which the host has a stand-in of its own. */
const CORE_PANELS = {
  bargauge: 'Bar gauge',
  stat: 'Stat',
  table: 'Table',
  text: 'Text',
  timeseries: 'Time series',
};

function coreMeta(id: string, name: string): JsonObject {
  const logo = 'public/img/stand-in.svg';
  return { id, name, module: `core:plugin/${id}`, info: { version: '', logos: { small: logo, large: logo } } };
}

function dataSourceSettings(dataSources: DataSource[], plugins: Plugin[]): JsonObject {
  const metas: Record<string, JsonObject> = {
    prometheus: { ...coreMeta('prometheus', 'Prometheus'), metrics: true, backend: true },
    ...metasOf(plugins, 'datasource'),
  };
  return Object.fromEntries(
    dataSources
      .filter(({ type }) => metas[type])
      .map(({ secureJsonData: _, ...settings }) => [settings.name, { ...settings, meta: metas[settings.type] }])
  );
}

function metasOf(plugins: Plugin[], type: string): Record<string, JsonObject> {
  const wanted = plugins.filter((plugin) => plugin.type === type);
  return Object.fromEntries(wanted.map((plugin) => [plugin.id, pluginMeta(plugin)]));
}

function appMetas(plugins: Plugin[], apps: Map<string, AppSettings>): JsonObject {
  const metas = Object.entries(metasOf(plugins, 'app'));
  return Object.fromEntries(
    metas.map(([id, meta]) => {
      const { enabled = meta.autoEnabled === true, jsonData = {} } = apps.get(id) ?? {};
      return [id, { ...meta, enabled, jsonData }];
    })
  );
}

/** What Grafana writes into its start page, reduced to what @grafana/runtime, scenes and plugins read. */
export function bootData(input: BootInput): JsonObject {
  const { plugins, dataSources, apps, subPath, theme, role, homeDashboard, grafanaVersion } = input;
  const panels = Object.entries(CORE_PANELS).map(([id, name]) => [id, coreMeta(id, name)]);
  const metas = appMetas(plugins, apps);
  return {
    user: {
      orgRole: role,
      permissions: Object.fromEntries(PERMISSIONS[role].map((action) => [action, true])),
      theme,
      timezone: 'browser',
      weekStart: 'browser',
      language: 'en-US',
      locale: 'en-US',
      regionalFormat: 'en-US',
    },
    navTree: Object.values(metas)
      .map(objectOf)
      .filter(({ enabled }) => enabled)
      .map(({ id, name }) => ({ text: textOf(name), url: `/a/${textOf(id)}` })),
    settings: {
      appUrl: '/',
      appSubUrl: subPath,
      buildInfo: { version: grafanaVersion, commit: '', env: 'production', edition: 'Open Source' },
      datasources: dataSourceSettings(dataSources, plugins),
      defaultDatasource: (dataSources.find(({ isDefault }) => isDefault) ?? dataSources[0])?.name ?? '',
      panels: { ...Object.fromEntries(panels), ...metasOf(plugins, 'panel') },
      featureToggles: {},
      liveEnabled: false,
    },
    preview: { homeDashboard, appMetas: metas },
  };
}
