import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  LoadingState,
  type PanelData,
} from '@grafana/data';
import { isMigrationHandler, migrateRequest, toDataQueryError } from '@grafana/runtime';
import { catchError, defer, from, map, merge, mergeMap, type Observable, of, share, takeUntil, timer } from 'rxjs';

type QueryFunction = (request: DataQueryRequest) => Observable<DataQueryResponse> | Promise<DataQueryResponse>;

/** Time without an answer after which panels show that they are loading. */
const LOADING_AFTER_MS = 200;

function withDefaults(datasource: DataSourceApi, request: DataQueryRequest, filterTargets: boolean): DataQueryRequest {
  const targets = request.targets
    .map((target) => ({ ...datasource.getDefaultQuery?.(request.app as never), ...target }))
    .filter((target) => !filterTargets || (!target.hide && (datasource.filterQuery?.(target) ?? true)));
  return { ...request, targets };
}

function panelData(
  packets: Map<string, DataQueryResponse>,
  latest: DataQueryResponse,
  request: DataQueryRequest
): PanelData {
  const responses = [...packets.values()];
  const failed = responses.find(({ error, errors }) => error || errors?.length);
  return {
    state: failed ? LoadingState.Error : (latest.state ?? LoadingState.Done),
    // Not made into frames here: the values of a variable pass through as well, and scenes converts what panels get.
    series: responses.flatMap(({ data }) => data as DataFrame[]),
    ...(failed?.error ? { error: failed.error } : {}),
    ...(failed?.errors ? { errors: failed.errors } : {}),
    request,
    timeRange: request.range,
  };
}

/** Packets with one key replace each other; all the rest adds up to what a panel shows. */
export function runRequest(
  datasource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction?: QueryFunction
): Observable<PanelData> {
  const empty = { series: [], request, timeRange: request.range };
  const packets = new Map<string, DataQueryResponse>();
  const answer = defer(() =>
    isMigrationHandler(datasource) ? from(migrateRequest(datasource, request)) : of(request)
  ).pipe(
    map((migrated) => withDefaults(datasource, migrated, !queryFunction)),
    mergeMap((ready): Observable<DataQueryResponse> => {
      return ready.targets.length === 0
        ? of({ data: [] })
        : from((queryFunction ?? datasource.query.bind(datasource))(ready));
    }),
    map((packet) => {
      packets.set(packet.key ?? (packet.data[0] as DataFrame | undefined)?.refId ?? 'A', packet);
      request.endTime = Date.now();
      return panelData(packets, packet, request);
    }),
    catchError((error: unknown) => of({ ...empty, state: LoadingState.Error, error: toDataQueryError(error) })),
    share()
  );
  const loading = timer(LOADING_AFTER_MS).pipe(
    map(() => ({ ...empty, state: LoadingState.Loading })),
    takeUntil(answer)
  );
  return merge(loading, answer);
}
