import { judgeLatency, type Latency } from '../../src/core/query/latency/judge';
import { latencyUse, planLatency, planLatencySizes, type LatencyRequest } from '../../src/core/query/latency/plan';
import { quantileLines, shareLines } from '../../src/core/query/latency/views';
import type { Slo } from '../../src/core/slo/slo';
import { askHttp } from './http';
import { bytes, integer, remoteWrite, timeSeries, varint, zigzag } from './protobuf';
import { startTrial, type TrialPrometheus } from './trialPrometheus';

const MINUTE = 60;
const METRIC = 'native_seconds';

/** Requests a minute that took between a quarter and half a second, and between one and two. */
const REGIONS = { eu: { fast: 30, slow: 10 }, us: { fast: 10, slow: 10 } };

let prometheus: TrialPrometheus;
let to: number;

beforeAll(async () => {
  prometheus = await startTrial({ features: ['native-histograms'] });
  to = Math.floor(Date.now() / 1000 / 300) * 300;
  await remoteWrite(prometheus.api.url, history(to - 40 * MINUTE, to));
}, 60_000);

afterAll(() => prometheus.stop(), 30_000);

const slo: Slo = {
  id: 'native',
  tool: 'pyrra',
  upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
  service: 'shop',
  name: 'native',
  labels: {},
  objectiveRatio: 0.9,
  window: { kind: 'rolling', seconds: 28 * 86_400 },
  native: { upperBoundSeconds: 0.5, histogram: { type: 'selector', metric: METRIC, matchers: [] } },
  pairs: [],
  links: [],
  problems: [],
};

async function told(part: Partial<LatencyRequest>): Promise<Extract<Latency, { state: 'native' }>> {
  const range = { fromSeconds: to - 30 * MINUTE, toSeconds: to, stepSeconds: 300 };
  const request: LatencyRequest = { ...range, view: 'share', groupBy: '', ...part };
  const use = latencyUse(request, [slo], await askHttp(prometheus.api.url, planLatencySizes(request, [slo])));
  const [latency] = judgeLatency(
    request,
    [slo],
    use,
    await askHttp(prometheus.api.url, planLatency(request, [slo], use))
  );
  if (latency?.state !== 'native') {
    throw new Error(JSON.stringify(latency));
  }
  return latency;
}

it('has the share that was written, since the threshold is the bound of a bucket', async () => {
  const [line] = shareLines(await told({}));
  expect(line!.points).toHaveLength(6);
  line!.points.forEach((share) => expect(share).toBeCloseTo(40 / 60, 6));
});

it('has a share by region', async () => {
  const lines = shareLines(await told({ groupBy: 'region' }));
  expect(lines.map(({ group, points }) => [group, points[3]?.toFixed(6)])).toEqual([
    ['eu', '0.750000'],
    ['us', '0.500000'],
  ]);
});

it('has quantiles within the buckets that were written', async () => {
  const lines = quantileLines(await told({ view: 'quantiles' }));
  // Half of 60 is among the 40 fast ones; the 54th, 57th and 59.4th are slow.
  const buckets = { 0.5: [0.25, 0.5], 0.9: [1, 2], 0.95: [1, 2], 0.99: [1, 2] };
  expect(lines.map(({ ratio }) => ratio)).toEqual([0.5, 0.9, 0.95, 0.99]);
  for (const { ratio, points } of lines) {
    const [low, high] = buckets[ratio as keyof typeof buckets] as [number, number];
    points.forEach((value) => {
      expect(value).toBeGreaterThan(low);
      expect(value).toBeLessThanOrEqual(high);
    });
  }
});

/** A native histogram for every region, with a sample a minute. */
function history(fromSeconds: number, toSeconds: number): Buffer[] {
  const times = Array.from({ length: (toSeconds - fromSeconds) / MINUTE + 1 }, (_, index) => index);
  return Object.entries(REGIONS).map(([region, { fast, slow }]) =>
    timeSeries(
      { __name__: METRIC, region },
      times.map((index) => bytes(4, histogram(fast * index, slow * index, (fromSeconds + index * MINUTE) * 1000)))
    )
  );
}

/** Schema 0: bucket i holds what is above 2^(i-1) and at most 2^i. */
function histogram(fast: number, slow: number, milliseconds: number): Buffer {
  const span = (offset: number) => bytes(11, Buffer.concat([integer(1, zigzag(offset)), integer(2, 1)]));
  return Buffer.concat([
    integer(1, fast + slow),
    integer(4, zigzag(0)),
    // Buckets -1 and 1, one after another with one left out.
    span(-1),
    span(1),
    bytes(12, Buffer.from([...varint(zigzag(fast)), ...varint(zigzag(slow - fast))])),
    integer(15, milliseconds),
  ]);
}
