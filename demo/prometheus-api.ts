import { Agent, request } from 'node:http';

/** The part of Prometheus' HTTP interface the demo uses. */
export interface PrometheusApi {
  url: string;
  /** Sends one remote write body; rejects with Prometheus' own words. */
  write(body: Buffer): Promise<void>;
  isReady(): Promise<boolean>;
  reload(): Promise<void>;
  /** Newest sample time in the head block in milliseconds; undefined when it is empty. */
  newestSampleMilliseconds(): Promise<number | undefined>;
  /** `data` of an API answer, for example `/api/v1/query?query=up`. */
  get(path: string): Promise<unknown>;
  close(): void;
}

/** What a remote write request carries besides its body. */
export const remoteWriteHeaders = {
  'Content-Type': 'application/x-protobuf',
  'Content-Encoding': 'snappy',
  'X-Prometheus-Remote-Write-Version': '0.1.0',
};

interface Answer {
  status: number;
  text: string;
}

/** Talks to a Prometheus at a URL such as `http://127.0.0.1:9191`. */
export function prometheusApi(url: string): PrometheusApi {
  const agent = new Agent({ keepAlive: true });
  const send = (method: 'GET' | 'POST', path: string, body?: Buffer, headers?: Record<string, string>) =>
    new Promise<Answer>((resolve, reject) => {
      const outgoing = request(`${url}${path}`, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })
        );
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  const get = async (path: string): Promise<unknown> => {
    const { status, text } = await send('GET', path);
    if (status !== 200) {
      throw new Error(`GET ${path}: ${status} ${text.trim()}`);
    }
    return (JSON.parse(text) as { data: unknown }).data;
  };

  return {
    url,
    get,
    write: async (body) => {
      const { status, text } = await send('POST', '/api/v1/write', body, {
        ...remoteWriteHeaders,
        'Content-Length': String(body.length),
      });
      if (status >= 300) {
        throw new Error(`remote write: ${status} ${text.trim()}`);
      }
    },
    isReady: () =>
      send('GET', '/-/ready').then(
        ({ status }) => status === 200,
        () => false
      ),
    reload: async () => {
      const { status, text } = await send('POST', '/-/reload');
      if (status !== 200) {
        throw new Error(`reload: ${status} ${text.trim()}`);
      }
    },
    newestSampleMilliseconds: async () => {
      const data = (await get('/api/v1/status/tsdb')) as { headStats?: { maxTime?: number; numSeries?: number } };
      const { maxTime, numSeries } = data.headStats ?? {};
      return numSeries && maxTime && maxTime > 0 ? maxTime : undefined;
    },
    close: () => agent.destroy(),
  };
}
