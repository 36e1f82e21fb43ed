import { judgeLatency, type Latency } from '../../src/core/query/latency/judge';
import { latencyUse, planLatency, planLatencySizes, type LatencyRequest } from '../../src/core/query/latency/plan';
import { heatmapRows, quantileLines, shareLines } from '../../src/core/query/latency/views';
import type { Slo } from '../../src/core/slo/slo';
import { componentsOf, minuteEvents } from '../../demo/events';
import { sources } from '../../demo/services';
import { createWorld } from '../../demo/stories';
import { countedSlos } from './demoEvents';
import { demoHistory } from './demoHistory';
import { askHttp } from './http';

const HOUR = 3600;
const HISTORY_DAYS = 35;

const history = demoHistory();
let to: number;

beforeAll(async () => {
  to = Math.floor(history.anchorSeconds / HOUR) * HOUR;
}, 120_000);

jest.setTimeout(60_000);

const idOf = ({ service, name }: Slo) => `${service}-${name}`;
const demoSlo = (id: string) => countedSlos.filter((slo) => idOf(slo) === id);

async function latencies(own: readonly Slo[], part: Partial<LatencyRequest> = {}): Promise<Latency[]> {
  const request = {
    fromSeconds: to - 6 * HOUR,
    toSeconds: to,
    stepSeconds: HOUR,
    view: 'share',
    groupBy: '',
    ...part,
  } satisfies LatencyRequest;
  const use = latencyUse(request, own, await askHttp(history.url, planLatencySizes(request, own)));
  return judgeLatency(request, own, use, await askHttp(history.url, planLatency(request, own, use)));
}

async function only(own: readonly Slo[], part: Partial<LatencyRequest> = {}) {
  const [latency, ...others] = await latencies(own, part);
  if (latency?.state !== 'ok' || others.length > 0) {
    throw new Error(JSON.stringify(latency));
  }
  const { startSeconds, slotSeconds } = latency.stretch;
  return { latency, endOf: (slot: number) => startSeconds + (slot + 1) * slotSeconds };
}

/** The answer to a PromQL written by hand: values by one label. */
async function raw(promql: string, at: number, label = ''): Promise<Map<string, number>> {
  const url = `${history.url}/api/v1/query?${new URLSearchParams({ query: promql, time: String(at) })}`;
  const body = (await (await fetch(url)).json()) as {
    data: { result: Array<{ metric: Record<string, string>; value: [number, string] }> };
  };
  return new Map(body.data.result.map(({ metric, value }) => [metric[label] ?? '', Number(value[1])]));
}

const PLACES = {
  'reservations-latency-eu': 'service="reservations",region="eu",provider="aws"',
  'orders-latency-us': 'service="orders",region="us",provider="gcp"',
  'kitchen-latency-eu': 'service="kitchen",region="eu",provider="aws"',
  'payments-latency-us': 'service="payments",region="us",provider="gcp"',
} as const;
const ids = Object.keys(PLACES) as Array<keyof typeof PLACES>;
const buckets = (id: keyof typeof PLACES) => `http_request_duration_seconds_bucket{${PLACES[id]}}`;

it('tells only SLOs that are about latency', async () => {
  const found = await latencies(countedSlos);
  expect(found.map(({ slo, state }) => [idOf(slo), state]).sort()).toEqual([...ids].sort().map((id) => [id, 'ok']));
});

describe.each(ids)('%s', (id) => {
  it('has every hour the share of requests that the generator let pass in time', async () => {
    const { latency, endOf } = await only(demoSlo(id));
    const [line] = shareLines(latency);
    expect(line).toMatchObject({ group: null, missing: null });
    expect(line!.points).toHaveLength(6);
    line!.points.forEach((share, slot) => {
      const { bad, total } = history.truth.eventCounts(id, endOf(slot) - HOUR, endOf(slot));
      expect(Math.abs(share! - (1 - bad / total))).toBeLessThan(0.001 + 0.03 * (bad / total));
    });
  });

  it('has the quantiles that Prometheus itself gives', async () => {
    const { latency, endOf } = await only(demoSlo(id), { view: 'quantiles' });
    const lines = quantileLines(latency);
    expect(lines.map(({ ratio }) => ratio)).toEqual([0.5, 0.9, 0.95, 0.99]);
    for (const { ratio, points, above } of lines) {
      expect(above).toBe(0);
      for (const slot of [0, 3, 5]) {
        const promql = `histogram_quantile(${ratio}, sum by (le) (rate(${buckets(id)}[1h])))`;
        expect(points[slot]).toBeCloseTo((await raw(promql, endOf(slot))).get('')!, 9);
      }
    }
  });

  it('has in its heatmap every request that the generator made, in its bucket', async () => {
    const { latency, endOf } = await only(demoSlo(id), { view: 'heatmap' });
    const rows = heatmapRows(latency.groups[0]!);
    expect(rows.map(({ le }) => le)).toEqual([
      '0.05',
      '0.1',
      '0.2',
      '0.3',
      '0.5',
      '0.75',
      '1.0',
      '1.5',
      '2.5',
      '5.0',
      '+Inf',
    ]);
    expect(rows.flatMap(({ counts }) => counts).filter((count) => count === null || count < 0)).toEqual([]);
    for (const slot of [0, 5]) {
      const made = madeBetween(id, endOf(slot) - HOUR, endOf(slot));
      const total = made.at(-1)!;
      const shown = rows.map(({ counts }) => counts[slot]!);
      expect(shown.reduce((sum, count) => sum + count, 0) / total).toBeCloseTo(1, 2);
      shown.forEach((count, index) => {
        const alone = made[index]! - (made[index - 1] ?? 0);
        expect(Math.abs(count - alone)).toBeLessThan(2 + 0.03 * alone);
      });
    }
  });
});

