import { planExemplars } from '../../src/core/query/latency/exemplars';
import { latencyUse, type LatencyRequest } from '../../src/core/query/latency/plan';
import type { Slo } from '../../src/core/slo/slo';
import { bytes, double, integer, labelFields, remoteWrite, timeSeries } from './protobuf';
import { startTrial, type TrialPrometheus } from './trialPrometheus';

let prometheus: TrialPrometheus;
let to: number;

/** A bucket of a histogram with one sample and one exemplar a second before it. */
function bucket(labels: Readonly<Record<string, string>>, trace: string): Buffer {
  const sample = Buffer.concat([double(1, 7), integer(2, to * 1000)]);
  const exemplar = Buffer.concat([...labelFields({ trace_id: trace }), double(2, 0.4), integer(3, (to - 1) * 1000)]);
  return timeSeries(labels, [bytes(2, sample), bytes(3, exemplar)]);
}

beforeAll(async () => {
  prometheus = await startTrial({
    features: ['exemplar-storage'],
    configuration: 'storage:\n  exemplars:\n    max_exemplars: 100\n',
  });
  to = Math.floor(Date.now() / 1000);
  await remoteWrite(prometheus.api.url, [
    bucket({ __name__: 'orders_bucket', le: '0.5', region: 'eu' }, 'a'),
    bucket({ __name__: 'orders_bucket', le: '0.5', region: 'us' }, 'b'),
    bucket({ __name__: 'payments_bucket', le: '1.0' }, 'c'),
    bucket({ __name__: 'other_bucket', le: '1.0' }, 'd'),
  ]);
}, 60_000);

afterAll(() => prometheus.stop(), 30_000);

function slo(base: string): Slo {
  const selector = (metric: string) => ({ type: 'selector' as const, metric, matchers: [] });
  const le = { label: 'le', operator: '=' as const, value: '0.5' };
  return {
    id: base,
    tool: 'openslo',
    upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
    service: 'shop',
    name: base,
    labels: {},
    objectiveRatio: 0.9,
    window: { kind: 'rolling', seconds: 28 * 86_400 },
    events: {
      counted: 'good',
      part: [{ sign: 1, selector: { ...selector(`${base}_bucket`), matchers: [le] } }],
      total: [{ sign: 1, selector: selector(`${base}_count`) }],
    },
    pairs: [],
    links: [],
    problems: [],
  };
}

it('one query finds the exemplars of the histograms of all SLOs, with their bucket and trace', async () => {
  const slos = [slo('orders'), slo('payments')];
  const range = { fromSeconds: to - 3600, toSeconds: to + 300, stepSeconds: 300 };
  const request: LatencyRequest = { ...range, view: 'heatmap', groupBy: '' };
  const query = planExemplars(slos, latencyUse(request, slos, new Map()))!;
  const parameters = { query: query.promql, start: String(query.startSeconds), end: String(query.endSeconds) };
  const response = await fetch(`${prometheus.api.url}/api/v1/query_exemplars?${new URLSearchParams(parameters)}`);
  const body = (await response.json()) as {
    data: Array<{ seriesLabels: Record<string, string>; exemplars: Array<{ labels: { trace_id: string } }> }>;
  };
  const found = body.data.flatMap(({ seriesLabels, exemplars }) =>
    exemplars.map(({ labels }) => [seriesLabels['le'], labels.trace_id])
  );
  expect(found.sort()).toEqual([
    ['0.5', 'a'],
    ['0.5', 'b'],
    ['1.0', 'c'],
  ]);
});
