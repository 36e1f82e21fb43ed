import { type IncomingMessage, type ServerResponse } from 'node:http';
import { abortedWithClient, readBody, RequestError, sendJson } from './http';
import { type JsonObject, listOf, objectOf, textOf } from './json';
import { type QueryResult, runQuery } from './promlib/query';
import { type DataSource } from './provisioning';

function dataSourceOf(query: JsonObject, dataSources: DataSource[]): DataSource {
  const uid = textOf(objectOf(query.datasource).uid);
  const dataSource = dataSources.find((candidate) => candidate.uid === uid);
  if (!dataSource) {
    throw new RequestError(404, 'Data source not found');
  }
  if (dataSource.type !== 'prometheus') {
    throw new RequestError(500, 'Plugin unavailable');
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
    throw new RequestError(400, 'No queries found');
  }
  const byRefId = new Map(queries.map((query) => [textOf(query.refId) ?? 'A', query]));
  if (byRefId.size < queries.length) {
    throw new RequestError(400, 'Multiple queries using the same RefId is not allowed');
  }
  const sources = queries.map((query) => dataSourceOf(query, dataSources));
  const range = { fromMs: Number(body.from), toMs: Number(body.to) };
  const results = await Promise.all(
    [...byRefId].map(async ([refId, query], index): Promise<[string, QueryResult]> => {
      return [refId, await runQuery(query, range, sources[index]!, signal)];
    })
  );
  const failed = results.some(([, { error }]) => error !== undefined);
  return { status: failed ? 400 : 200, results: Object.fromEntries(results) };
}

export async function handleDsQuery(request: IncomingMessage, response: ServerResponse, dataSources: DataSource[]) {
  const body = objectOf(JSON.parse(await readBody(request)));
  const { status, results } = await queryData(body, dataSources, abortedWithClient(response));
  sendJson(response, status, { results });
}
