import { classifyFailure, isOfTheQuestion, type FailureCause } from './failure';

/** Messages as they came from the systems that are named, with the status that Grafana gives with them. */
const REAL: ReadonlyArray<readonly [string, number | undefined, string, FailureCause]> = [
  [
    'a Viewer without the permission',
    403,
    "You'll need additional permissions to perform this action. Permissions needed: datasources:query",
    'forbidden',
  ],
  ['a session that has ended', 401, 'Unauthorized', 'forbidden'],
  ['a data source that has been deleted', 404, 'Data source not found', 'deleted'],
  ['wrong credentials', 500, 'unexpected response with status code 401: Unauthorized\n', 'credentials'],
  ['a tenant that is not allowed', 500, 'unexpected response with status code 403: access denied', 'credentials'],
  ['a wrong path', 500, 'unexpected response with status code 404: 404 page not found\n', 'missing'],
  ['a wrong method', 500, 'unexpected response with status code 405: Method Not Allowed\n', 'missing'],
  ['a wrong path over HTTP', 404, '404 page not found', 'missing'],
  [
    'a Prometheus that is down',
    502,
    'Post "http://127.0.0.1:9090/api/v1/query": dial tcp 127.0.0.1:9090: connect: connection refused',
    'unreachable',
  ],
  [
    'a host that nobody knows',
    undefined,
    'Post "http://prom/api/v1/query": dial tcp: lookup prom on 127.0.0.11:53: no such host',
    'unreachable',
  ],
  ['a proxy before a Prometheus that is down', 500, 'unexpected response with status code 502: <html>', 'unreachable'],
  ['a Prometheus that is starting', 503, "response from prometheus couldn't be parsed. it is non-json", 'unreachable'],
  ['a browser without network', undefined, 'Failed to fetch', 'unreachable'],
  ['a slow evaluation', 503, 'timeout: query timed out in expression evaluation', 'timeout'],
  ['a slow read', 422, 'execution: expanding series: context deadline exceeded', 'timeout'],
  ['a slow read without status', undefined, 'execution: expanding series: context deadline exceeded', 'timeout'],
  [
    'a Prometheus that Grafana has waited for in vain',
    502,
    'Post "http://prom:9090/api/v1/query": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    'timeout',
  ],
  ['a proxy that has waited in vain', 500, 'unexpected response with status code 504: 504 Gateway Time-out', 'timeout'],
  [
    'too many samples in Prometheus',
    422,
    'execution: query processing would load too many samples into memory in query execution',
    'tooManySamples',
  ],
  [
    'too many series in Mimir',
    422,
    'execution: the query exceeded the maximum number of series (limit: 100000 series) (err-mimir-max-series-per-query). Consider reducing the time range and/or number of series selected by the query.',
    'tooManySamples',
  ],
  [
    'too many points',
    400,
    'bad_data: exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    'tooManyPoints',
  ],
  [
    'too long a window in Mimir',
    422,
    'execution: expanding series: the query time range exceeds the limit (query length: 776h1m9.796s, limit: 768h0m0s) (err-mimir-max-query-length). To adjust the related per-tenant limit, configure -querier.max-partial-query-length, or contact your service administrator.',
    'rangeTooLong',
  ],
  [
    'too long a range in Mimir',
    400,
    'bad_data: the total query time range exceeds the limit (query length: 960h0m0s, limit: 768h0m0s) (err-mimir-max-total-query-length)',
    'rangeTooLong',
  ],
  [
    'too long a range in Azure Monitor',
    400,
    'Bad Request: Invalid time range. Timestamps must be valid and time range cannot exceed 32 days.. RequestId: b121970aa1b34684176f4478582e80f8',
    'rangeTooLong',
  ],
  [
    'too long a window in Amazon Managed Prometheus',
    422,
    'execution: queries with long day range (32d to 95d) are currently only supported for range type queries',
    'rangeTooLong',
  ],
  ['bad PromQL', 400, 'bad_data: invalid parameter "query": 1:18: parse error: unclosed left parenthesis', 'badQuery'],
  ['bad PromQL without status', undefined, 'bad_data: invalid parameter "query": 1:1: parse error: x', 'badQuery'],
  [
    'many-to-many matching',
    422,
    'execution: found duplicate series for the match group {} on the right hand-side of the operation: [{a="1"}, {a="2"}];many-to-many matching not allowed: matching labels must be unique on one side',
    'refused',
  ],
  ['the same without status', undefined, 'execution: vector cannot contain metrics with the same labelset', 'refused'],
  [
    'an error inside Mimir',
    500,
    'unexpected response with status code 500: too many unhealthy instances',
    'unavailable',
  ],
  ['words that nobody foresaw', undefined, 'the queue is full', 'unavailable'],
];

it.each(REAL)('knows %s', (_, status, message, cause) => {
  expect(classifyFailure(status, message)).toBe(cause);
});

it('is not misled by the names of what is asked for', () => {
  const message =
    'execution: found duplicate series for the match group {job="gateway_timeout"}: [{__name__="http_timeouts_total"}]';
  expect(classifyFailure(422, message)).toBe('refused');
});

it.each<[FailureCause, boolean]>([
  ['badQuery', true],
  ['refused', true],
  // Half of a union reads half of the samples, and the windows of the other half may be short enough.
  ['tooManySamples', true],
  ['rangeTooLong', true],
  ['timeout', false],
  ['tooManyPoints', false],
  ['unreachable', false],
  ['forbidden', false],
  ['unavailable', false],
])('holds %s against the question: %s', (cause, expected) => {
  expect(isOfTheQuestion(cause)).toBe(expected);
});
