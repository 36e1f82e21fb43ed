import fc from 'fast-check';
import type { Matcher, Selector } from '../../promql/ast';
import type { Slo } from '../../slo/slo';
import type { Answer, Answers, Series } from '../port';
import { judgedSlo } from '../testing';
import { judgeLatency, type Latency } from './judge';
import { latencyUse, planLatency, planLatencySizes, type LatencyRequest } from './plan';

const HOUR = 3600;
const request: LatencyRequest = { fromSeconds: 0, toSeconds: 2 * HOUR, stepSeconds: HOUR, view: 'share', groupBy: '' };
const job: Matcher = { label: 'job', operator: '=', value: 'shop' };
const of = (metric: string, ...matchers: Matcher[]): Selector => ({
  type: 'selector',
  metric,
  matchers: [job, ...matchers],
});

function slo(name: string, metric = 'h'): Slo {
  return judgedSlo(name, {
    events: {
      counted: 'good',
      part: [{ sign: 1, selector: of(`${metric}_bucket`, { label: 'le', operator: '=', value: '0.3' }) }],
      total: [{ sign: 1, selector: of(`${metric}_count`) }],
      threshold: { upperBound: 0.3, buckets: of(`${metric}_bucket`) },
    },
  });
}

const { events: _, ...withoutEvents } = slo('native');
const native: Slo = {
  ...withoutEvents,
  native: { upperBoundSeconds: 0.5, histogram: of('h') },
};

const ok = (...series: Series[]): Answer => ({ state: 'ok', series, warnings: [] });
const KEY = 'h_bucket{job="shop"}';
const bucket = (le: string, values: number[], labels = {}, key = KEY): Series => ({
  labels: { slo_part: key, le, ...labels },
  timesSeconds: [HOUR, 2 * HOUR],
  values,
});

function sized(series: number): Answers {
  return new Map([['latencySizes#0', ok({ labels: { slo_part: KEY }, timesSeconds: [0], values: [series] })]]);
}

function told(answer: Answer, part: Partial<LatencyRequest> = {}, slos: readonly Slo[] = [slo('fast')]): Latency[] {
  const asked = { ...request, ...part };
  const use = latencyUse(asked, slos, sized(5));
  const answers = new Map(planLatency(asked, slos, use).map(({ id }) => [id, answer] as const));
  return judgeLatency(asked, slos, use, answers);
}

describe('plan', () => {
  it('asks once for the increase of every bucket', () => {
    const slos = [slo('a'), slo('b')];
    expect(planLatencySizes(request, slos).map(({ promql }) => promql)).toEqual([
      'label_replace(count(group by (le) (h_bucket{job="shop"})), "slo_part", "h_bucket{job=\\"shop\\"}", "", "")',
    ]);
    expect(planLatency(request, slos, latencyUse(request, slos, sized(5)))).toMatchObject([
      {
        kind: 'range',
        promql:
          // Two slots of at most a million points.
          'label_replace(topk(500000, sum by (le) (increase(h_bucket{job="shop"}[1h]))), "slo_part", "h_bucket{job=\\"shop\\"}", "", "")',
        startSeconds: HOUR,
        endSeconds: 2 * HOUR,
        stepSeconds: HOUR,
      },
    ]);
  });

  it.each(['share', 'quantiles'] as const)('groups %s by a label', (view) => {
    const grouped = { ...request, view, groupBy: 'region' };
    const [query] = planLatency(grouped, [slo('a')], latencyUse(grouped, [slo('a')], sized(5)));
    expect(query!.promql).toContain('sum by (le, region) (increase(');
  });

  it('never groups a heatmap', () => {
    const grouped = { ...request, view: 'heatmap' as const, groupBy: 'region' };
    const [query] = planLatency(grouped, [slo('a')], latencyUse(grouped, [slo('a')], sized(5)));
    expect(query!.promql).toContain('sum by (le) (increase(');
  });

  it('leaves out what is no threshold on a histogram', () => {
    const { events, ...rest } = slo('recorded');
    expect(events).toBeDefined();
    expect(planLatencySizes(request, [rest])).toEqual([]);
    expect(told(ok(), {}, [rest])).toEqual([]);
  });

  it('counts at least 5 minutes at a time, whatever the step', () => {
    const fine = { ...request, stepSeconds: 60 };
    expect(latencyUse(fine, [slo('a')], sized(5))).toMatchObject({
      stretch: { slotSeconds: 300, slots: 24 },
      coarser: false,
    });
  });

  it('takes longer steps where there are many series', () => {
    const month = { ...request, toSeconds: 30 * 86_400, stepSeconds: 300 };
    const use = latencyUse(month, [slo('a')], sized(2000));
    expect(use.coarser).toBe(true);
    expect(use.stretch.slots * 2000).toBeLessThanOrEqual(2_000_000);
    expect(use.stretch.slots).toBeGreaterThanOrEqual(50);
    expect(latencyUse(month, [slo('a')], sized(10)).coarser).toBe(false);
  });

  it('has room for twice the series that were counted, at whatever step, and brings no more than is allowed', () => {
    const number = (min: number, max: number) => fc.integer({ min, max });
    fc.assert(
      fc.property(
        number(1, 5000),
        number(1, 90 * 24),
        number(60, 86_400),
        number(1000, 1_000_000),
        (size, hours, stepSeconds, mostPoints) => {
          const asked = { ...request, toSeconds: hours * HOUR, stepSeconds, mostPoints };
          const use = latencyUse(asked, [slo('a')], sized(size));
          const [most] = [...use.mostSeries.values()];
          if (most === undefined) {
            expect(size * 2 * 100).toBeGreaterThan(mostPoints);
          } else {
            expect(most * use.stretch.slots).toBeLessThanOrEqual(mostPoints);
            expect(most).toBeGreaterThanOrEqual(2 * size);
          }
        }
      )
    );
  });

  it('leaves out what has too many series for any step', () => {
    const slos = [slo('many'), slo('few', 'other')];
    const use = latencyUse(request, slos, sized(50_000));
    expect([...use.mostSeries.keys()]).toEqual(['other_bucket{job="shop"}']);
    const answers = new Map(
      planLatency(request, slos, use).map(({ id }) => [
        id,
        ok(
          bucket('0.3', [1, 1], {}, 'other_bucket{job="shop"}'),
          bucket('+Inf', [2, 2], {}, 'other_bucket{job="shop"}')
        ),
      ])
    );
    expect(judgeLatency(request, slos, use, answers)).toMatchObject([
      { state: 'absent', absence: { kind: 'tooMany' } },
      { state: 'ok' },
    ]);
  });
});

