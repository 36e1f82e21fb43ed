import { type JsonObject, objectOf, textOf } from '../json';
import { type DataSource } from '../provisioning';
import { type Frame, type FrameContext, framesOfAnswer, framesOfFailure } from './frames';
import { alignToStep, expandMacros, stepMs } from './step';
import { callUpstream, type UpstreamAnswer } from './upstream';

export interface QueryResult {
  status: number;
  frames: Frame[];
  error?: string;
  errorSource?: 'downstream' | 'plugin';
}

export interface TimeRange {
  fromMs: number;
  toMs: number;
}

interface ParsedQuery {
  context: FrameContext;
  path: string;
  form: URLSearchParams;
}

/** Statuses whose body is Prometheus' own JSON; any other is reported as unexpected. */
const PARSED_STATUSES = [200, 400, 422, 503];
const UNEXPECTED_BODY_LIMIT = 1024;

function parseQuery(query: JsonObject, { fromMs, toMs }: TimeRange, dataSource: DataSource): ParsedQuery {
  const input = {
    fromMs,
    toMs,
    maxDataPoints: Number(query.maxDataPoints ?? 100),
    interval: textOf(query.interval) ?? '',
    intervalMs: Math.trunc(Number(query.intervalMs ?? 0)),
    scrapeInterval: textOf(dataSource.jsonData.timeInterval) ?? '',
  };
  const step = stepMs(input);
  const expr = expandMacros(textOf(query.expr) ?? '', input, step);
  const legend = textOf(query.legendFormat) ?? '';
  // `__auto` leaves it to the browser.
  const context = {
    refId: textOf(query.refId) ?? 'A',
    expr,
    stepMs: step,
    legendFormat: legend === '__auto' ? '' : legend,
  };
  const seconds = (ms: number) => String(ms / 1000);
  if (query.instant === true) {
    return { context, path: 'api/v1/query', form: new URLSearchParams({ query: expr, time: seconds(toMs) }) };
  }
  const aligned = (ms: number) => seconds(alignToStep(ms, step, Number(query.utcOffsetSec ?? 0)));
  const times = { start: aligned(fromMs), end: aligned(toMs), step: seconds(step) };
  return { context, path: 'api/v1/query_range', form: new URLSearchParams({ query: expr, ...times }) };
}

/** Maps one answer of Prometheus to the result of one refId. */
export function resultOfAnswer({ status, text }: UpstreamAnswer, context: FrameContext): QueryResult {
  const failure = (failedWith: number, error: string): QueryResult => {
    return { status: failedWith, error, errorSource: 'downstream', frames: framesOfFailure(context) };
  };
  if (!PARSED_STATUSES.includes(status)) {
    return failure(500, `unexpected response with status code ${status}: ${text.slice(0, UNEXPECTED_BODY_LIMIT)}`);
  }
  let body: JsonObject;
  try {
    body = objectOf(JSON.parse(text));
  } catch {
    return failure(status, `response from prometheus couldn't be parsed. it is non-json: ${text.slice(0, 80)}`);
  }
  return body.status === 'success'
    ? { status: 200, frames: framesOfAnswer(body, context) }
    : failure(status, `${String(body.errorType)}: ${String(body.error)}`);
}

/** Runs one query: an instant one at the end of the range, any other over the range at its step. */
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
    return { status: 500, error: (error as Error).message, errorSource: 'plugin', frames: [] };
  }
  const { context, path, form } = parsed;
  return callUpstream(dataSource, path, form, signal).then(
    (answer) => resultOfAnswer(answer, context),
    (error: Error) => ({ status: 502, error: error.message, errorSource: 'downstream', frames: [] })
  );
}
