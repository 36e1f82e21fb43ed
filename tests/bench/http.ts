import type { Answer, Answers, Query, Series } from '../../src/core/query/port';

/** As many connections as a browser opens to one host over HTTP/1.1. */
const CONNECTIONS = 6;

interface Result {
  metric: Record<string, string>;
  value?: [number, string];
  values?: Array<[number, string]>;
}

export interface Client {
  /** Answers as the core reads them. */
  ask(queries: readonly Query[]): Promise<Answers>;
  /** The same requests, parsed as JSON and looked at no further. */
  askRaw(queries: readonly Query[]): Promise<void>;
  requests(): number;
  bytes(): number;
}

/** A Prometheus over HTTP, a request per query, each `delayMilliseconds` later than it could be. */
export function client(url: string, delayMilliseconds = 0): Client {
  let [requests, bytes, busy] = [0, 0, 0];
  const waiting: Array<() => void> = [];

  async function post(query: Query): Promise<{ status: string; error?: string; data?: { result: Result[] } }> {
    if (busy >= CONNECTIONS) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    busy += 1;
    try {
      if (delayMilliseconds > 0) {
        await new Promise((resolve) => setTimeout(resolve, delayMilliseconds));
      }
      const instant = query.kind === 'instant';
      const time: Record<string, string> = instant
        ? { time: String(query.atSeconds) }
        : { start: String(query.startSeconds), end: String(query.endSeconds), step: String(query.stepSeconds) };
      const response = await fetch(`${url}/api/v1/${instant ? 'query' : 'query_range'}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ query: query.promql, ...time }).toString(),
      });
      const text = await response.text();
      requests += 1;
      bytes += text.length;
      return JSON.parse(text);
    } finally {
      busy -= 1;
      waiting.shift()?.();
    }
  }

  const answer = async (query: Query): Promise<[string, Answer]> => {
    const { status, error = '', data } = await post(query);
    return status === 'success'
      ? [query.id, { state: 'ok', series: (data?.result ?? []).map(seriesOf), warnings: [] }]
      : [query.id, { state: 'failed', message: error, cause: 'refused' }];
  };
  return {
    ask: async (queries) => new Map(await Promise.all(queries.map(answer))),
    askRaw: async (queries) => {
      const failed = (await Promise.all(queries.map(post))).find(({ status }) => status !== 'success');
      if (failed) {
        throw new Error(failed.error);
      }
    },
    requests: () => requests,
    bytes: () => bytes,
  };
}

function seriesOf({ metric, value, values }: Result): Series {
  const pairs = values ?? (value ? [value] : []);
  const series = { labels: metric, timesSeconds: Array<number>(pairs.length), values: Array<number>(pairs.length) };
  for (const [index, [time, text]] of pairs.entries()) {
    series.timesSeconds[index] = time;
    series.values[index] = text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
  }
  return series;
}