describe('judge', () => {
  it('tells nothing where more series came within the range than there is room for', () => {
    const slos = [slo('a')];
    const tight = { ...request, mostPoints: 4000 };
    const use = latencyUse(tight, slos, sized(2));
    // Two slots of 4,000 points.
    expect([...use.mostSeries.values()]).toEqual([2000]);
    const judged = (series: number) => {
      const many = Array.from({ length: series }, (_, index) => bucket(String(index), [1, 1]));
      const answers = new Map(planLatency(tight, slos, use).map(({ id }) => [id, ok(...many)]));
      return judgeLatency(tight, slos, use, answers);
    };
    expect(judged(1999)).toMatchObject([{ state: 'ok' }]);
    expect(judged(2000)).toMatchObject([{ state: 'absent', absence: { kind: 'tooMany' } }]);
  });

  it('tells the buckets of every slot, in order and each bound once', () => {
    const answer = ok(bucket('+Inf', [10, 0]), bucket('0.30', [3, 0]), bucket('0.3', [5, 0]), bucket('0.1', [1, 0]));
    const [latency] = told(answer);
    expect(latency).toMatchObject({ state: 'ok', stretch: { startSeconds: 0, slotSeconds: HOUR, slots: 2 } });
    expect(latency?.state === 'ok' && latency.groups).toEqual([
      {
        value: null,
        bounds: [
          { upperBound: 0.1, le: '0.1' },
          { upperBound: 0.3, le: '0.30' },
          { upperBound: Infinity, le: '+Inf' },
        ],
        slots: [
          [
            { upperBound: 0.1, cumulative: 1 },
            { upperBound: 0.3, cumulative: 8 },
            { upperBound: Infinity, cumulative: 10 },
          ],
          [
            { upperBound: 0.1, cumulative: 0 },
            { upperBound: 0.3, cumulative: 0 },
            { upperBound: Infinity, cumulative: 0 },
          ],
        ],
      },
    ]);
  });

  it('tells groups apart, those without the label among them', () => {
    const regions = [{ region: 'us' }, {}, { region: 'eu' }];
    const answer = ok(...regions.flatMap((labels) => [bucket('0.3', [1, 1], labels), bucket('+Inf', [2, 2], labels)]));
    const [latency] = told(answer, { groupBy: 'region' });
    expect(latency?.state === 'ok' && latency.groups.map(({ value }) => value)).toEqual(['', 'eu', 'us']);
  });

  it('has no number for a slot without samples', () => {
    const late = { ...bucket('+Inf', [10]), timesSeconds: [2 * HOUR] };
    const [latency] = told(ok(late));
    expect(latency?.state === 'ok' && latency.groups[0]!.slots.map((slot) => slot === null)).toEqual([true, false]);
  });

  it.each<[string, Answer, Partial<LatencyRequest>, object]>([
    [
      'nothing',
      ok(),
      {},
      { kind: 'unmeasured', what: { state: 'noData', reason: { kind: 'seriesMissing', metric: KEY } } },
    ],
    [
      'a failure',
      { state: 'failed', message: 'timeout', cause: 'unavailable' },
      {},
      {
        kind: 'unmeasured',
        what: { state: 'error', reason: { kind: 'queryFailed', cause: 'unavailable', message: 'timeout' } },
      },
    ],
    [
      'another step',
      { ...ok(bucket('+Inf', [1, 1])), stepSeconds: 2 * HOUR } as Answer,
      {},
      { kind: 'stepChanged', wantedSeconds: HOUR, gotSeconds: 2 * HOUR },
    ],
    ['groups of the buckets', ok(bucket('+Inf', [1, 1])), { groupBy: 'le' }, { kind: 'groupedByBound' }],
  ])('%s tells nothing', (_, answer, part, absence) => {
    expect(told(answer, part)).toMatchObject([{ state: 'absent', absence }]);
  });
});

