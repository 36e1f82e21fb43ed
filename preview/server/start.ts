import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { appSettings, bootData } from './bootData';
import { handleDataSourceApi } from './dataSourceApi';
import { handleDsQuery } from './dsQuery';
import { sendError, sendJson } from './http';
import { textOf } from './json';
import { htmlPage } from './page';
import { discoverPlugins, distFolderOf, pluginMeta } from './plugins';
import { readApps } from './provisioning/apps';
import { type Dashboard, readDashboards } from './provisioning/dashboards';
import { readDataSources } from './provisioning/dataSources';
import { type Environment } from './provisioning/expand';
import { handlePublic } from './staticFiles';

export interface PreviewOptions {
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Holds dist, provisioning and dashboards. */
  repoRoot: string;
  /** Output folder of `buildHost`. */
  hostDir: string;
  /** For provisioning, and HOME_DASHBOARD (a uid) and PREVIEW_ROLE (Viewer, Editor, Admin). */
  env: Environment;
  /** Serves below this path, for example `/grafana`. */
  subPath?: string;
  log: (message: string) => void;
}

export interface Preview {
  url: string;
  close(): Promise<void>;
}

interface Context {
  options: PreviewOptions;
  subPath: string;
  dataSources: ReturnType<typeof readDataSources>;
  apps: ReturnType<typeof readApps>;
  reported: Set<string>;
}

function plugins({ options }: Context) {
  return discoverPlugins(distFolderOf(options.repoRoot));
}

function dashboardSummary({ uid, slug, title, folder, tags }: Dashboard, subPath: string) {
  return { uid, title, slug, type: 'dash-db', tags, folderTitle: folder, url: `${subPath}/d/${uid}/${slug}` };
}

function search(dashboards: Dashboard[], parameters: URLSearchParams): Dashboard[] {
  const tags = parameters.getAll('tag');
  const uids = parameters.getAll('dashboardUIDs');
  const text = (parameters.get('query') ?? '').toLowerCase();
  return dashboards.filter(
    (dashboard) =>
      tags.every((tag) => dashboard.tags.includes(tag)) &&
      (uids.length === 0 || uids.includes(dashboard.uid)) &&
      dashboard.title.toLowerCase().includes(text)
  );
}

function sendPage(request: IncomingMessage, response: ServerResponse, url: URL, context: Context): void {
  const { options, subPath, dataSources, apps } = context;
  const chosen = url.searchParams.get('theme') ?? /preview_theme=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  const theme = chosen === 'light' ? 'light' : 'dark';
  const uiPackage = join(options.repoRoot, 'node_modules/@grafana/ui/package.json');
  const boot = bootData({
    plugins: plugins(context),
    dataSources,
    apps,
    subPath,
    theme,
    role: options.env.PREVIEW_ROLE || 'Admin',
    homeDashboard: options.env.HOME_DASHBOARD || readDashboards(options.repoRoot, options.env)[0]?.uid,
    grafanaVersion: String((JSON.parse(readFileSync(uiPackage, 'utf8')) as { version: string }).version),
  });
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(htmlPage(options.hostDir, subPath, boot, theme));
}

/** The few endpoints beside those of data sources that pages and plugins ask for. */
function handlePlainApi(response: ServerResponse, url: URL, context: Context): boolean {
  const { options, subPath, apps } = context;
  const dashboards = () => readDashboards(options.repoRoot, options.env);
  const uid = /^\/api\/dashboards\/uid\/([^/]+)$/.exec(url.pathname)?.[1];
  const pluginId = /^\/api\/plugins\/([^/]+)\/settings$/.exec(url.pathname)?.[1];
  if (uid) {
    const found = dashboards().find((dashboard) => dashboard.uid === decodeURIComponent(uid));
    if (!found) {
      sendError(response, 404, 'Dashboard not found');
      return true;
    }
    const meta = {
      slug: found.slug,
      url: dashboardSummary(found, subPath).url,
      folderTitle: found.folder,
      provisioned: true,
    };
    sendJson(response, 200, { dashboard: found.model, meta: { ...meta, canSave: false, canEdit: false } });
  } else if (pluginId) {
    const plugin = plugins(context).find(({ id }) => id === pluginId);
    if (!plugin) {
      sendError(response, 404, 'Plugin not found, no installed plugin with that id');
    } else {
      sendJson(
        response,
        200,
        plugin.type === 'app' ? appSettings(plugin, apps) : { ...pluginMeta(plugin), enabled: true }
      );
    }
  } else if (url.pathname === '/api/search') {
    sendJson(
      response,
      200,
      search(dashboards(), url.searchParams).map((dashboard) => dashboardSummary(dashboard, subPath))
    );
  } else if (url.pathname === '/api/health') {
    sendJson(response, 200, { database: 'ok', preview: true });
  } else {
    return false;
  }
  return true;
}

async function handle(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const { options, subPath, dataSources, reported } = context;
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (subPath && !`${url.pathname}/`.startsWith(`${subPath}/`)) {
    response.writeHead(302, { Location: `${subPath}/` });
    response.end();
    return;
  }
  url.pathname = url.pathname.slice(subPath.length) || '/';
  if (url.pathname.startsWith('/public/')) {
    const nodeModules = join(options.repoRoot, 'node_modules');
    const path = decodeURIComponent(url.pathname.slice('/public/'.length));
    const folders = { hostDir: options.hostDir, nodeModules, plugins: () => plugins(context) };
    return handlePublic(response, path, folders) ? undefined : sendError(response, 404, 'Not found');
  }
  if (!url.pathname.startsWith('/api/') && !url.pathname.startsWith('/apis/')) {
    return sendPage(request, response, url, context);
  }
  if (url.pathname === '/api/ds/query' && request.method === 'POST') {
    return handleDsQuery(request, response, dataSources);
  }
  if ((await handleDataSourceApi(request, response, url, dataSources)) || handlePlainApi(response, url, context)) {
    return;
  }
  const call = `${request.method} ${url.pathname}`;
  if (!reported.has(call)) {
    reported.add(call);
    options.log(`The preview host does not serve ${call}`);
  }
  sendError(response, 404, 'Not found');
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE';
      reject(
        busy ? new Error(`Port ${port} on ${host} is already in use. Choose another port for the preview.`) : error
      );
    });
    server.listen(port, host, resolve);
  });
}

/** Serves the preview until `close` is called. */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const host = options.host ?? '127.0.0.1';
  const subPath = (options.subPath ?? '').replace(/\/+$/, '');
  const context: Context = {
    options,
    subPath,
    dataSources: readDataSources(options.repoRoot, options.env),
    apps: readApps(options.repoRoot, options.env),
    reported: new Set(),
  };
  const server = createServer((request, response) => {
    handle(request, response, context).catch((error: unknown) => {
      options.log(
        `${request.method} ${request.url}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
      );
      if (response.headersSent) {
        response.end();
      } else {
        sendError(response, 500, textOf(error instanceof Error ? error.message : String(error)) ?? '');
      }
    });
  });
  await listen(server, options.port, host);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://${host}:${port}${subPath}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
