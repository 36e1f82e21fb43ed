import { DataTopic, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { catchError, defer, from, map, of, reduce, switchMap, type Observable } from 'rxjs';
import type { RangeQuery } from '../../core/query/port';
import type { Upstream } from '../../core/slo/slo';
import { childRequest, replacePacket, run, type ParentRequest } from './ask';

/**
 * The exemplars of the series in a query, as the upstream's data source gives them: frames that carry its links to traces.
 * One that has none, or refuses to look, gives none; nothing else depends on them.
 */
export function askExemplars(
  upstream: Pick<Upstream, 'uid'>,
  query: RangeQuery,
  parent: ParentRequest
): Observable<DataFrame[]> {
  return defer(() => from(getDataSourceSrv().get({ uid: upstream.uid }))).pipe(
    switchMap((delegate) =>
      run(delegate, childRequest(delegate.getRef(), [query], parent, `${upstream.uid}-exemplars`, true))
    ),
    reduce<DataQueryResponse, DataQueryResponse[]>(replacePacket, []),
    map((responses) => responses.flatMap(({ data }) => (data as DataFrame[]).filter(isAnnotation))),
    catchError(() => of([]))
  );
}

/** Beside the frames of the query itself, Grafana's Prometheus data source marks those of its exemplars so. */
function isAnnotation({ meta }: DataFrame): boolean {
  return meta?.dataTopic === DataTopic.Annotations;
}