describe('a native histogram', () => {
  const texts = (part: Partial<LatencyRequest>) => {
    const asked = { ...request, ...part };
    return planLatency(asked, [native], latencyUse(asked, [native], sized(5))).map(({ union }) =>
      union?.parts.map(({ promql }) => promql.replace(/^label_replace\((.*), "slo_part", .*$/, '$1'))
    );
  };

  it('is asked for what Prometheus tells of it', () => {
    expect(planLatencySizes({ ...request, groupBy: 'region' }, [native])[0]!.promql).toContain(
      'count(group by (region) (h{job="shop"}))'
    );
    expect(texts({})).toEqual([['topk(500000, histogram_fraction(0, 0.5, sum(increase(h{job="shop"}[1h]))))']]);
    expect(texts({ view: 'quantiles', groupBy: 'region' })).toEqual([
      [0.5, 0.9, 0.95, 0.99].map(
        (ratio) => `topk(125000, histogram_quantile(${ratio}, sum by (region) (increase(h{job="shop"}[1h]))))`
      ),
    ]);
    expect(texts({ view: 'heatmap' })).toEqual([]);
  });

  const line = (key: string, values: number[], labels = {}): Series => ({
    labels: { slo_part: key, ...labels },
    timesSeconds: [HOUR, 2 * HOUR],
    values,
  });

  it('has shares, and none where there was no traffic', () => {
    const answer = ok(line('["share","h{job=\\"shop\\"}",0.5]', [0.9, NaN]));
    const [latency] = told(answer, {}, [native]);
    expect(latency).toMatchObject({ state: 'native', lines: [{ group: null, what: 'share', points: [0.9, null] }] });
  });

  it('has quantiles by group', () => {
    const answer = ok(
      line('[0.5,"h{job=\\"shop\\"}"]', [1, 2], { region: 'us' }),
      line('[0.5,"h{job=\\"shop\\"}"]', [3, 4], { region: 'eu' }),
      line('[0.99,"h{job=\\"shop\\"}"]', [5, 6], { region: 'eu' })
    );
    const [latency] = told(answer, { view: 'quantiles', groupBy: 'region' }, [native]);
    expect(latency?.state === 'native' && latency.lines).toEqual([
      { group: 'eu', what: 0.5, points: [3, 4] },
      { group: 'us', what: 0.5, points: [1, 2] },
      { group: 'eu', what: 0.99, points: [5, 6] },
    ]);
  });

  it.each<[string, Answer, Partial<LatencyRequest>, object]>([
    ['nothing', ok(), {}, { kind: 'unmeasured', what: { state: 'noData' } }],
    ['heatmaps', ok(), { view: 'heatmap' }, { kind: 'nativeHeatmap' }],
    [
      'a failure',
      { state: 'failed', message: 'unknown function', cause: 'refused' },
      {},
      {
        kind: 'unmeasured',
        what: { state: 'error', reason: { kind: 'queryFailed', cause: 'refused', message: 'unknown function' } },
      },
    ],
  ])('%s tells nothing', (_, answer, part, absence) => {
    expect(told(answer, part, [native])).toMatchObject([{ state: 'absent', absence }]);
  });
});
