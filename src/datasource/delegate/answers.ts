import { FieldType, type DataFrame, type DataQueryError, type DataQueryResponse } from '@grafana/data';
import type { Answer, Query, Series } from '../../core/query/port';

/** What a delegate said to a request, by refId. Queries it did not mention were answered with no series. */
export function readAnswers(
  queries: ReadonlyMap<string, Query>,
  responses: readonly DataQueryResponse[]
): Map<string, Answer> {
  const series = new Map<string, Series[]>();
  const errors = new Map<string, string>();
  let general: string | undefined;
  for (const response of responses) {
    for (const frame of response.data as DataFrame[]) {
      const refId = frame.refId ?? '';
      series.set(refId, [...(series.get(refId) ?? []), ...readFrame(frame)]);
    }
    for (const error of response.errors ?? (response.error ? [response.error] : [])) {
      if (error.refId !== undefined && queries.has(error.refId)) {
        errors.set(error.refId, describeError(error));
      } else {
        general = describeError(error);
      }
    }
  }
  return new Map(
    [...queries].map(([refId, query]): [string, Answer] => {
      const message = errors.get(refId) ?? (series.has(refId) ? undefined : general);
      return [
        query.id,
        message === undefined ? { state: 'ok', series: series.get(refId) ?? [] } : { state: 'failed', message },
      ];
    })
  );
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

/** One series per number field; a time series response has one, a wide one has several. */
function readFrame(frame: DataFrame): Series[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  if (!time) {
    return [];
  }
  const timesSeconds = Array.from({ length: frame.length }, (_, row) => Number(time.values[row]) / 1000);
  return frame.fields
    .filter(({ type }) => type === FieldType.number)
    .map(({ labels, values }) => ({
      labels: labels ?? {},
      timesSeconds,
      values: Array.from({ length: frame.length }, (_, row) => toNumber(values[row])),
    }));
}

/** Grafana pads joined series with null, which is no sample; NaN is one. */
function toNumber(value: unknown): number {
  return typeof value === 'number' ? value : NaN;
}
