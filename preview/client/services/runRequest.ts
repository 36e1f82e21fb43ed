import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  DataTopic,
  LoadingState,
  type PanelData,
} from '@grafana/data';
import { isMigrationHandler, migrateRequest, toDataQueryError } from '@grafana/runtime';
import {
  catchError,
  defer,
  from,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  scan,
  share,
  takeUntil,
  timer,
} from 'rxjs';

type QueryFunction = (request: DataQueryRequest) => Observable<DataQueryResponse> | Promise<DataQueryResponse>;
type Packets = Record<string, DataQueryResponse>;

/** Time without an answer after which panels show that they are loading. */
const LOADING_AFTER_MS = 200;

function withDefaults(datasource: DataSourceApi, request: DataQueryRequest, filterTargets: boolean): DataQueryRequest {
  request.targets = request.targets
    .map((target) => ({ ...datasource.getDefaultQuery?.(request.app as never), ...target }))
    .filter((target) => !filterTargets || !target.hide)
    .filter((target) => !filterTargets || (datasource.filterQuery?.(target) ?? true));
  return request;
}

function panelData(packets: Packets, latest: DataQueryResponse, request: DataQueryRequest): PanelData {
  const responses = Object.values(packets);
  // Not made into frames here: the values of a variable pass through as well, and scenes converts what panels get.
  const frames = responses.flatMap(({ data }) => data as DataFrame[]);
  const failed = responses.find(({ error, errors }) => error || errors?.length);
  const isAnnotation = (frame: DataFrame) => frame.meta?.dataTopic === DataTopic.Annotations;
  return {
    state: failed ? LoadingState.Error : (latest.state ?? LoadingState.Done),
    series: frames.filter((frame) => !isAnnotation(frame)),
    annotations: frames.filter(isAnnotation),
    ...(failed?.error ? { error: failed.error } : {}),
    ...(failed?.errors ? { errors: failed.errors } : {}),
    request,
    timeRange: request.range,
  };
}

/** Packets with one key replace each other; all the rest adds up to what a panel shows. */
export function runRequest(datasource: DataSourceApi, request: DataQueryRequest, queryFunction?: QueryFunction) {
  const empty = { series: [], annotations: [], request, timeRange: request.range };
  const answer = defer(() =>
    isMigrationHandler(datasource) ? from(migrateRequest(datasource, request)) : of(request)
  ).pipe(
    map((migrated) => withDefaults(datasource, migrated, !queryFunction)),
    mergeMap((ready): Observable<DataQueryResponse> => {
      return ready.targets.length === 0
        ? of({ data: [] })
        : from((queryFunction ?? datasource.query.bind(datasource))(ready));
    }),
    scan(
      (state, packet) => {
        const key = packet.key ?? (packet.data[0] as DataFrame | undefined)?.refId ?? 'A';
        return { packets: { ...state.packets, [key]: packet }, latest: packet };
      },
      { packets: {} as Packets, latest: { data: [] } as DataQueryResponse }
    ),
    map(({ packets, latest }): PanelData => {
      request.endTime = Date.now();
      return panelData(packets, latest, request);
    }),
    catchError((error: unknown) =>
      of<PanelData>({ ...empty, state: LoadingState.Error, error: toDataQueryError(error) })
    ),
    share()
  );
  const loading = timer(LOADING_AFTER_MS).pipe(
    map((): PanelData => ({ ...empty, state: LoadingState.Loading })),
    takeUntil(answer)
  );
  return merge(loading, answer);
}
