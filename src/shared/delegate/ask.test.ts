import {
  CoreApp,
  createDataFrame,
  DataQueryErrorType,
  FieldType,
  LoadingState,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { lastValueFrom, NEVER, Observable, of, throwError, toArray } from 'rxjs';
import type { Query } from '../../core/query/port';
import { ask, type ParentRequest } from './ask';

const mockGet = jest.fn();
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: mockGet }) }));

const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const parent: ParentRequest = {
  requestId: 'Q100',
  scopedVars: { region: { value: 'eu', text: 'eu' } },
  startTime: 0,
  timezone: 'browser',
  app: CoreApp.Explore,
};
const instant = (id: string): Query => ({ kind: 'instant', id, promql: `metric_${id}`, atSeconds: 1_790_000_000 });
const range = (id: string): Query => ({
  kind: 'range',
  id,
  promql: `metric_${id}`,
  startSeconds: 1_790_000_000,
  endSeconds: 1_790_036_000,
  stepSeconds: 360,
});

function frame(refId: string, labels: Record<string, string>, values: Array<number | null>) {
  return createDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: values.map((_, index) => 1_790_000_000_000 + index * 60_000) },
      { name: 'Value', type: FieldType.number, labels, values },
    ],
  });
}

/** A delegate that records its requests and answers with what it is given. */
function delegate(answer: (request: DataQueryRequest) => Observable<DataQueryResponse>) {
  const requests: DataQueryRequest[] = [];
  mockGet.mockResolvedValue({
    getRef: () => ({ type: 'prometheus', uid: 'prom' }),
    query: (request: DataQueryRequest) => {
      requests.push(request);
      return answer(request);
    },
  });
  return requests;
}

beforeEach(() => mockGet.mockReset());

