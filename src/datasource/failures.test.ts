import { DataQueryErrorType, LoadingState, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { NEVER, of, throwError, type Observable } from 'rxjs';
import { LATE_SECONDS } from './late';
import { mockGet, mockSettings } from './testedRuntime';
import { datasource, last, request, responses, values } from './testedDataSource';
import { fakePrometheus, slothStore, type Refusal } from './testing';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

const two = { upstreams: [{ uid: 'eu' }, { uid: 'us' }] };

type Query = (request: DataQueryRequest) => Observable<DataQueryResponse>;

/** Two Prometheis: us is well, and eu refuses what it is told to, or answers in another way altogether. */
function upstreams(refuse: (expr: string) => Refusal | undefined, answer?: Query): void {
  const eu = fakePrometheus(slothStore(['availability-eu']), refuse).delegate;
  const us = fakePrometheus(slothStore(['availability-us'])).delegate;
  mockGet.mockImplementation(({ uid }: { uid: string }) =>
    Promise.resolve(uid === 'us' ? us : { ...eu, query: answer ?? eu.query })
  );
}

beforeEach(() => {
  mockGet.mockReset();
  mockSettings
    .mockReset()
    .mockImplementation(({ uid }: { uid: string }) => ({ uid, name: `Prometheus ${uid}`, type: 'prometheus' }));
});

/** What Grafana gives for a query, and what a user reads of it before the words of the upstream. */
const OF_A_QUERY: Array<[string, { status: number; message: string }, RegExp]> = [
  [
    'Prometheus is down',
    {
      status: 502,
      message: 'Post "http://eu:9090/api/v1/query": dial tcp 10.0.0.1:9090: connect: connection refused',
    },
    /cannot be reached.*Check that it runs/,
  ],
  [
    'the path of its URL is wrong',
    { status: 500, message: 'unexpected response with status code 404: 404 page not found' },
    /not the API of Prometheus.*Check the URL/,
  ],
  [
    'it does not take the method',
    { status: 500, message: 'unexpected response with status code 405: Method Not Allowed' },
    /not the API of Prometheus.*HTTP method/,
  ],
  [
    'its credentials are wrong',
    { status: 500, message: 'unexpected response with status code 401: Unauthorized' },
    /refuses the credentials.*Ask whoever manages/,
  ],
  [
    'an evaluation is slow',
    { status: 503, message: 'timeout: query timed out in expression evaluation' },
    /timed out.*recording rule.*shorter window.*higher timeout/,
  ],
  [
    'a read is slow',
    { status: 422, message: 'execution: expanding series: context deadline exceeded' },
    /timed out.*recording rule.*shorter window.*higher timeout/,
  ],
  [
    'a query reads too many samples',
    { status: 422, message: 'execution: query processing would load too many samples into memory in query execution' },
    /more than is allowed at once.*recording rule/,
  ],
  [
    'a range has too many points',
    { status: 400, message: 'bad_data: exceeded maximum resolution of 11,000 points per timeseries.' },
    /too many points.*minimum interval/,
  ],
  [
    'a range is too long for Azure',
    {
      status: 400,
      message: 'Bad Request: Invalid time range. Timestamps must be valid and time range cannot exceed 32 days.',
    },
    /So long a time.*shorter time range or SLO window/,
  ],
  [
    'a window is too long for Mimir',
    {
      status: 422,
      message:
        'execution: expanding series: the query time range exceeds the limit (query length: 776h1m9.796s, limit: 768h0m0s) (err-mimir-max-query-length).',
    },
    /So long a time.*shorter time range or SLO window/,
  ],
  [
    'it does not understand a query',
    { status: 400, message: 'bad_data: invalid parameter "query": 1:18: parse error: unclosed left parenthesis' },
    /does not understand the query.*Correct the expression/,
  ],
  [
    'it cannot evaluate a query',
    {
      status: 422,
      message: 'execution: found duplicate series for the match group {}; many-to-many matching not allowed',
    },
    /cannot evaluate the query.*Correct the expression/,
  ],
];

describe('where an upstream fails', () => {
  it.each(OF_A_QUERY)(
    'altogether because %s, it is told which and why, and the others have their rows',
    async (_, error, words) => {
      upstreams(() => error);
      const response = await last(datasource(two), {});
      expect(values(response, 'name')).toEqual(['availability-us']);
      expect(values(response, 'status')).toEqual(['healthy']);
      expect(response.state).toBe(LoadingState.Error);
      expect(response.errors).toHaveLength(1);
      const [{ message = '' } = {}] = response.errors ?? [];
      expect(message).toMatch(/^Prometheus eu: /);
      expect(message).toMatch(words);
      expect(message.endsWith(error.message)).toBe(true);
    }
  );

  it.each(OF_A_QUERY)(
    'for one number because %s, its row is blind and says why, and keeps the others',
    async (_, error, words) => {
      upstreams((expr) => (expr.includes('ratio_rate1h') ? error : undefined));
      const response = await last(datasource(two), {});
      expect(values(response, 'name')).toEqual(['availability-eu', 'availability-us']);
      expect(values(response, 'status')).toEqual(['blind', 'healthy']);
      expect(values(response, 'budgetRemaining')).toEqual([0.5, 0.5]);
      const [reason] = values(response, 'statusReason') as string[];
      expect(reason).toMatch(words);
      expect(reason).toContain(error.message);
      expect(response.errors?.every(({ message = '' }) => message.startsWith('Prometheus eu: '))).toBe(true);
    }
  );

  it.each<[string, { status: number; data: { message: string } }, RegExp]>([
    [
      'the viewer may not query it',
      {
        status: 403,
        data: {
          message: "You'll need additional permissions to perform this action. Permissions needed: datasources:query",
        },
      },
      /^Prometheus eu: You may not query it\. Ask whoever manages this Grafana .*Permissions needed: datasources:query$/,
    ],
    [
      'the session has ended',
      { status: 401, data: { message: 'Unauthorized' } },
      /^Prometheus eu: You may not query it\. .*Unauthorized$/,
    ],
    [
      'it has been deleted since the page was loaded',
      { status: 404, data: { message: 'Data source not found' } },
      /^Prometheus eu: Grafana no longer has it\. Choose another.*Data source not found$/,
    ],
  ])('as a request because %s, told or thrown, it is told which and whom to ask', async (_, error, words) => {
    for (const answer of [() => of({ data: [], error }), () => throwError(() => error)]) {
      upstreams(() => undefined, answer);
      const response = await last(datasource(two), {});
      expect(values(response, 'name')).toEqual(['availability-us']);
      expect(response.errors).toEqual([{ message: expect.stringMatching(words), refId: 'A' }]);
    }
  });

  it('says that the test of the data source fails for the same reason', async () => {
    upstreams(() => ({ status: 422, message: 'execution: expanding series: context deadline exceeded' }));
    expect(await datasource(two).testDatasource()).toEqual({
      status: 'error',
      message: expect.stringMatching(/^Prometheus eu: The query timed out\. .*context deadline exceeded 1 SLO found/),
    });
  });

  it('names the query where it is at fault, once for all that asked for it', async () => {
    upstreams((expr) =>
      expr.includes('error_budget_remaining') ? { status: 422, message: 'execution: no' } : undefined
    );
    const response = await last(datasource(two), {});
    const about = (response.errors ?? []).map(({ message }) => message);
    expect(about).toEqual([
      expect.stringMatching(
        /^Prometheus eu: .* Query: \S*slo:period_error_budget_remaining:ratio\{.* Error: execution: no$/
      ),
    ]);
  });
});

it('says nothing of a request that Grafana cancelled', async () => {
  upstreams(
    () => undefined,
    () => of({ data: [], error: { type: DataQueryErrorType.Cancelled } })
  );
  const cancelled = await responses(datasource({ upstreams: [{ uid: 'eu' }] }), {});
  expect(cancelled.flatMap(({ errors }) => errors ?? [])).toEqual([]);
});

describe('an upstream that never answers', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is named after a while, and waited for all the same', async () => {
    upstreams(
      () => undefined,
      () => NEVER
    );
    const told: DataQueryResponse[] = [];
    const subscription = datasource(two)
      .query(request({}))
      .subscribe((response) => told.push(response));
    await jest.advanceTimersByTimeAsync((LATE_SECONDS - 1) * 1000);
    expect(values(told.at(-1)!, 'name')).toEqual(['availability-us']);
    expect(told.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    await jest.advanceTimersByTimeAsync(2000);
    expect(values(told.at(-1)!, 'name')).toEqual(['availability-us']);
    expect(told.at(-1)).toMatchObject({
      state: LoadingState.Loading,
      errors: [{ message: expect.stringMatching(/^Prometheus eu: It has not answered for 40 s\./), refId: 'A' }],
    });
    subscription.unsubscribe();
  });

  it('is not named where its answer came in time', async () => {
    upstreams(() => undefined);
    const told: DataQueryResponse[] = [];
    datasource(two)
      .query(request({}))
      .subscribe((response) => told.push(response));
    await jest.advanceTimersByTimeAsync(2 * LATE_SECONDS * 1000);
    expect(values(told.at(-1)!, 'name')).toEqual(['availability-eu', 'availability-us']);
    expect(told.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  });
});
