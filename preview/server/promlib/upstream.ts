import { type DataSource } from '../provisioning/dataSources';
import { textOf } from '../json';

export interface UpstreamAnswer {
  status: number;
  contentType: string;
  text: string;
}

/** Prometheus could not be reached or did not answer in time. The message is the one a Go program would show. */
export class UpstreamError extends Error {}

export function upstreamUrl(dataSource: DataSource, path: string, parameters?: URLSearchParams): URL {
  const url = new URL(dataSource.url);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
  parameters?.forEach((value, key) => url.searchParams.append(key, value));
  new URLSearchParams(textOf(dataSource.jsonData.customQueryParameters) ?? '').forEach((value, key) =>
    url.searchParams.set(key, value)
  );
  return url;
}

function headersOf({ jsonData, secureJsonData, basicAuth, basicAuthUser }: DataSource): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [key, name] of Object.entries(jsonData)) {
    const position = /^httpHeaderName(\d+)$/.exec(key)?.[1];
    if (position) {
      headers[String(name)] = secureJsonData[`httpHeaderValue${position}`] ?? '';
    }
  }
  if (basicAuth) {
    const pair = `${basicAuthUser}:${secureJsonData.basicAuthPassword ?? ''}`;
    headers.Authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  return headers;
}

interface ConnectionFailure {
  code?: string;
  address?: string;
  port?: number;
  hostname?: string;
  errors?: ConnectionFailure[];
}

function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: ConnectionFailure };
  if (name === 'TimeoutError') {
    return 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
  }
  if (name === 'AbortError') {
    return 'context canceled';
  }
  const failure = cause?.errors?.[0] ?? cause;
  switch (failure?.code) {
    case 'ECONNREFUSED':
      return `dial tcp ${failure.address}:${failure.port}: connect: connection refused`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `dial tcp: lookup ${failure.hostname}: no such host`;
    case 'UND_ERR_SOCKET':
    case 'ECONNRESET':
      return 'EOF';
    default:
      return failure?.code ?? String(error);
  }
}

/** Calls Prometheus with the data source's credentials and time limit. */
export async function callUpstream(
  dataSource: DataSource,
  url: URL,
  init: { method: string; body?: string; contentType?: string },
  signal: AbortSignal
): Promise<UpstreamAnswer> {
  const limitSeconds = Number(dataSource.jsonData.timeout ?? 30) || 30;
  try {
    const response = await fetch(url, {
      method: init.method,
      ...(init.body === undefined ? {} : { body: init.body }),
      headers: { ...headersOf(dataSource), ...(init.contentType ? { 'Content-Type': init.contentType } : {}) },
      signal: AbortSignal.any([signal, AbortSignal.timeout(limitSeconds * 1000)]),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? 'application/json',
      text: await response.text(),
    };
  } catch (error) {
    const method = init.method.charAt(0) + init.method.slice(1).toLowerCase();
    throw new UpstreamError(`${method} "${url.href}": ${reasonOf(error)}`);
  }
}