/** Requests of the source of an SLO by bucket, cumulative, as the generator draws them minute by minute. */
function madeBetween(id: keyof typeof PLACES, fromSeconds: number, toSeconds: number): number[] {
  const { anchorSeconds, seed } = history;
  const world = createWorld({ anchorSeconds, seed, historyDays: HISTORY_DAYS });
  const [service, , region] = id.split('-');
  const source = sources.find((one) => one.kind === 'http' && one.service === service && one.region === region);
  if (source?.kind !== 'http') {
    throw new Error(id);
  }
  const components = componentsOf(source);
  const events = minuteEvents(world, source);
  const sums = new Float64Array(components.length);
  const drawn = new Float64Array(components.length);
  for (let minute = fromSeconds / 60; minute < toSeconds / 60; minute++) {
    events(minute, drawn);
    drawn.forEach((count, index) => (sums[index]! += count));
  }
  return components.flatMap(({ labels }, index) => (labels['le'] === undefined ? [] : [sums[index]!]));
}

describe('all orders', () => {
  const [model] = demoSlo('orders-latency-us');
  const metric = 'http_request_duration_seconds_bucket';
  const service = { label: 'service', operator: '=', value: 'orders' } as const;
  const orders = (le: string): Slo => ({
    ...model!,
    events: {
      counted: 'bad',
      part: [
        { sign: 1, selector: { type: 'selector', metric: 'http_request_duration_seconds_count', matchers: [service] } },
        {
          sign: -1,
          selector: { type: 'selector', metric, matchers: [service, { label: 'le', operator: '=', value: le }] },
        },
      ],
      total: [
        { sign: 1, selector: { type: 'selector', metric: 'http_request_duration_seconds_count', matchers: [service] } },
      ],
    },
  });

  it('of a count less a bucket are told by region', async () => {
    const { latency, endOf } = await only([orders('0.3')], { groupBy: 'region' });
    const lines = shareLines(latency);
    expect(lines.map(({ group }) => group)).toEqual(['eu', 'us']);
    const promql = `sum by (region) (rate(${metric}{service="orders",le="0.3"}[1h])) / sum by (region) (rate(http_request_duration_seconds_count{service="orders"}[1h]))`;
    const expected = await raw(promql, endOf(4), 'region');
    for (const { group, points } of lines) {
      expect(points[4]).toBeCloseTo(expected.get(group!)!, 4);
    }
  });

  it('have quantiles by region', async () => {
    const { latency, endOf } = await only([orders('0.3')], { view: 'quantiles', groupBy: 'region' });
    const promql = `histogram_quantile(0.95, sum by (le, region) (increase(${metric}{service="orders"}[1h])))`;
    const expected = await raw(promql, endOf(4), 'region');
    const lines = quantileLines(latency).filter(({ ratio }) => ratio === 0.95);
    expect(lines.map(({ group, points }) => [group, points[4]!.toFixed(9)])).toEqual(
      ['eu', 'us'].map((region) => [region, expected.get(region)!.toFixed(9)])
    );
  });

  it('have no share within a threshold that is no bound, and say which bounds are beside it', async () => {
    const { latency } = await only([orders('0.4')]);
    expect(shareLines(latency)).toMatchObject([
      {
        points: Array(6).fill(null),
        missing: { reason: { kind: 'bucketMissing', upperBound: 0.4, below: 0.3, above: 0.5 } },
      },
    ]);
  });

  it('come over a month at the step that is asked for, restarts and all', async () => {
    const { latency, endOf } = await only([orders('0.3')], { fromSeconds: to - 30 * 24 * HOUR, stepSeconds: 6 * HOUR });
    const [line] = shareLines(latency);
    expect(line!.points).toHaveLength(120);
    expect(line!.points.filter((share) => share === null || share < 0 || share > 1)).toEqual([]);
    const restarts = await raw(`sum(resets(${metric}{service="orders",le="+Inf"}[30d]))`, to);
    expect(restarts.get('')).toBeGreaterThan(0);
    const rows = heatmapRows(latency.groups[0]!);
    const all = rows.flatMap(({ counts }) => counts).reduce<number>((sum, count) => sum + count!, 0);
    const counted = await raw('sum(increase(http_request_duration_seconds_count{service="orders"}[30d]))', endOf(119));
    expect(all / counted.get('')!).toBeCloseTo(1, 2);
  });
});

it('asks of a native histogram what this server understands, though it has none', async () => {
  const [{ events: _, ...model }] = demoSlo('orders-latency-us') as [Slo];
  const native = {
    upperBoundSeconds: 0.3,
    histogram: { type: 'selector' as const, metric: 'http_request_duration_seconds', matchers: [] },
  };
  for (const view of ['share', 'quantiles'] as const) {
    expect(await latencies([{ ...model, native }], { view, groupBy: 'region' })).toMatchObject([
      { state: 'absent', absence: { kind: 'unmeasured', what: { state: 'noData' } } },
    ]);
  }
});

it('costs two requests, whatever the number of SLOs', async () => {
  const request = { fromSeconds: to - HOUR, toSeconds: to, stepSeconds: 300, view: 'share', groupBy: '' } as const;
  const count = (own: readonly Slo[]) => {
    const use = latencyUse(request, own, new Map());
    return [planLatencySizes(request, own).length, planLatency(request, own, use).length];
  };
  expect(count(countedSlos)).toEqual([1, 1]);
  expect(count(demoSlo('orders-latency-us'))).toEqual([1, 1]);
});
