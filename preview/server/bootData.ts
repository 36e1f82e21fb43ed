import { CORE_PANELS, PROMETHEUS_META } from './corePlugins';
import { type JsonObject, listOf, objectOf, textOf } from './json';
import { type Plugin, pluginMeta } from './plugins';
import { type AppSettings } from './provisioning/apps';
import { type DataSource } from './provisioning/dataSources';

export interface BootInput {
  plugins: Plugin[];
  dataSources: DataSource[];
  apps: Map<string, AppSettings>;
  subPath: string;
  theme: 'light' | 'dark';
  role: string;
  homeDashboard: string | undefined;
  /** Version of the @grafana packages the host is made of. */
  grafanaVersion: string;
}

export function isAppEnabled(plugin: Plugin, apps: Map<string, AppSettings>): boolean {
  return apps.get(plugin.id)?.enabled ?? plugin.json.autoEnabled === true;
}

function dataSourceSettings(dataSources: DataSource[], plugins: Plugin[]): JsonObject {
  const metas = new Map<string, JsonObject>([
    ['prometheus', PROMETHEUS_META],
    ...plugins.filter(({ type }) => type === 'datasource').map((plugin) => [plugin.id, pluginMeta(plugin)] as const),
  ]);
  const known = dataSources.filter(({ type }) => metas.has(type));
  return Object.fromEntries(
    known.map(({ id, uid, name, type, access, isDefault, readOnly, jsonData }) => [
      name,
      {
        id,
        uid,
        name,
        type,
        access,
        isDefault,
        readOnly,
        jsonData,
        url: `/api/datasources/proxy/uid/${uid}`,
        meta: metas.get(type),
      },
    ])
  );
}

function navTree({ plugins, apps, subPath }: BootInput): JsonObject[] {
  const enabled = plugins.filter((plugin) => plugin.type === 'app' && isAppEnabled(plugin, apps));
  return enabled.map((plugin) => ({
    id: `plugin-page-${plugin.id}`,
    text: plugin.name,
    url: `${subPath}/a/${plugin.id}`,
    pluginId: plugin.id,
    children: listOf(plugin.json.includes)
      .filter((include) => include.type === 'page' && include.addToNav === true)
      .map((include) => ({
        text: textOf(include.name),
        url: subPath + (textOf(include.path) ?? '').replace('%PLUGIN_ID%', plugin.id),
        pluginId: plugin.id,
      })),
  }));
}

function permissions(role: string): Record<string, boolean> {
  const read = ['datasources:read', 'datasources:query', 'dashboards:read', 'plugins.app:access', 'folders:read'];
  const write = ['datasources:write', 'datasources:create', 'dashboards:write', 'plugins:write', 'datasources:explore'];
  return Object.fromEntries([...read, ...(role === 'Viewer' ? [] : write)].map((name) => [name, true]));
}

/** What Grafana writes into its start page, reduced to what @grafana/runtime, scenes and plugins read. */
export function bootData(input: BootInput): JsonObject {
  const { plugins, dataSources, apps, subPath, theme, role, grafanaVersion } = input;
  const byType = (type: string) => plugins.filter((plugin) => plugin.type === type);
  const defaultSource = dataSources.find(({ isDefault }) => isDefault) ?? dataSources[0];
  return {
    user: {
      isSignedIn: true,
      id: 1,
      uid: 'preview',
      login: 'preview',
      email: 'preview@localhost',
      name: 'Preview',
      orgId: 1,
      orgName: 'Main Org.',
      orgRole: role,
      orgCount: 1,
      isGrafanaAdmin: role === 'Admin',
      lightTheme: theme === 'light',
      theme,
      timezone: 'browser',
      weekStart: 'browser',
      language: 'en-US',
      locale: 'en-US',
      regionalFormat: 'en-US',
      permissions: permissions(role),
      hasEditPermissionInFolders: role !== 'Viewer',
      helpFlags1: 0,
      authenticatedBy: '',
      analytics: { identifier: '' },
    },
    navTree: navTree(input),
    assets: { dark: '', light: '', jsFiles: [] },
    settings: {
      appUrl: '/',
      appSubUrl: subPath,
      namespace: 'default',
      buildInfo: {
        version: grafanaVersion,
        versionString: `Preview host (@grafana ${grafanaVersion})`,
        commit: '',
        env: 'production',
        edition: 'Open Source',
      },
      datasources: dataSourceSettings(dataSources, plugins),
      defaultDatasource: defaultSource?.name ?? '',
      panels: {
        ...CORE_PANELS,
        ...Object.fromEntries(byType('panel').map((plugin) => [plugin.id, pluginMeta(plugin)])),
      },
      apps: Object.fromEntries(
        byType('app').map((plugin) => [
          plugin.id,
          {
            id: plugin.id,
            path: `public/plugins/${plugin.id}/module.js`,
            version: plugin.version,
            preload: plugin.json.preload === true,
            angular: { detected: false, hideDeprecation: false },
            loadingStrategy: 'script',
            dependencies: objectOf(plugin.json.dependencies),
            extensions: objectOf(plugin.json.extensions),
            moduleHash: '',
          },
        ])
      ),
      featureToggles: {},
      minRefreshInterval: '5s',
      exploreEnabled: role !== 'Viewer',
      unifiedAlertingEnabled: false,
      liveEnabled: false,
      dateFormats: {
        fullDate: 'YYYY-MM-DD HH:mm:ss',
        useBrowserLocale: false,
        interval: {
          millisecond: 'HH:mm:ss.SSS',
          second: 'HH:mm:ss',
          minute: 'HH:mm',
          hour: 'MM/DD HH:mm',
          day: 'MM/DD',
          month: 'YYYY-MM',
          year: 'YYYY',
        },
        defaultTimezone: 'browser',
        defaultWeekStart: 'browser',
      },
    },
    preview: { homeDashboard: input.homeDashboard, appMetas: appMetas(byType('app'), apps) },
  };
}

function appMetas(plugins: Plugin[], apps: Map<string, AppSettings>): JsonObject {
  return Object.fromEntries(plugins.map((plugin) => [plugin.id, appSettings(plugin, apps)]));
}

/** The answer of `/api/plugins/<id>/settings`. */
export function appSettings(plugin: Plugin, apps: Map<string, AppSettings>): JsonObject {
  const settings = apps.get(plugin.id);
  return {
    ...pluginMeta(plugin),
    enabled: isAppEnabled(plugin, apps),
    pinned: settings?.pinned ?? true,
    jsonData: settings?.jsonData ?? {},
    secureJsonFields: {},
    hasUpdate: false,
    latestVersion: '',
    defaultNavUrl: `/a/${plugin.id}`,
  };
}
