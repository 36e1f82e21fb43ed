import { type DataSource } from '../provisioning';

export interface UpstreamAnswer {
  status: number;
  text: string;
}

const DEFAULT_TIMEOUT_SECONDS = 30;

interface ConnectionFailure {
  code?: string;
  address?: string;
  port?: number;
}

/** What a Go program, such as Grafana's backend, would say. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: ConnectionFailure & { errors?: ConnectionFailure[] } };
  if (name === 'TimeoutError') {
    return 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
  }
  const { code, address, port } = cause?.errors?.[0] ?? cause ?? {};
  const refused = `dial tcp ${address}:${port}: connect: connection refused`;
  return code === 'ECONNREFUSED' ? refused : (code ?? String(error));
}

/** Calls Prometheus: POST where there is a form, else GET. */
export async function callUpstream(
  { url, jsonData }: DataSource,
  path: string,
  form: URLSearchParams | undefined,
  signal: AbortSignal
): Promise<UpstreamAnswer> {
  const address = `${url.replace(/\/$/, '')}/${path}`;
  const limitSeconds = Number(jsonData.timeout ?? DEFAULT_TIMEOUT_SECONDS);
  try {
    const response = await fetch(address, {
      ...(form ? { method: 'POST', body: form } : {}),
      signal: AbortSignal.any([signal, AbortSignal.timeout(limitSeconds * 1000)]),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new Error(`${form ? 'Post' : 'Get'} "${address}": ${reasonOf(error)}`);
  }
}
