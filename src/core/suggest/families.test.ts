import { parser } from '@prometheus-io/lezer-promql';
import type { Answer, Series } from '../query/port';
import type { Labels } from '../slo/slo';
import { planFamilies, readFamilies } from './families';
import { AT, answersOf, sample } from './testing';

const ids = ['requests', 'outcomes', 'histograms'];

function read(said: Record<string, readonly Series[] | Answer>) {
  return readFamilies(answersOf(ids, said));
}

function group(metric: string, labels: Labels, seriesCount = 1): Series {
  return sample({ __name__: metric, ...labels }, seriesCount);
}

function codes(metric: string, label: string, values: readonly string[], labels: Labels = { service: 'orders' }) {
  return values.map((value) => group(metric, { ...labels, [label]: value }));
}

describe('the plan', () => {
  it('is three valid queries', () => {
    const queries = planFamilies(AT);
    expect(queries.map(({ id }) => id)).toEqual(ids);
    for (const { promql, atSeconds } of queries) {
      expect(atSeconds).toBe(AT);
      parser.parse(promql).iterate({ enter: ({ type }) => expect(type.isError).toBe(false) });
    }
  });

  it.each<[number, string, boolean]>([
    [0, 'http_requests_total', true],
    [0, 'http_request_total', true],
    [0, 'requests_total', true],
    [0, 'nginx_ingress_controller_requests', true],
    [0, 'grpc_server_handled_total', true],
    [0, 'probe_success', true],
    [0, 'job:http_requests_total', false],
    [0, 'http_requests_created', false],
    [0, 'go_gc_cycles_total', false],
    [2, 'http_request_duration_seconds_bucket', true],
    [2, 'http_server_request_duration_seconds_bucket', true],
    [2, 'http_server_duration_milliseconds_bucket', true],
    [2, 'rpc_latency_seconds_bucket', true],
    [2, 'http_server_requests_seconds_bucket', true],
    [2, 'grpc_server_handling_seconds_bucket', true],
    [2, 'job:http_request_duration_seconds_bucket', false],
    [2, 'response_size_bytes_bucket', false],
  ])('query %d looks at %s: %s', (index, metric, expected) => {
    const [, pattern = ''] = /__name__=~"([^"]*)"/.exec(planFamilies(AT)[index]!.promql) ?? [];
    expect(new RegExp(`^(?:${pattern})$`).test(metric)).toBe(expected);
  });
});

describe('what tells failures', () => {
  it.each<[string, string, readonly string[], string]>([
    ['HTTP codes', 'code', ['200', '404', '500'], 'code=~5..'],
    ['HTTP codes none of which has failed yet', 'status', ['200'], 'status=~5..'],
    ['classes of HTTP codes', 'status', ['2xx', '5xx'], 'status=~5..'],
    ['codes and words', 'code', ['200', 'error', 'canceled'], 'code=~5..|error'],
    ["OpenTelemetry's old label", 'http_status_code', ['200'], 'http_status_code=~5..'],
    ["OpenTelemetry's label", 'http_response_status_code', ['200'], 'http_response_status_code=~5..'],
    ["Istio's label", 'response_code', ['200'], 'response_code=~5..'],
    ['one word', 'status', ['success', 'error'], 'status=error'],
    ['several words', 'outcome', ['SUCCESS', 'SERVER_ERROR', 'timeout'], 'outcome=~SERVER_ERROR|timeout'],
    [
      'gRPC codes, seen or not',
      'grpc_code',
      ['OK', 'NotFound'],
      'grpc_code=~Unknown|DeadlineExceeded|Unimplemented|Internal|Unavailable|DataLoss',
    ],
  ])('reads %s', (_, label, values, expected) => {
    const { families, unsuitable } = read({ requests: codes('x_requests_total', label, values) });
    expect(unsuitable).toEqual([]);
    expect(families).toMatchObject([{ kind: 'availability', metric: 'x_requests_total', seriesCount: values.length }]);
    const [matcher] = families.flatMap((family) => (family.kind === 'availability' ? [family.failed] : []));
    expect(`${matcher?.label}${matcher?.operator}${matcher?.value}`).toBe(expected);
  });

  it('prefers a label that says it to one that does not', () => {
    const requests = [group('x_requests_total', { service: 'a', code: 'green', status: '503' })];
    expect(read({ requests }).families).toMatchObject([{ failed: { label: 'status' } }]);
  });

  it('says what it has seen where no value is a failure', () => {
    expect(read({ outcomes: codes('print_jobs_total', 'result', ['ok', 'jammed']) })).toMatchObject({
      families: [],
      unsuitable: [
        {
          metric: 'print_jobs_total',
          service: 'orders',
          reason: { kind: 'noFailureSeen', label: 'result', values: ['jammed', 'ok'] },
        },
      ],
    });
  });

  it('says that a counter has no outcome, but not that a gauge has none', () => {
    const requests = [group('x_requests_total', { job: 'a' }), group('inflight_requests', { job: 'a' })];
    expect(read({ requests }).unsuitable).toEqual([
      { metric: 'x_requests_total', service: 'a', reason: { kind: 'noOutcomeLabel' } },
    ]);
  });

  it('says that a probe is a gauge', () => {
    expect(read({ requests: [group('probe_success', { job: 'blackbox' })] })).toMatchObject({
      families: [],
      unsuitable: [{ metric: 'probe_success', service: 'blackbox', reason: { kind: 'gauge' } }],
    });
  });
});

