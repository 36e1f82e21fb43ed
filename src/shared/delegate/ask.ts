import {
  CoreApp,
  DataQueryErrorType,
  dateTime,
  LoadingState,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery, DataSourceRef } from '@grafana/schema';
import { catchError, defer, EMPTY, forkJoin, from, map, of, reduce, switchMap, type Observable } from 'rxjs';
import type { Answers, InstantQuery, Query, RangeQuery } from '../../core/query/port';
import type { Upstream } from '../../core/slo/slo';
import { failure, readAnswers } from './answers';

/** What Grafana's Prometheus data source wants to know of a query. */
interface PrometheusQuery extends DataQuery {
  expr: string;
  instant: boolean;
  range: boolean;
  format: 'time_series';
  exemplar: boolean;
  interval?: string;
}

/** What a child request takes over from the request it serves. */
export type ParentRequest = Pick<DataQueryRequest, 'requestId' | 'scopedVars' | 'startTime' | 'timezone'> &
  Partial<Omit<DataQueryRequest, 'targets'>>;

/**
 * Asks an upstream and answers once, with an answer for every query whatever went wrong. One request for all instant
 * queries of one time, one for all range queries of one range: the same number for any number of SLOs. Unsubscribing
 * cancels what is under way.
 */
export function ask(
  upstream: Pick<Upstream, 'uid'>,
  queries: readonly Query[],
  parent: ParentRequest
): Observable<Answers> {
  const batches = batch(queries);
  if (batches.size === 0) {
    return of(new Map());
  }
  return forkJoin(
    [...batches].map(([key, group]) => askBatch(upstream, group, parent, `${key}:${group[0]?.id ?? ''}`))
  ).pipe(map((answers) => new Map(answers.flatMap((one) => [...one]))));
}

/** Queries that one request can carry: same kind, same time or range, same step; by what they have in common. */
function batch(queries: readonly Query[]): Map<string, Query[]> {
  const batches = new Map<string, Query[]>();
  for (const query of queries) {
    const key =
      query.kind === 'instant'
        ? `instant:${query.atSeconds}`
        : `range:${query.startSeconds}:${query.endSeconds}:${query.stepSeconds}`;
    batches.set(key, [...(batches.get(key) ?? []), query]);
  }
  return batches;
}

function askBatch(
  upstream: Pick<Upstream, 'uid'>,
  queries: readonly Query[],
  parent: ParentRequest,
  key: string
): Observable<Answers> {
  const byRefId = new Map(queries.map((query) => [query.id, query]));
  return defer(() => from(getDataSourceSrv().get({ uid: upstream.uid }))).pipe(
    switchMap((delegate) => run(delegate, childRequest(delegate.getRef(), queries, parent, `${upstream.uid}-${key}`))),
    reduce<DataQueryResponse, DataQueryResponse[]>(replacePacket, []),
    switchMap((responses) => (responses.some(isCancelled) ? EMPTY : of(readAnswers(byRefId, responses)))),
    catchError((error: unknown) => of<Answers>(new Map(queries.map(({ id }) => [id, failure(error)]))))
  );
}

export function run(delegate: DataSourceApi, request: DataQueryRequest): Observable<DataQueryResponse> {
  return from(delegate.query(request) as Observable<DataQueryResponse> | Promise<DataQueryResponse>);
}

/** A packet with the same key takes the place of the one before, as in Grafana's own runner. */
export function replacePacket(packets: DataQueryResponse[], packet: DataQueryResponse): DataQueryResponse[] {
  if (packet.state === LoadingState.Loading && packet.data.length === 0) {
    return packets;
  }
  return [...packets.filter(({ key }) => key === undefined || key !== packet.key), packet];
}

function isCancelled({ error, errors }: DataQueryResponse): boolean {
  return [error, ...(errors ?? [])].some((one) => one?.type === DataQueryErrorType.Cancelled);
}

/** @param exemplar whether to look for exemplars of the series too */
export function childRequest(
  datasource: DataSourceRef,
  queries: readonly Query[],
  parent: ParentRequest,
  suffix: string,
  exemplar = false
): DataQueryRequest<PrometheusQuery> {
  const timing = timingOf(queries);
  return {
    ...parent,
    ...timing,
    // Grafana cancels a running request when another of the same id starts, so each child needs its own; the parent's
    // id stays in front because the query inspector looks for it there.
    requestId: `${parent.requestId}-slo-${suffix}`,
    // They choose among SLOs, which has been done. The delegate would put them into every selector, where recorded series
    // lack their labels; and where there are none at all, older ones take those of the dashboard.
    filters: [],
    groupByKeys: undefined,
    scopes: undefined,
    // In Explore the delegate would merge instant answers into one table.
    app: parent.app === CoreApp.Explore ? CoreApp.Dashboard : (parent.app ?? CoreApp.Unknown),
    liveStreaming: false,
    targets: queries.map((query) => ({
      refId: query.id,
      datasource,
      expr: query.promql,
      instant: query.kind === 'instant',
      range: query.kind === 'range',
      format: 'time_series',
      exemplar,
      ...(query.kind === 'range' ? { interval: `${query.stepSeconds}s` } : {}),
    })),
  };
}

function timingOf(
  queries: readonly Query[]
): Pick<DataQueryRequest, 'range' | 'rangeRaw' | 'interval' | 'intervalMs' | 'maxDataPoints'> {
  const [first] = queries as readonly [InstantQuery | RangeQuery];
  const startSeconds = first.kind === 'instant' ? first.atSeconds - 60 : first.startSeconds;
  const endSeconds = first.kind === 'instant' ? first.atSeconds : first.endSeconds;
  const stepSeconds = first.kind === 'instant' ? 60 : first.stepSeconds;
  const start = dateTime(startSeconds * 1000).utc();
  const end = dateTime(endSeconds * 1000).utc();
  return {
    range: { from: start, to: end, raw: { from: start, to: end } },
    rangeRaw: { from: start, to: end },
    interval: `${stepSeconds}s`,
    intervalMs: stepSeconds * 1000,
    maxDataPoints: Math.ceil((endSeconds - startSeconds) / stepSeconds) + 1,
  };
}
