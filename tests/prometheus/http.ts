import { classifyFailure } from '../../src/core/failure';
import type { Answer, Answers, Query, Series } from '../../src/core/query/port';

interface Result {
  metric: Record<string, string>;
  value?: [number, string];
  values?: Array<[number, string]>;
}

/** Number of requests made so far through `askHttp`. */
export const asked = { queries: 0 };

/** Asks a Prometheus over its HTTP API, with ranges aligned to their step as Grafana's own data source does. */
export async function askHttp(url: string, queries: readonly Query[]): Promise<Answers> {
  const answers = await Promise.all(queries.map(async (query) => [query.id, await askOne(url, query)] as const));
  return new Map(answers);
}

async function askOne(url: string, query: Query): Promise<Answer> {
  asked.queries += 1;
  const floor = (seconds: number, step: number) => String(Math.floor(seconds / step) * step);
  const form: Record<string, string> =
    query.kind === 'instant'
      ? { time: String(query.atSeconds) }
      : {
          start: floor(query.startSeconds, query.stepSeconds),
          end: floor(query.endSeconds, query.stepSeconds),
          step: String(query.stepSeconds),
        };
  const response = await fetch(`${url}/api/v1/${query.kind === 'instant' ? 'query' : 'query_range'}`, {
    method: 'POST',
    body: new URLSearchParams({ query: query.promql, ...form }),
  });
  const body = (await response.json()) as { status: string; error?: string; data?: { result: Result[] } };
  if (body.status !== 'success') {
    const message = body.error ?? '';
    return { state: 'failed', message, cause: classifyFailure(response.status, message) };
  }
  const series = (body.data?.result ?? []).map(({ metric, value, values }): Series => {
    const pairs = values ?? (value ? [value] : []);
    return {
      labels: metric,
      timesSeconds: pairs.map(([time]) => time),
      values: pairs.map(([, text]) => (text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text))),
    };
  });
  return { state: 'ok', series, warnings: [] };
}
