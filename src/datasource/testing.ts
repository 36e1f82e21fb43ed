import {
  createDataFrame,
  FieldType,
  LoadingState,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { of, type Observable } from 'rxjs';

/** End and start, in epoch seconds, of the range that tests ask for. */
export const TO = 1_790_000_000;
export const FROM = TO - 7 * 86_400;

/** Samples as a Prometheus would hold them: labels and value by metric name. */
export type Store = Record<string, Array<{ labels: Record<string, string>; value: number }>>;

/** What Sloth records for SLOs of the service orders that are well. */
export function slothStore(names: readonly string[]): Store {
  const each = (value: number, extra: Record<string, string> = {}) =>
    names.map((name) => ({
      labels: { sloth_id: `orders-${name}`, sloth_service: 'orders', sloth_slo: name, region: 'eu', ...extra },
      value,
    }));
  const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'];
  return {
    sloth_slo_info: each(1, { sloth_objective: '99.9' }),
    'slo:objective:ratio': each(0.999),
    'slo:time_period:days': each(30),
    'slo:period_error_budget_remaining:ratio': each(0.5, { sloth_window: '30d' }),
    ...Object.fromEntries(
      windows.map((window) => [
        `slo:sli_error:ratio_rate${window}`,
        each(window === '30d' ? 0.0005 : 0.0001, { sloth_window: window }),
      ])
    ),
  };
}

/** What is said to a query that is refused, with the status where it matters. */
export type Refusal = string | Pick<DataQueryError, 'message' | 'status'>;

/**
 * A Prometheus data source over a store: knows selectors, plain or in `last_over_time`, counts every window as whole, and
 * the one aggregation that the catalogue asks for.
 */
export function fakePrometheus(store: Store, refuse: (expr: string) => Refusal | undefined = () => undefined) {
  const requests: DataQueryRequest[] = [];
  const evaluate = (expr: string) => {
    if (expr.startsWith('count by')) {
      return Object.entries(store).flatMap(([metric, samples]) =>
        metric.startsWith('slo:sli_error')
          ? samples.map(({ labels }) => ({ labels: { __name__: metric, sloth_id: labels.sloth_id! }, value: 1 }))
          : []
      );
    }
    const metric = expr.replace(/^topk\(\d+, |^\w+\(/, '').replace(/\{.*$/, '');
    const counted = expr.startsWith('count_over_time') ? 720 : undefined;
    return (store[metric] ?? []).map(({ labels, value }) => ({
      labels: { __name__: metric, ...labels },
      value: counted ?? value,
    }));
  };
  const query = (request: DataQueryRequest): Observable<DataQueryResponse> => {
    requests.push(request);
    const targets = request.targets as Array<{ refId: string; expr: string; instant: boolean }>;
    const errors = targets.flatMap(({ refId, expr }) => {
      const refusal = refuse(expr);
      return refusal === undefined
        ? []
        : [{ refId, ...(typeof refusal === 'string' ? { message: refusal } : refusal) }];
    });
    const data = targets
      .filter(({ expr }) => refuse(expr) === undefined)
      .flatMap(({ refId, expr, instant }) =>
        evaluate(expr).map(({ labels, value }) => frame(refId, labels, instant ? [value] : [value, value]))
      );
    return of({ data, ...(errors.length > 0 ? { errors, state: LoadingState.Error } : {}) });
  };
  return { delegate: { getRef: () => ({ type: 'prometheus', uid: 'prom' }), query }, requests };
}

function frame(refId: string, labels: Record<string, string>, values: number[]): DataFrame {
  const times = values.map((_, index) => (values.length === 1 ? TO : FROM + index * 3600) * 1000);
  return createDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: times },
      { name: 'Value', type: FieldType.number, labels, values },
    ],
  });
}
