import {
  createDataFrame,
  DataTopic,
  FieldType,
  LoadingState,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { lastValueFrom, of, throwError, type Observable } from 'rxjs';
import type { RangeQuery } from '../../core/query/port';
import { askExemplars } from './askExemplars';

const mockGet = jest.fn();
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: mockGet }) }));

const query: RangeQuery = {
  kind: 'range',
  id: 'exemplars',
  promql: 'group(h_bucket)',
  startSeconds: 1_790_000_000,
  endSeconds: 1_790_003_600,
  stepSeconds: 300,
};

const link = {
  title: 'Query with Tempo',
  url: '',
  internal: { query: {}, datasourceUid: 'tempo', datasourceName: 'Tempo' },
};

/** As Grafana's Prometheus data source gives exemplars, beside the answer to the query itself. */
const exemplars = createDataFrame({
  refId: 'exemplars',
  name: 'exemplar',
  meta: { dataTopic: DataTopic.Annotations, custom: { resultType: 'exemplar' } },
  fields: [
    { name: 'Time', type: FieldType.time, values: [1_790_000_060_000] },
    { name: 'Value', type: FieldType.number, values: [0.41] },
    { name: 'le', type: FieldType.string, values: ['0.5'] },
    { name: 'trace_id', type: FieldType.string, values: ['abc'], config: { links: [link] } },
  ],
});
const series = createDataFrame({
  refId: 'exemplars',
  fields: [{ name: 'Value', type: FieldType.number, values: [1] }],
});

function delegate(answer: Observable<DataQueryResponse>): DataQueryRequest[] {
  const requests: DataQueryRequest[] = [];
  mockGet.mockResolvedValue({
    getRef: () => ({ type: 'prometheus', uid: 'prom' }),
    query: (request: DataQueryRequest) => {
      requests.push(request);
      return answer;
    },
  });
  return requests;
}

const asked = () =>
  lastValueFrom(
    askExemplars({ uid: 'prom' }, query, { requestId: 'Q1-A', scopedVars: {}, startTime: 0, timezone: 'utc' })
  );

it('asks for exemplars of a range and passes them on with their links', async () => {
  const requests = delegate(of({ data: [series, exemplars] }));
  const [frame, ...others] = await asked();
  expect(others).toEqual([]);
  expect(frame).toBe(exemplars);
  expect(frame!.fields[3]!.config.links).toEqual([link]);
  expect(requests).toHaveLength(1);
  expect(requests[0]!.requestId).toBe('Q1-A-slo-prom-exemplars');
  expect(requests[0]!.targets).toEqual([
    expect.objectContaining({ expr: 'group(h_bucket)', exemplar: true, range: true, instant: false, interval: '300s' }),
  ]);
});

it.each<[string, Observable<DataQueryResponse>]>([
  ['has none', of({ data: [series] })],
  ['refuses', of({ data: [], state: LoadingState.Error, errors: [{ refId: 'exemplars', message: 'no exemplars' }] })],
  ['fails', throwError(() => new Error('not found'))],
])('gives none where the data source %s', async (_, answer) => {
  delegate(answer);
  expect(await asked()).toEqual([]);
});

it('gives none where the data source is gone', async () => {
  mockGet.mockRejectedValue(new Error('not found'));
  expect(await asked()).toEqual([]);
});
