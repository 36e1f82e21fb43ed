import { type IncomingMessage, type ServerResponse } from 'node:http';
import { abortedWithClient, readBody, sendError, sendJson } from './http';
import { type JsonObject, listOf, objectOf, textOf } from './json';
import { type QueryResult, runQuery, type TimeRange } from './promlib/query';
import { type DataSource } from './provisioning/dataSources';

const CONCURRENT_QUERIES = 10;

/** Runs the tasks with a bounded number in flight, and keeps their order. */
export async function inParallel<T, R>(items: T[], limit: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array<R>(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await run(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

function parseTime(text: string | undefined): number {
  const ms = Number(text);
  return text && Number.isFinite(ms) ? ms : Date.now();
}

class RequestError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly messageId?: string
  ) {
    super(message);
  }
}

function dataSourceOf(query: JsonObject, dataSources: DataSource[]): DataSource {
  const uid = textOf(objectOf(query.datasource).uid) ?? textOf(query.datasource) ?? '';
  const dataSource = dataSources.find((candidate) =>
    uid ? candidate.uid === uid : candidate.id === query.datasourceId
  );
  if (!dataSource && !uid && !query.datasourceId) {
    throw new RequestError(400, 'Query does not contain a valid data source identifier', 'query.invalidDatasourceId');
  }
  if (!dataSource) {
    throw new RequestError(404, 'Data source not found');
  }
  if (dataSource.type !== 'prometheus') {
    throw new RequestError(500, 'Plugin unavailable', 'plugin.unavailable');
  }
  return dataSource;
}

/** Results by refId; the status of the whole is 400 as soon as one of them failed. */
export async function queryData(
  body: JsonObject,
  dataSources: DataSource[],
  signal: AbortSignal
): Promise<{ status: number; results: Record<string, QueryResult> }> {
  const queries = listOf(body.queries);
  if (queries.length === 0) {
    throw new RequestError(400, 'No queries found', 'query.noQueries');
  }
  const refIds = queries.map((query) => textOf(query.refId) ?? 'A');
  if (new Set(refIds).size < refIds.length) {
    throw new RequestError(400, 'Multiple queries using the same RefId is not allowed ', 'query.duplicateRefId');
  }
  const sources = queries.map((query) => dataSourceOf(query, dataSources));
  const range: TimeRange = { fromMs: parseTime(textOf(body.from)), toMs: parseTime(textOf(body.to)) };
  const results = await inParallel([...queries.keys()], CONCURRENT_QUERIES, (index) =>
    runQuery(queries[index] as JsonObject, range, sources[index] as DataSource, signal)
  );
  const byRefId = Object.fromEntries(refIds.map((refId, index) => [refId, results[index] as QueryResult]));
  return { status: results.some((result) => result.error !== undefined) ? 400 : 200, results: byRefId };
}

export async function handleDsQuery(request: IncomingMessage, response: ServerResponse, dataSources: DataSource[]) {
  const signal = abortedWithClient(response);
  let body: JsonObject;
  try {
    body = objectOf(JSON.parse(await readBody(request)));
  } catch {
    return sendError(response, 400, 'bad request data');
  }
  try {
    const { status, results } = await queryData(body, dataSources, signal);
    sendJson(response, status, { results });
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw error;
    }
    sendError(response, error.status, error.message, error.messageId);
  }
}
