import { isObject, type JsonObject, textOf } from '../json';
import { type DataSource } from '../provisioning/dataSources';
import { type FrameContext, framesOfAnswer, framesOfFailure } from './frames';
import { expandMacros } from './macros';
import { alignToStep, stepMs } from './step';
import { callUpstream, type UpstreamAnswer, upstreamUrl } from './upstream';

export interface QueryResult {
  status: number;
  frames: JsonObject[];
  error?: string;
  errorSource?: 'downstream' | 'plugin';
}

export interface TimeRange {
  fromMs: number;
  toMs: number;
}

interface ParsedQuery {
  context: FrameContext;
  instant: boolean;
  range: boolean;
  startMs: number;
  endMs: number;
  atMs: number;
}

/** Statuses whose body is Prometheus' own JSON; any other is reported as unexpected. */
const PARSED_STATUSES = [400, 422, 503];
const UNEXPECTED_BODY_LIMIT = 1024;

function numberOf(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

export function parseQuery(query: JsonObject, { fromMs, toMs }: TimeRange, dataSource: DataSource): ParsedQuery {
  const scrapeInterval = textOf(dataSource.jsonData.timeInterval) ?? '';
  const interval = textOf(query.interval) ?? '';
  const step = stepMs({
    fromMs,
    toMs,
    maxDataPoints: numberOf(query.maxDataPoints, 100),
    interval,
    intervalMs: Math.trunc(numberOf(query.intervalMs, 0)),
    intervalFactor: numberOf(query.intervalFactor, 1),
    scrapeInterval,
  });
  const expr = expandMacros(textOf(query.expr) ?? '', {
    stepMs: step,
    rangeMs: toMs - fromMs,
    intervalMs: numberOf(query.intervalMs, 1000),
    interval,
    scrapeInterval,
  });
  const offset = numberOf(query.utcOffsetSec, 0);
  const instant = query.instant === true;
  return {
    context: { refId: textOf(query.refId) ?? 'A', expr, stepMs: step, legendFormat: textOf(query.legendFormat) ?? '' },
    instant,
    range: query.range === true || !instant,
    startMs: alignToStep(fromMs, step, offset),
    endMs: alignToStep(toMs, step, offset),
    atMs: toMs,
  };
}

function failure(status: number, error: string, context: FrameContext | undefined): QueryResult {
  return { status, error, errorSource: 'downstream', frames: context ? framesOfFailure(context) : [] };
}

/** Maps one answer of Prometheus to the result of one refId. */
export function resultOfAnswer(answer: UpstreamAnswer, context: FrameContext): QueryResult {
  const { status, text } = answer;
  if (!(status >= 200 && status < 300) && !PARSED_STATUSES.includes(status)) {
    const body = text.slice(0, UNEXPECTED_BODY_LIMIT);
    return failure(500, `unexpected response with status code ${status}: ${body}`, context);
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return failure(
      status,
      `response from prometheus couldn't be parsed. it is non-json: ${text.slice(0, 80)}`,
      context
    );
  }
  if (!isObject(body) || body.status === 'error') {
    const { errorType, error } = isObject(body) ? body : { errorType: 'unknown', error: 'no object' };
    return failure(status, `${String(errorType)}: ${String(error)}`, context);
  }
  try {
    return { status: 200, frames: framesOfAnswer(body, context) };
  } catch (error) {
    return failure(status, error instanceof Error ? error.message : String(error), context);
  }
}

async function ask(dataSource: DataSource, path: string, form: URLSearchParams, signal: AbortSignal) {
  const timeout = textOf(dataSource.jsonData.queryTimeout);
  if (timeout) {
    form.set('timeout', timeout);
  }
  if ((textOf(dataSource.jsonData.httpMethod) || 'POST').toUpperCase() === 'GET') {
    return callUpstream(dataSource, upstreamUrl(dataSource, path, form), { method: 'GET' }, signal);
  }
  const init = { method: 'POST', body: form.toString(), contentType: 'application/x-www-form-urlencoded' };
  return callUpstream(dataSource, upstreamUrl(dataSource, path), init, signal);
}

function join(results: QueryResult[]): QueryResult {
  const failed = results.filter((result) => result.error !== undefined);
  const last = failed[failed.length - 1];
  return {
    status: last?.status ?? 200,
    frames: results.flatMap((result) => result.frames),
    ...(last ? { error: failed.map((result) => result.error).join(' '), errorSource: 'downstream' as const } : {}),
  };
}

export async function runQuery(
  query: JsonObject,
  range: TimeRange,
  dataSource: DataSource,
  signal: AbortSignal
): Promise<QueryResult> {
  let parsed: ParsedQuery;
  try {
    parsed = parseQuery(query, range, dataSource);
  } catch (error) {
    return {
      status: 500,
      error: error instanceof Error ? error.message : String(error),
      errorSource: 'plugin',
      frames: [],
    };
  }
  const { context, instant, startMs, endMs, atMs } = parsed;
  const seconds = (ms: number) => String(ms / 1000);
  const run = (path: string, times: Record<string, string>) =>
    ask(dataSource, path, new URLSearchParams({ query: context.expr, ...times }), signal)
      .then((answer) => resultOfAnswer(answer, context))
      .catch((error: Error) => failure(502, error.message, undefined));
  const step = seconds(context.stepMs);
  return join(
    await Promise.all([
      ...(instant ? [run('api/v1/query', { time: seconds(atMs) })] : []),
      ...(parsed.range ? [run('api/v1/query_range', { start: seconds(startMs), end: seconds(endMs), step })] : []),
    ])
  );
}
