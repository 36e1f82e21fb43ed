import { FieldType, type DataFrame, type DataQueryError, type DataQueryResponse } from '@grafana/data';
import type { Answer, Query, Series } from '../../core/query/port';

/** What a delegate said to a request, by refId. Queries it did not mention were answered with no series. */
export function readAnswers(
  queries: ReadonlyMap<string, Query>,
  responses: readonly DataQueryResponse[]
): Map<string, Answer> {
  const said = new Map(
    [...queries.keys()].map((refId) => [refId, { series: [] as Series[], warnings: [] as string[] }])
  );
  const answered = new Set<string>();
  const errors = new Map<string, string>();
  const general: string[] = [];
  for (const response of responses) {
    for (const frame of response.data as DataFrame[]) {
      const refId = frame.refId ?? '';
      answered.add(refId);
      said.get(refId)?.series.push(...readFrame(frame));
      said.get(refId)?.warnings.push(...readWarnings(frame));
    }
    for (const error of response.errors ?? (response.error ? [response.error] : [])) {
      if (error.refId !== undefined && queries.has(error.refId)) {
        errors.set(error.refId, describeError(error));
      } else {
        general.push(describeError(error));
      }
    }
  }
  return new Map(
    [...queries].map(([refId, query]): [string, Answer] => {
      const message = errors.get(refId) ?? (answered.has(refId) ? undefined : general[0]);
      if (message !== undefined) {
        return [query.id, { state: 'failed', message }];
      }
      const { series = [], warnings = [] } = said.get(refId) ?? {};
      // An error that names no query may have cost this one some of its series.
      return [query.id, { state: 'ok', series, warnings: [...general, ...warnings] }];
    })
  );
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

/** One series per number field; a time series response has one, a wide one has several. */
function readFrame(frame: DataFrame): Series[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  if (!time) {
    return [];
  }
  return frame.fields
    .filter(({ type }) => type === FieldType.number)
    .map(({ labels, values }) => {
      // Grafana pads joined series with null, which is no sample; NaN is one.
      const rows = Array.from({ length: frame.length }, (_, row) => row).filter(
        (row) => typeof values[row] === 'number'
      );
      return {
        labels: labels ?? {},
        timesSeconds: rows.map((row) => Number(time.values[row]) / 1000),
        values: rows.map((row) => Number(values[row])),
      };
    })
    .filter(({ values }) => values.length > 0);
}
