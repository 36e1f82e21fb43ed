import { FieldType, type DataFrame, type DataQueryError, type DataQueryResponse } from '@grafana/data';
import { classifyFailure } from '../../core/failure';
import type { Answer, Query, Series } from '../../core/query/port';
import { seriesOfFrame } from './seriesOfFrame';

/** What a delegate said to a request, by refId. Queries it did not mention were answered with no series. */
export function readAnswers(
  queries: ReadonlyMap<string, Query>,
  responses: readonly DataQueryResponse[]
): Map<string, Answer> {
  const said = new Map(
    [...queries.keys()].map((refId) => [refId, { series: [] as Series[], warnings: [] as string[] }])
  );
  const answered = new Set<string>();
  const errors = new Map<string, DataQueryError>();
  const general: DataQueryError[] = [];
  const steps = new Map<string, number>();
  for (const response of responses) {
    for (const frame of response.data as DataFrame[]) {
      const refId = frame.refId ?? '';
      answered.add(refId);
      const stepMilliseconds = frame.fields.find(({ type }) => type === FieldType.time)?.config.interval;
      if (stepMilliseconds) {
        steps.set(refId, stepMilliseconds / 1000);
      }
      said.get(refId)?.series.push(...seriesOfFrame(frame));
      said.get(refId)?.warnings.push(...readWarnings(frame));
    }
    for (const error of response.errors ?? (response.error ? [response.error] : [])) {
      if (error.refId !== undefined && queries.has(error.refId)) {
        errors.set(error.refId, error);
      } else {
        general.push(error);
      }
    }
  }
  return new Map(
    [...queries].map(([refId, query]): [string, Answer] => {
      const error = errors.get(refId) ?? (answered.has(refId) ? undefined : general[0]);
      if (error !== undefined) {
        return [query.id, failure(error)];
      }
      const { series = [], warnings = [] } = said.get(refId) ?? {};
      const stepSeconds = steps.get(refId);
      return [
        query.id,
        {
          state: 'ok',
          series,
          // An error that names no query may have cost this one some of its series.
          warnings: [...general.map(describeError), ...warnings],
          ...(stepSeconds === undefined ? {} : { stepSeconds }),
        },
      ];
    })
  );
}

/** Why a query has no answer. */
export function failure(error: unknown): Extract<Answer, { state: 'failed' }> {
  const message = describeError(error);
  return { state: 'failed', message, cause: classifyFailure(statusOf(error), message) };
}

/** Of the HTTP answer; errors of Grafana's own API repeat it in their body. */
function statusOf(error: unknown): number | undefined {
  const { status, data } = (error ?? {}) as DataQueryError & { data?: { statusCode?: number } };
  return status ?? data?.statusCode;
}

/** Notices by which the upstream restricts its answer; what it merely remarks is left out. */
function readWarnings({ meta }: DataFrame): string[] {
  return (meta?.notices ?? []).flatMap(({ severity, text }) => (severity === 'info' ? [] : [text]));
}

/** The words of an error, whichever of its places the delegate put them in. */
export function describeError(error: unknown): string {
  if (typeof error === 'string') {
    return error;
  }
  const { message, data, statusText, status } = (error ?? {}) as DataQueryError;
  const inner = data?.message ?? data?.error;
  const text = [message, inner, statusText].find((part) => part !== undefined && part !== '');
  return text ?? (status === undefined ? 'The data source gave no reason.' : `HTTP status ${status}`);
}