describe('services', () => {
  const services = (requests: Series[]) => read({ requests }).families.map(({ service }) => service);

  it.each<[Labels, object]>([
    [
      { service: 'orders', job: 'k8s', namespace: 'shop' },
      { label: 'service', value: 'orders' },
    ],
    [
      { job: 'k8s', namespace: 'shop' },
      { label: 'job', value: 'k8s' },
    ],
    [{ namespace: 'shop' }, { label: 'namespace', value: 'shop' }],
    [{}, { label: null, value: 'http_requests' }],
  ])('%j', (labels, expected) => {
    expect(services([group('http_requests_total', { ...labels, code: '200' })])).toEqual([expected]);
  });

  it('takes a label that every series of the metric carries', () => {
    const requests = [
      group('http_requests_total', { service: 'orders', job: 'a', code: '200' }),
      group('http_requests_total', { service: '', job: 'b', code: '200' }),
    ];
    expect(services(requests)).toEqual([
      { label: 'job', value: 'a' },
      { label: 'job', value: 'b' },
    ]);
  });
});

describe('histograms', () => {
  const otel = 'http_server_request_duration_seconds_bucket';

  it('give latency, and availability where their labels tell it', () => {
    const histograms = codes(otel, 'http_response_status_code', ['200', '500'], { job: 'shop' });
    expect(read({ histograms }).families).toMatchObject([
      { kind: 'availability', metric: 'http_server_request_duration_seconds_count' },
      { kind: 'latency', metric: otel, unit: 'seconds' },
    ]);
  });

  it('do not say again what a counter says of the same service', () => {
    const { families } = read({
      requests: codes('http_requests_total', 'code', ['200']),
      histograms: [
        ...codes(otel, 'http_response_status_code', ['200']),
        ...codes(otel, 'http_response_status_code', ['200'], { service: 'payments' }),
      ],
    });
    expect(families.map(({ kind, metric, service }) => [kind, metric, service.value])).toEqual([
      ['availability', 'http_requests_total', 'orders'],
      ['latency', otel, 'orders'],
      ['availability', 'http_server_request_duration_seconds_count', 'payments'],
      ['latency', otel, 'payments'],
    ]);
  });

  it('keep their unit', () => {
    const histograms = [group('http_server_duration_milliseconds_bucket', { job: 'shop' })];
    expect(read({ histograms }).families).toMatchObject([{ kind: 'latency', unit: 'milliseconds' }]);
  });
});

describe('limits', () => {
  it('put what a service serves first and say how many there are beyond', () => {
    const names = Array.from({ length: 50 }, (_, index) => `job_${index}_requests_total`);
    const { families, more } = read({
      requests: [...names, 'http_client_requests_total', 'http_requests_total'].flatMap((name) =>
        codes(name, 'code', ['200'])
      ),
    });
    expect(families).toHaveLength(40);
    expect(families[0]?.metric).toBe('http_requests_total');
    expect(families.map(({ metric }) => metric)).not.toContain('http_client_requests_total');
    expect(more).toBe(12);
  });

  it('leave out what would read too many series', () => {
    const one = (service: string, seriesCount: number) =>
      group('http_requests_total', { service, code: '200' }, seriesCount);
    const { families, unsuitable, more } = read({
      requests: [one('a', 6000), one('b', 6000), one('huge', 10_001)],
    });
    expect(families.map(({ service }) => service.value)).toEqual(['a']);
    expect(more).toBe(1);
    expect(unsuitable).toMatchObject([{ service: 'huge', reason: { kind: 'tooManySeries', seriesCount: 10_001 } }]);
  });

  it('say that an answer was cut off', () => {
    const requests = Array.from({ length: 5000 }, (_, index) =>
      group('http_requests_total', { service: `s${index}`, code: '200' })
    );
    expect(read({ requests }).cut).toBe(true);
    expect(read({ requests: requests.slice(1) }).cut).toBe(false);
  });
});

it('keeps what was answered beside what was refused', () => {
  const found = read({
    requests: codes('http_requests_total', 'code', ['200']),
    histograms: { state: 'failed', message: 'query timed out', cause: 'unavailable' },
  });
  expect(found.families).toHaveLength(1);
  expect(found.failures).toEqual([{ cause: 'unavailable', message: 'query timed out' }]);
});
