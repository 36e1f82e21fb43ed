import { classifyFailure } from '../src/core/failure';
import type { Answer, Answers, Query, Series } from '../src/core/query/port';

export interface PrometheusOptions {
  url: string;
  headers: Readonly<Record<string, string>>;
  timeoutMilliseconds: number;
}

interface Result {
  metric: Record<string, string>;
  value?: [number, string];
  values?: Array<[number, string]>;
}

interface Body {
  status?: string;
  error?: string;
  data?: { result?: Result[] };
  warnings?: string[];
}

/** Answers to all queries, a few at a time; one that fails is an answer too. */
export async function ask(options: PrometheusOptions, queries: readonly Query[]): Promise<Answers> {
  const answers = new Map<string, Answer>();
  const waiting = [...queries];
  const work = async () => {
    for (let query = waiting.shift(); query; query = waiting.shift()) {
      answers.set(query.id, await askOne(options, query));
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return answers;
}

async function askOne({ url, headers, timeoutMilliseconds }: PrometheusOptions, query: Query): Promise<Answer> {
  const { path, form } =
    query.kind === 'instant'
      ? { path: 'query', form: { time: String(query.atSeconds) } }
      : {
          path: 'query_range',
          form: {
            start: String(query.startSeconds),
            end: String(query.endSeconds),
            step: String(query.stepSeconds),
          },
        };
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/api/v1/${path}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ query: query.promql, ...form }),
      signal: AbortSignal.timeout(timeoutMilliseconds),
      redirect: 'error',
    });
    const text = await response.text();
    const body = parsed(text);
    if (body?.status !== 'success') {
      const message = body?.error ?? `HTTP ${response.status} ${text.slice(0, 200)}`.trim();
      return { state: 'failed', message, cause: classifyFailure(response.status, message) };
    }
    return { state: 'ok', series: (body.data?.result ?? []).map(seriesOf), warnings: body.warnings ?? [] };
  } catch (error) {
    const { name, message, cause } = error as Error & { cause?: Error };
    const isLate = name === 'TimeoutError';
    return {
      state: 'failed',
      message: isLate ? `no answer within ${timeoutMilliseconds / 1000} s` : (cause?.message ?? message),
      cause: isLate ? 'timeout' : 'unreachable',
    };
  }
}

function parsed(text: string): Body | null {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return null;
  }
}

function seriesOf({ metric, value, values }: Result): Series {
  const pairs = values ?? (value ? [value] : []);
  return {
    labels: metric,
    timesSeconds: pairs.map(([time]) => time),
    values: pairs.map(([, text]) => (text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text))),
  };
}