describe('ask', () => {
  it('sends all instant queries in one request and all range queries of a range in another', async () => {
    const requests = delegate(() => of({ data: [] }));
    await lastValueFrom(ask(upstream, [instant('a'), range('c'), instant('b'), range('d')], parent));
    expect(requests.map(({ targets }) => targets.map(({ refId }) => refId))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(2);
    requests.forEach(({ requestId }) => expect(requestId).toMatch(/^Q100-/));
  });

  it('evaluates instants at their time and asks for the step of a range', async () => {
    const requests = delegate(() => of({ data: [] }));
    await lastValueFrom(ask(upstream, [instant('a'), range('c')], parent));
    const [first, second] = requests;
    expect(first!.range.to.valueOf()).toBe(1_790_000_000_000);
    expect(first!.targets[0]).toMatchObject({
      expr: 'metric_a',
      instant: true,
      range: false,
      datasource: { type: 'prometheus', uid: 'prom' },
    });
    expect(second!.range.from.valueOf()).toBe(1_790_000_000_000);
    expect(second!.range.to.valueOf()).toBe(1_790_036_000_000);
    expect(second!.targets[0]).toMatchObject({ instant: false, range: true, interval: '360s' });
    expect(second!.intervalMs).toBe(360_000);
    expect(second!.maxDataPoints).toBe(101);
  });

  it('passes the context of the parent on, but not Explore, which would merge the answers', async () => {
    const requests = delegate(() => of({ data: [] }));
    await lastValueFrom(ask(upstream, [instant('a')], parent));
    expect(requests[0]).toMatchObject({ scopedVars: parent.scopedVars, app: CoreApp.Dashboard });
  });

  it('chooses among SLOs itself: no filter and no scope of the dashboard reaches the selectors', async () => {
    const requests = delegate(() => of({ data: [] }));
    const narrowed = {
      ...parent,
      filters: [{ key: 'region', operator: '=', value: 'eu' }],
      groupByKeys: ['region'],
      scopes: [{ metadata: { name: 'eu' }, spec: { title: 'eu', filters: [] } }],
    };
    await lastValueFrom(ask(upstream, [instant('a'), range('b')], narrowed));
    expect(requests).toHaveLength(2);
    for (const { filters, groupByKeys, scopes } of requests) {
      expect([filters, groupByKeys, scopes]).toEqual([[], undefined, undefined]);
    }
  });

  it('reads labels and values, NaN included', async () => {
    delegate(() => of({ data: [frame('a', { x: '1' }, [NaN]), frame('a', { x: '2' }, [0.5])] }));
    const answers = await lastValueFrom(ask(upstream, [instant('a'), instant('b')], parent));
    expect(answers.get('a')).toEqual({
      state: 'ok',
      series: [
        { labels: { x: '1' }, timesSeconds: [1_790_000_000], values: [NaN] },
        { labels: { x: '2' }, timesSeconds: [1_790_000_000], values: [0.5] },
      ],
      warnings: [],
    });
    expect(answers.get('b')).toEqual({ state: 'ok', series: [], warnings: [] });
  });

  it('does not take the padding of joined series for samples', async () => {
    delegate(() => of({ data: [frame('a', {}, [null, 0.5, null, NaN])] }));
    const answers = await lastValueFrom(ask(upstream, [range('a')], parent));
    expect(answers.get('a')).toMatchObject({
      series: [{ timesSeconds: [1_790_000_060, 1_790_000_180], values: [0.5, NaN] }],
    });
  });

  it('passes on by what the upstream restricts its answer, and not its remarks', async () => {
    const warned = frame('a', {}, [1]);
    warned.meta = {
      notices: [
        { severity: 'warning', text: 'a store did not answer' },
        { severity: 'info', text: 'metric might not be a counter' },
      ],
    };
    delegate(() => of({ data: [warned] }));
    const answers = await lastValueFrom(ask(upstream, [instant('a')], parent));
    expect(answers.get('a')).toMatchObject({ state: 'ok', warnings: ['a store did not answer'] });
  });

  it('keeps what was answered beside what was refused', async () => {
    delegate(() =>
      of({
        data: [frame('a', {}, [1])],
        errors: [{ refId: 'b', message: 'bad_data: parse error' }],
        state: LoadingState.Error,
      })
    );
    const answers = await lastValueFrom(ask(upstream, [instant('a'), instant('b')], parent));
    expect(answers.get('a')?.state).toBe('ok');
    expect(answers.get('b')).toEqual({ state: 'failed', message: 'bad_data: parse error', cause: 'badQuery' });
  });

  it.each([
    [{ message: 'found duplicate series', status: 422 }, 'refused'],
    [{ message: 'execution: found duplicate series' }, 'refused'],
    [{ message: 'you have no permission to query this data source', status: 403 }, 'forbidden'],
    [{ message: 'queue is full' }, 'unavailable'],
  ])('tells %j as %s', async (error, cause) => {
    delegate(() => of({ data: [], errors: [{ refId: 'a', ...error }], state: LoadingState.Error }));
    const answers = await lastValueFrom(ask(upstream, [instant('a')], parent));
    expect(answers.get('a')).toEqual({ state: 'failed', message: error.message, cause });
  });

  it('finds the status where only the body tells it, as that of an error of Grafana itself does', async () => {
    const data = { message: 'Data source not found', statusCode: 404 };
    delegate(() => of({ data: [], error: { data }, state: LoadingState.Error }));
    const answers = await lastValueFrom(ask(upstream, [instant('a')], parent));
    expect(answers.get('a')).toEqual({ state: 'failed', message: 'Data source not found', cause: 'deleted' });
  });

  it('tells at which step a range was answered', async () => {
    const answered = frame('c', {}, [1]);
    answered.fields[0]!.config = { interval: 720_000 };
    delegate(() => of({ data: [answered] }));
    const answers = await lastValueFrom(ask(upstream, [range('c')], parent));
    expect(answers.get('c')).toMatchObject({ stepSeconds: 720 });
  });

  it('holds an error without a query against every query that was not answered', async () => {
    delegate(() => of({ data: [frame('a', {}, [1])], error: { data: { message: 'bad gateway' } } }));
    const answers = await lastValueFrom(ask(upstream, [instant('a'), instant('b')], parent));
    expect(answers.get('a')).toMatchObject({ state: 'ok', warnings: ['bad gateway'] });
    expect(answers.get('b')).toEqual({ state: 'failed', message: 'bad gateway', cause: 'unavailable' });
  });

  it.each([
    ['a thrown error', () => throwError(() => new Error('network down')), 'network down', 'unavailable'],
    [
      'a rejection without an Error',
      () => throwError(() => ({ message: 'no such data source' })),
      'no such data source',
      'unavailable',
    ],
    ['a rejection without words', () => throwError(() => ({ status: 502 })), 'HTTP status 502', 'unreachable'],
  ])('turns %s into answers', async (_, answer, message, cause) => {
    delegate(answer);
    const answers = await lastValueFrom(ask(upstream, [instant('a'), range('c')], parent));
    expect([...answers.values()]).toEqual([
      { state: 'failed', message, cause },
      { state: 'failed', message, cause },
    ]);
  });

  it('answers when the delegate cannot be had at all', async () => {
    mockGet.mockRejectedValue({ message: 'Data source prom was not found' });
    const answers = await lastValueFrom(ask(upstream, [instant('a')], parent));
    expect(answers.get('a')).toEqual({
      state: 'failed',
      message: 'Data source prom was not found',
      cause: 'unavailable',
    });
  });

  it('waits for the last packet and takes the newest of each key', async () => {
    delegate(() =>
      of(
        { data: [], state: LoadingState.Loading },
        { key: 'k', data: [frame('a', {}, [1])], state: LoadingState.Loading },
        { key: 'k', data: [frame('a', {}, [2])], state: LoadingState.Done }
      )
    );
    const all = await lastValueFrom(ask(upstream, [instant('a')], parent).pipe(toArray()));
    expect(all).toHaveLength(1);
    expect(all[0]!.get('a')).toMatchObject({ series: [{ values: [2] }] });
  });

  it('says nothing about a request that Grafana cancelled', async () => {
    delegate(() => of({ data: [], error: { type: DataQueryErrorType.Cancelled } }));
    expect(await lastValueFrom(ask(upstream, [instant('a')], parent).pipe(toArray()))).toEqual([]);
  });

  it('cancels what is under way when nobody listens any more', async () => {
    let cancelled = 0;
    let started: () => void;
    const running = new Promise<void>((resolve) => (started = resolve));
    delegate(
      () =>
        new Observable((subscriber) => {
          started();
          const never = NEVER.subscribe(subscriber);
          return () => {
            cancelled++;
            never.unsubscribe();
          };
        })
    );
    const subscription = ask(upstream, [instant('a')], parent).subscribe();
    await running;
    subscription.unsubscribe();
    expect(cancelled).toBe(1);
  });

  it('asks nothing when there is nothing to ask', async () => {
    const requests = delegate(() => of({ data: [] }));
    expect(await lastValueFrom(ask(upstream, [], parent))).toEqual(new Map());
    expect(requests).toEqual([]);
  });
});
