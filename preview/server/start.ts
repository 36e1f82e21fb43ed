import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { bootData, type Role } from './bootData';
import { handleDataSourceApi } from './dataSourceApi';
import { handleDsQuery } from './dsQuery';
import { type Environment } from './expand';
import { RequestError, sendJson } from './http';
import { type JsonObject } from './json';
import { htmlPage } from './page';
import { discoverPlugins } from './plugins';
import { readApps, readDashboards, readDataSources } from './provisioning';
import { handlePublic } from './staticFiles';

export interface PreviewOptions {
  /** 0 takes any that is free. */
  port: number;
  /** Holds dist and provisioning. */
  repoRoot: string;
  /** Holds the packages that the host was built from, and with them the icons. */
  packageRoot: string;
  /** Output folder of `buildHost`. */
  hostDir: string;
  /**
   * For provisioning; HOME_DASHBOARD (a uid), DATA_SOURCES (a folder instead of provisioning/datasources), PREVIEW_ROLE
   * (Admin or Viewer).
   */
  env: Environment;
  /** Serves below this path, for example `/grafana`. */
  subPath?: string;
  log: (message: string) => void;
}

export interface Preview {
  url: string;
  close(): Promise<void>;
}

type Context = Required<PreviewOptions> & {
  provisioning: string;
  role: Role;
  plugins: () => ReturnType<typeof discoverPlugins>;
  dashboards: () => ReturnType<typeof readDashboards>;
  dataSources: ReturnType<typeof readDataSources>;
};

const HOST = '127.0.0.1';

function boot(context: Context, theme: 'light' | 'dark'): JsonObject {
  const { env, packageRoot } = context;
  const uiPackage = JSON.parse(readFileSync(join(packageRoot, 'node_modules/@grafana/ui/package.json'), 'utf8')) as {
    version: string;
  };
  return bootData({
    ...context,
    plugins: context.plugins(),
    apps: readApps(join(context.provisioning, 'plugins'), env),
    theme,
    homeDashboard: env.HOME_DASHBOARD || context.dashboards()[0]?.uid,
    grafanaVersion: uiPackage.version,
  });
}

/** The theme in the address is kept in a cookie for the pages that follow. */
function sendPage(request: IncomingMessage, response: ServerResponse, url: URL, context: Context): void {
  const cookie = /preview_theme=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  const theme = (url.searchParams.get('theme') ?? cookie) === 'light' ? 'light' : 'dark';
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Set-Cookie': `preview_theme=${theme}; Path=/; SameSite=Lax`,
  });
  response.end(htmlPage(context.subPath, boot(context, theme), theme));
}

/** What a Grafana answers in which nobody has annotated anything, and that has no rules and alerts of its own. */
const QUIET: Readonly<Record<string, unknown>> = {
  '/api/annotations': [],
  '/api/prometheus/grafana/api/v1/rules': { status: 'success', data: { groups: [] } },
  '/api/alertmanager/grafana/api/v2/alerts': [],
  '/api/alertmanager/grafana/api/v2/silences': [],
};

function handleQuietApi(response: ServerResponse, url: URL): boolean {
  const answer = QUIET[url.pathname];
  if (answer !== undefined) {
    sendJson(response, 200, answer);
  }
  return answer !== undefined;
}

/** Dashboards, as `/api/search` lists them and `/api/dashboards/uid/<uid>` sends them. */
function handleDashboardApi(response: ServerResponse, url: URL, { dashboards, subPath }: Context): boolean {
  const uid = /^\/api\/dashboards\/uid\/([^/]+)$/.exec(url.pathname)?.[1];
  if (uid) {
    const found = dashboards().find((dashboard) => dashboard.uid === decodeURIComponent(uid));
    if (!found) {
      throw new RequestError(404, 'Dashboard not found');
    }
    sendJson(response, 200, { dashboard: found.model, meta: { provisioned: true, canSave: false, canEdit: false } });
  } else if (url.pathname === '/api/search') {
    const summaries = dashboards().map(({ uid, title, folder, tags }) => {
      return { uid, title, type: 'dash-db', tags, folderTitle: folder, url: `${subPath}/d/${uid}` };
    });
    sendJson(response, 200, summaries);
  }
  return Boolean(uid) || url.pathname === '/api/search';
}

async function handle(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const { subPath, dataSources } = context;
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (!`${url.pathname}/`.startsWith(`${subPath}/`)) {
    response.writeHead(302, { Location: `${subPath}/` }).end();
    return;
  }
  url.pathname = url.pathname.slice(subPath.length) || '/';
  if (!/^\/(public|apis?)\//.test(url.pathname)) {
    return sendPage(request, response, url, context);
  }
  if (url.pathname === '/api/ds/query') {
    return handleDsQuery(request, response, dataSources);
  }
  if (url.pathname === '/api/frontend/settings') {
    return sendJson(response, 200, boot(context, 'dark').settings);
  }
  const isServed = url.pathname.startsWith('/public/')
    ? handlePublic(response, decodeURIComponent(url.pathname.slice('/public/'.length)), context)
    : handleDashboardApi(response, url, context) ||
      handleQuietApi(response, url) ||
      (await handleDataSourceApi(request, response, url, context));
  if (!isServed) {
    context.log(`The preview host does not serve ${request.method} ${url.pathname}`);
    throw new RequestError(404, 'Not found');
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = new Error(`Port ${port} on ${HOST} is already in use. Choose another port for the preview.`);
      reject(error.code === 'EADDRINUSE' ? busy : error);
    });
    server.listen(port, HOST, resolve);
  });
}

/** Serves the preview until `close` is called. */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const { port, repoRoot, env, log } = options;
  const subPath = (options.subPath ?? '').replace(/\/+$/, '');
  const provisioning = join(repoRoot, 'provisioning');
  const context: Context = {
    ...options,
    subPath,
    provisioning,
    role: env.PREVIEW_ROLE === 'Viewer' ? 'Viewer' : 'Admin',
    plugins: () => discoverPlugins(join(repoRoot, 'dist')),
    dashboards: () => readDashboards(join(provisioning, 'dashboards'), env),
    dataSources: readDataSources(env.DATA_SOURCES || join(provisioning, 'datasources'), env),
  };
  const server = createServer((request, response) => {
    handle(request, response, context).catch((error: Error) => {
      if (!(error instanceof RequestError)) {
        log(`${request.method} ${request.url}: ${error.stack}`);
      }
      if (response.headersSent) {
        response.end();
      } else {
        sendJson(response, error instanceof RequestError ? error.status : 500, { message: error.message });
      }
    });
  });
  await listen(server, port);
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}${subPath}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
