import { type IncomingMessage, type ServerResponse } from 'node:http';
import { abortedWithClient, readBody, sendError, sendJson } from './http';
import { isObject, type JsonObject, objectOf } from './json';
import { runQuery } from './promlib/query';
import { callUpstream, upstreamUrl } from './promlib/upstream';
import { type DataSource } from './provisioning/dataSources';

/** Settings as the API shows them: secrets are only named, never sent. */
function publicSettings({ secureJsonData, ...settings }: DataSource): JsonObject {
  return {
    ...settings,
    orgId: 1,
    typeName: settings.type,
    typeLogoUrl: '',
    withCredentials: false,
    secureJsonFields: Object.fromEntries(Object.keys(secureJsonData).map((key) => [key, true])),
    version: 1,
    accessControl: { 'datasources:read': true, 'datasources:write': true, 'datasources:query': true },
  };
}

async function forwardResource(
  request: IncomingMessage,
  response: ServerResponse,
  dataSource: DataSource,
  path: string,
  query: URLSearchParams
): Promise<void> {
  const signal = abortedWithClient(response);
  const method = request.method ?? 'GET';
  const body = method === 'GET' ? undefined : await readBody(request);
  // Grafana labels every forwarded body a form; JSON from the browser is therefore turned into one.
  const form = body && request.headers['content-type']?.includes('json') ? formOf(body) : body;
  const init = {
    method,
    ...(form === undefined ? {} : { body: form, contentType: 'application/x-www-form-urlencoded' }),
  };
  try {
    const answer = await callUpstream(dataSource, upstreamUrl(dataSource, path, query), init, signal);
    response.writeHead(answer.status, { 'Content-Type': answer.contentType });
    response.end(answer.text);
  } catch {
    sendError(response, 500, 'An error occurred within the plugin', 'plugin.requestFailureError');
  }
}

function formOf(json: string): string {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(objectOf(JSON.parse(json)))) {
    for (const item of Array.isArray(value) ? value : [value]) {
      form.append(key, String(item));
    }
  }
  return form.toString();
}

async function checkHealth(response: ServerResponse, dataSource: DataSource): Promise<void> {
  const signal = abortedWithClient(response);
  const probe = { refId: '__healthcheck__', expr: '1+1', instant: true, intervalMs: 0 };
  const result = await runQuery(probe, { fromMs: 1000, toMs: 4000 }, dataSource, signal);
  if (result.error !== undefined) {
    const message = `${result.error} - There was an error returned querying the Prometheus API.`;
    return sendJson(response, 400, { status: 'ERROR', message });
  }
  const buildInfo = await callUpstream(
    dataSource,
    upstreamUrl(dataSource, 'api/v1/status/buildinfo'),
    { method: 'GET' },
    signal
  )
    .then(({ text }) => objectOf(objectOf(JSON.parse(text)).data))
    .catch(() => undefined);
  const hasFeatures = Object.keys(objectOf(buildInfo?.features)).length > 0;
  sendJson(response, 200, {
    status: 'OK',
    message: 'Successfully queried the Prometheus API.',
    ...(buildInfo
      ? { details: { application: hasFeatures ? 'Mimir' : 'Prometheus', features: { rulerApiEnabled: hasFeatures } } }
      : {}),
  });
}

/** Keeps what the settings page saves until the server stops; provisioned data sources refuse, as in Grafana. */
async function saveSettings(request: IncomingMessage, response: ServerResponse, dataSource: DataSource): Promise<void> {
  const body: unknown = JSON.parse(await readBody(request));
  if (!isObject(body)) {
    return sendError(response, 400, 'bad request data');
  }
  if (dataSource.readOnly) {
    return sendError(response, 403, 'Cannot update read-only data source');
  }
  dataSource.jsonData = objectOf(body.jsonData);
  dataSource.name = typeof body.name === 'string' && body.name ? body.name : dataSource.name;
  dataSource.url = typeof body.url === 'string' ? body.url : dataSource.url;
  Object.assign(dataSource.secureJsonData, objectOf(body.secureJsonData));
  sendJson(response, 200, {
    id: dataSource.id,
    message: 'Datasource updated',
    name: dataSource.name,
    datasource: publicSettings(dataSource),
  });
}

/** Everything below `/api/datasources`. */
export async function handleDataSourceApi(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  dataSources: DataSource[]
): Promise<boolean> {
  const [, uid, rest] = /^\/api\/datasources\/uid\/([^/]+)(?:\/(.*))?$/.exec(url.pathname) ?? [];
  if (url.pathname === '/api/datasources') {
    sendJson(response, 200, dataSources.map(publicSettings));
    return true;
  }
  if (!uid) {
    return false;
  }
  const dataSource = dataSources.find((candidate) => candidate.uid === decodeURIComponent(uid));
  if (!dataSource) {
    sendError(response, 404, 'Data source not found');
  } else if (rest === undefined && request.method === 'GET') {
    sendJson(response, 200, publicSettings(dataSource));
  } else if (rest === undefined && request.method === 'PUT') {
    await saveSettings(request, response, dataSource);
  } else if (dataSource.type !== 'prometheus') {
    sendError(response, 500, 'Plugin unavailable', 'plugin.unavailable');
  } else if (rest === 'health') {
    await checkHealth(response, dataSource);
  } else if (rest?.startsWith('resources/api/v1/')) {
    await forwardResource(request, response, dataSource, rest.slice('resources/'.length), url.searchParams);
  } else {
    return false;
  }
  return true;
}
