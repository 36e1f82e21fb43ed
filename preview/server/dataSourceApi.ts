import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Role } from './bootData';
import { abortedWithClient, readBody, RequestError, sendJson } from './http';
import { type JsonObject, objectOf } from './json';
import { runQuery } from './promlib/query';
import { callUpstream } from './promlib/upstream';
import { type DataSource, readDataSource } from './provisioning';

/** Settings as the API shows them: secrets are only named, never sent. */
function publicSettings({ secureJsonData, ...settings }: DataSource): JsonObject {
  const secureJsonFields = Object.fromEntries(Object.keys(secureJsonData).map((key) => [key, true]));
  return { ...settings, secureJsonFields };
}

async function forwardResource(response: ServerResponse, dataSource: DataSource, path: string): Promise<void> {
  const signal = abortedWithClient(response);
  const answer = await callUpstream(dataSource, path, undefined, signal).catch(() => {
    throw new RequestError(500, 'An error occurred within the plugin');
  });
  response.writeHead(answer.status, { 'Content-Type': 'application/json' });
  response.end(answer.text);
}

async function checkHealth(response: ServerResponse, dataSource: DataSource): Promise<void> {
  const probe = { refId: '__healthcheck__', expr: '1+1', instant: true };
  const { error } = await runQuery(probe, { fromMs: 1000, toMs: 4000 }, dataSource, abortedWithClient(response));
  if (error === undefined) {
    return sendJson(response, 200, { status: 'OK', message: 'Successfully queried the Prometheus API.' });
  }
  const message = `${error} - There was an error returned querying the Prometheus API.`;
  sendJson(response, 400, { status: 'ERROR', message });
}

/** As Grafana refuses what a role does not include. */
function requirePermission(action: string, role: Role): void {
  if (role !== 'Admin') {
    const needed = `Permissions needed: ${action}`;
    throw new RequestError(403, `You'll need additional permissions to perform this action. ${needed}`);
  }
}

/** Keeps a new data source until the server stops. */
async function create(request: IncomingMessage, response: ServerResponse, dataSources: DataSource[]): Promise<void> {
  const entry = objectOf(JSON.parse(await readBody(request)));
  const dataSource = readDataSource({ ...entry, uid: randomUUID().slice(0, 8), editable: true });
  if (dataSources.some(({ name }) => name === dataSource.name)) {
    throw new RequestError(409, 'data source with the same name already exists');
  }
  dataSources.push(dataSource);
  const { name } = dataSource;
  sendJson(response, 200, { message: 'Datasource added', name, datasource: publicSettings(dataSource) });
}

/** Keeps what the settings page saves until the server stops; provisioned data sources refuse, as in Grafana. */
async function saveSettings(request: IncomingMessage, response: ServerResponse, dataSource: DataSource): Promise<void> {
  if (dataSource.readOnly) {
    throw new RequestError(403, 'Cannot update read-only data source');
  }
  dataSource.jsonData = objectOf(objectOf(JSON.parse(await readBody(request))).jsonData);
  sendJson(response, 200, { message: 'Datasource updated', datasource: publicSettings(dataSource) });
}

/** `/api/datasources`, and `/api/datasources/uid/<uid>` with what is below it. Answers whether there is such a call. */
export async function handleDataSourceApi(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { dataSources, role }: { dataSources: DataSource[]; role: Role }
): Promise<boolean> {
  if (url.pathname === '/api/datasources' && request.method === 'POST') {
    requirePermission('datasources:create', role);
    await create(request, response, dataSources);
    return true;
  }
  const [, uid = '', rest = ''] = /^\/api\/datasources\/uid\/([^/]+)\/?(.*)$/.exec(url.pathname) ?? [];
  if (!uid) {
    return false;
  }
  const dataSource = dataSources.find((candidate) => candidate.uid === decodeURIComponent(uid));
  if (!dataSource) {
    throw new RequestError(404, 'Data source not found');
  }
  if (rest === '' && request.method === 'PUT') {
    requirePermission('datasources:write', role);
    await saveSettings(request, response, dataSource);
  } else if (rest === '') {
    sendJson(response, 200, publicSettings(dataSource));
  } else if (dataSource.type !== 'prometheus') {
    throw new RequestError(500, 'Plugin unavailable');
  } else if (rest === 'health') {
    await checkHealth(response, dataSource);
  } else if (rest.startsWith('resources/api/v1/')) {
    await forwardResource(response, dataSource, rest.slice('resources/'.length) + url.search);
  } else {
    return false;
  }
  return true;
}
