/** @jest-environment node */
import { parser } from '@prometheus-io/lezer-promql';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { appendDocument, documentFor } from './document';
import type { MetricFamily } from './family';
import type { Suggestion } from './suggestions';

function suggestion(service: string, change: Partial<Suggestion> = {}, label = 'service'): Suggestion {
  return {
    family: {
      kind: 'availability',
      metric: 'http_requests_total',
      service: { label, value: service },
      seriesCount: 4,
      failed: { label: 'code', operator: '=~', value: '5..' },
    },
    events: { total: 1e6, bad: 10 },
    sli: { state: 'measured', value: 0.99999 },
    objectiveRatio: 0.999,
    ...change,
  };
}

const words = {
  upstream: { uid: 'prom', name: 'prom-eu' },
  namesUpstream: false,
  displayName: 'orders: availability',
  description: "Last week's SLI: 99.9 %",
};

const latency: MetricFamily = {
  kind: 'latency',
  metric: 'http_request_duration_seconds_bucket',
  service: { label: null, value: 'http_request_duration_seconds' },
  seriesCount: 12,
  unit: 'seconds',
};

function parse(text: string) {
  return parseAllDocuments(text).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
}

describe('documentFor', () => {
  it('writes a ratio of bad events to all', () => {
    expect(parse(documentFor(suggestion('orders'), words))).toEqual([
      {
        apiVersion: 'openslo/v1',
        kind: 'SLO',
        metadata: { name: 'orders-http-requests-availability', displayName: 'orders: availability' },
        spec: {
          description: "Last week's SLI: 99.9 %",
          service: 'orders',
          indicator: {
            metadata: { name: 'orders-http-requests-availability' },
            spec: {
              ratioMetric: {
                counter: true,
                bad: {
                  metricSource: {
                    type: 'Prometheus',
                    metricSourceRef: 'prom',
                    spec: { query: 'http_requests_total{service="orders", code=~"5.."}' },
                  },
                },
                total: {
                  metricSource: {
                    type: 'Prometheus',
                    metricSourceRef: 'prom',
                    spec: { query: 'http_requests_total{service="orders"}' },
                  },
                },
              },
            },
          },
          timeWindow: [{ duration: '28d', isRolling: true }],
          budgetingMethod: 'Occurrences',
          objectives: [{ target: 0.999 }],
        },
      },
    ]);
  });

  it('writes a latency threshold on the buckets', () => {
    const [document] = parse(documentFor(suggestion('', { family: latency, upperBound: 0.25 }), words));
    expect(document.spec.indicator.spec).toEqual({
      thresholdMetric: {
        metricSource: {
          type: 'Prometheus',
          metricSourceRef: 'prom',
          spec: { query: 'http_request_duration_seconds_bucket' },
        },
      },
    });
    expect(document.spec.objectives).toEqual([{ target: 0.999, op: 'lte', value: 0.25 }]);
    expect(document.metadata.name).toBe('http-request-duration-seconds-latency');
  });
});

const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    "it's",
    '"quoted"',
    '${service}',
    '[[service]]',
    'a\nb',
    'a\n---\nb',
    ' : # & * ! %',
    '\\',
    'null',
    '\u0085',
    '\u2028',
    '\ufeff',
    'é',
    'ÄÖ'
  )
);

/** Go's rules for unquoting the escapes that PromQL is written with. */
function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(x[0-9a-f]{2}|.)/gs, (_, escape: string) =>
      escape.startsWith('x') && escape.length === 3
        ? String.fromCharCode(parseInt(escape.slice(1), 16))
        : ({ n: '\n', r: '\r', t: '\t' }[escape] ?? escape)
    );
}

/** The values in a query, read by Prometheus's own grammar for editors. */
function literals(promql: string): string[] {
  const found: string[] = [];
  parser.parse(promql).iterate({
    enter: ({ type, name, from, to }) => {
      expect(type.isError).toBe(false);
      if (name === 'StringLiteral') {
        found.push(unquote(promql.slice(from, to)));
      }
    },
  });
  return found;
}

describe('hostile label values', () => {
  it('stay one value of one document', () => {
    fc.assert(
      fc.property(hostile, hostile, (service, text) => {
        const documents = parse(
          documentFor(suggestion(service), {
            upstream: { uid: text, name: text },
            namesUpstream: true,
            displayName: text,
            description: text,
          })
        );
        expect(documents).toHaveLength(1);
        const [{ metadata, spec }] = documents as [ReturnType<typeof parse>[0]];
        const { bad, total } = spec.indicator.spec.ratioMetric;
        expect(literals(total.metricSource.spec.query)).toEqual([service]);
        expect(literals(bad.metricSource.spec.query)).toEqual([service, '5..']);
        expect([metadata.displayName, spec.description, total.metricSource.metricSourceRef]).toEqual([
          text,
          text,
          text,
        ]);
      }),
      { numRuns: 500 }
    );
  });

  it('give names that Kubernetes takes', () => {
    const rfc1123 = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
    fc.assert(
      fc.property(hostile, hostile, fc.boolean(), (service, name, namesUpstream) => {
        const context = { ...words, upstream: { uid: 'prom', name }, namesUpstream };
        const [{ metadata, spec }] = parse(documentFor(suggestion(service), context)) as [ReturnType<typeof parse>[0]];
        expect(metadata.name).toMatch(rfc1123);
        expect(spec.service).toMatch(rfc1123);
      })
    );
  });
});

describe('names', () => {
  const nameOf = (service: string, context = words) =>
    parse(documentFor(suggestion(service), context))[0].metadata.name as string;

  it('differ for different services', () => {
    const services = ['orders', 'Orders', 'or ders', 'or-ders', 'örders', 'x'.repeat(80), 'x'.repeat(81)];
    expect(new Set(services.map((service) => nameOf(service))).size).toBe(services.length);
  });

  it('differ for different upstreams where there are several', () => {
    const among = (uid: string, name: string) =>
      nameOf('orders', { ...words, upstream: { uid, name }, namesUpstream: true });
    expect(among('1', 'prom-eu')).toBe('orders-http-requests-availability-prom-eu');
    expect(new Set([among('1', 'prom-eu'), among('2', 'Prom EU'), among('3', 'prom eu')]).size).toBe(3);
  });
});

describe('appendDocument', () => {
  const [one, two] = ['orders', 'payments'].map((service) => documentFor(suggestion(service), words)) as [
    string,
    string,
  ];
  const services = (text: string) => parse(text).map(({ spec }) => spec.service as string);

  it('starts an empty text', () => {
    expect(appendDocument(' \n', one)).toBe(one);
  });

  it.each(['', '\n', '\n---', '\n---\n'])('puts one document after another that ends with %j', (end) => {
    expect(services(appendDocument(one.trimEnd() + end, two))).toEqual(['orders', 'payments']);
  });
});
