import { createTheme, DataFrameType, FieldType, getDisplayProcessor, type DataFrame } from '@grafana/data';
import { unmeasured } from '../../core/budget/dataState';
import type { Latency, LatencyAbsence, LatencyGroup } from '../../core/query/latency/judge';
import type { LatencyRequest, LatencyView } from '../../core/query/latency/plan';
import type { Slo } from '../../core/slo/slo';
import { judgedSlo } from '../../core/query/testing';
import { latencyFrames } from './latency';

const AT = 497_222 * 3600;
const HOUR = 3600;

function slo(name: string): Slo {
  return judgedSlo(name, { labels: { team: 'waiters' } });
}

const LE = [
  { upperBound: 0.1, le: '0.1' },
  { upperBound: 0.3, le: '0.3' },
  { upperBound: Infinity, le: '+Inf' },
];

/** Three slots: with events, without any, without samples. */
function group(value: string | null, cumulative: readonly [number, number, number]): LatencyGroup {
  const slot = (counts: readonly number[]) =>
    LE.map(({ upperBound }, index) => ({ upperBound, cumulative: counts[index]! }));
  return { value, bounds: LE, slots: [slot(cumulative), slot([0, 0, 0]), null] };
}

type Told = Extract<Latency, { state: 'ok' }>;

function told(part: Partial<Told> = {}, thresholdBound = 0.3, metric = 'h_seconds_bucket'): Told {
  return {
    state: 'ok',
    slo: slo('latency'),
    histogram: { buckets: { type: 'selector', metric, matchers: [] }, thresholdBound, countsSame: true },
    stretch: { startSeconds: AT, slotSeconds: HOUR, slots: 3 },
    coarser: false,
    groups: [group(null, [40, 90, 100])],
    ...part,
  };
}

const asked = (view: LatencyView, groupBy = ''): LatencyRequest => ({
  fromSeconds: AT,
  toSeconds: AT + 3 * HOUR,
  stepSeconds: 300,
  view,
  groupBy,
});

const frames = (view: LatencyView, all: readonly Latency[], { groupBy = '', untimed = 0 } = {}) =>
  latencyFrames('A', asked(view, groupBy), all, untimed);
const notices = (all: readonly DataFrame[]) =>
  all[0]?.meta?.notices?.map(({ severity, text }) => `${severity}: ${text}`);
const lines = ([frame]: readonly DataFrame[]) =>
  frame!.fields.slice(1).map(({ config, values }) => [config.displayNameFromDS, [...values]]);

const SLOT = 'info: Each point tells the 1h before it.';
const ESTIMATE =
  'info: Quantiles are estimates: the requests of a bucket are taken as spread evenly over it. The share within the threshold is exact.';

describe('share', () => {
  it('has gaps where there was no traffic or no sample, and the objective beside it', () => {
    const all = frames('share', [told()]);
    expect(all).toHaveLength(1);
    expect(all[0]!.fields[0]).toMatchObject({
      type: FieldType.time,
      values: [1, 2, 3].map((slot) => (AT + slot * HOUR) * 1000),
    });
    expect(lines(all)).toEqual([
      ['orders / latency within 300 ms', [0.9, null, null]],
      ['orders / latency: objective', [0.99, 0.99, 0.99]],
    ]);
    expect(all[0]!.fields[1]).toMatchObject({
      name: 'share',
      labels: { team: 'waiters', service: 'orders', slo: 'latency' },
      config: { unit: 'percentunit' },
    });
    expect(notices(all)).toEqual([SLOT]);
  });

  it('has a line for every group', () => {
    const groups = [group('', [1, 2, 4]), group('eu', [1, 3, 4])];
    const all = frames('share', [told({ groups })], { groupBy: 'region' });
    expect(lines(all)).toEqual([
      ['orders / latency, no region within 300 ms', [0.5, null, null]],
      ['orders / latency, eu within 300 ms', [0.75, null, null]],
      ['orders / latency: objective', [0.99, 0.99, 0.99]],
    ]);
    expect(all[0]!.fields.map(({ labels }) => labels?.region)).toEqual([undefined, undefined, 'eu', undefined]);
  });

  it('is not made up between two bounds', () => {
    const all = frames('share', [told({}, 0.25)]);
    expect(all.map(({ fields }) => fields)).toEqual([[]]);
    expect(notices(all)).toEqual([
      'warning: orders / latency: The histogram has no bucket up to 0.25, and nothing is interpolated. Its nearest are 0.1, 0.3.',
      SLOT,
    ]);
  });

  it('says where the SLO counts other events', () => {
    const one = told();
    const all = frames('share', [{ ...one, histogram: { ...one.histogram, countsSame: false } }]);
    expect(notices(all)).toEqual([
      'info: orders / latency: of what h_seconds_bucket counts; the SLO counts other events.',
      SLOT,
    ]);
  });
});

describe('quantiles', () => {
  it('are in seconds, with the threshold beside them, and say where they are more', () => {
    const all = frames('quantiles', [told()]);
    expect(lines(all)).toEqual([
      // 10 of the 50 between 0.1 and 0.3.
      ['p50', [expect.closeTo(0.14, 12), null, null]],
      ['p90', [expect.closeTo(0.3, 12), null, null]],
      ['p95', [0.3, null, null]],
      ['p99', [0.3, null, null]],
      ['threshold', [0.3, 0.3, 0.3]],
    ]);
    expect(all[0]!.fields.slice(1).map(({ config }) => config.unit)).toEqual(Array(5).fill('s'));
    expect(all[0]!.fields[1]!.labels).toMatchObject({ quantile: '0.5', slo: 'latency' });
    expect(notices(all)).toEqual([
      'warning: p95: more than the largest bound, 300 ms, at 1 of 3 points.',
      'warning: p99: more than the largest bound, 300 ms, at 1 of 3 points.',
      SLOT,
      ESTIMATE,
    ]);
  });

  it('name the SLO and the group where there are several', () => {
    const groups = [group('eu', [1, 3, 4])];
    const [frame] = frames('quantiles', [told({ groups }), told({ slo: slo('other') })], { groupBy: 'region' });
    expect(frame!.fields[1]!.config.displayNameFromDS).toBe('orders / latency, eu p50');
    const [alone] = frames('quantiles', [told({ groups })], { groupBy: 'region' });
    expect(alone!.fields.slice(1).map(({ config }) => config.displayNameFromDS)).toEqual([
      'eu p50',
      'eu p90',
      'eu p95',
      'eu p99',
      'threshold',
    ]);
  });

  it('are in milliseconds where the metric says so', () => {
    const [frame] = frames('quantiles', [told({}, 300, 'h_milliseconds_bucket')]);
    expect(frame!.fields[1]!.config.unit).toBe('ms');
  });
});

describe('heatmap', () => {
  it('has a field for every bucket as the heatmap panel wants them', () => {
    const [frame] = frames('heatmap', [told()]);
    expect(frame!.meta?.type).toBe(DataFrameType.HeatmapRows);
    expect(frame!.fields[0]!.config.interval).toBe(HOUR * 1000);
    expect(frame!.fields.slice(1).map(({ name, labels, values }) => [name, labels, [...values]])).toEqual([
      ['0.1', { le: '0.1' }, [40, 0, null]],
      ['0.3', { le: '0.3' }, [50, 0, null]],
      ['+Inf', { le: '+Inf' }, [10, 0, null]],
    ]);
    const shown = frame!.fields.slice(1).map((field) => getDisplayProcessor({ field, theme: createTheme() })(40).text);
    expect(shown).toEqual(['40', '40', '40']);
  });

  it('says that a panel draws one', () => {
    const all = frames('heatmap', [told(), told({ slo: slo('other') })]);
    expect(all).toHaveLength(2);
    expect(notices(all)?.[0]).toBe('warning: A heatmap panel draws one of these 2 SLOs. Choose one.');
  });
});

describe('a native histogram', () => {
  const native = (what: 'share' | number): Latency => ({
    state: 'native',
    slo: slo('latency'),
    histogram: { upperBoundSeconds: 0.5, histogram: { type: 'selector', metric: 'h', matchers: [] } },
    stretch: { startSeconds: AT, slotSeconds: HOUR, slots: 2 },
    coarser: false,
    lines: [{ group: null, what, points: [0.25, null] }],
  });

  it('has a share that is said not to be exact', () => {
    const all = frames('share', [native('share')]);
    expect(lines(all)).toEqual([
      ['orders / latency within 500 ms', [0.25, null]],
      ['orders / latency: objective', [0.99, 0.99]],
    ]);
    expect(notices(all)).toEqual([
      'info: orders / latency: Prometheus interpolates the share within a bucket of its native histogram, so it is not exact.',
      SLOT,
    ]);
  });

  it('has quantiles', () => {
    expect(lines(frames('quantiles', [native(0.9)]))).toEqual([
      ['p90', [0.25, null]],
      ['threshold', [0.5, 0.5]],
    ]);
  });

  it('has no heatmap', () => {
    const all = frames('heatmap', [{ state: 'absent', slo: slo('latency'), absence: { kind: 'nativeHeatmap' } }]);
    expect(notices(all)).toEqual([
      'warning: orders / latency: no heatmap is made of its native histogram. Ask the Prometheus data source for it.',
    ]);
  });
});

describe('what is missing', () => {
  const absent = (name: string, absence: LatencyAbsence): Latency => ({ state: 'absent', slo: slo(name), absence });

  it('is said, each thing once', () => {
    const all = frames(
      'share',
      [
        absent('a', { kind: 'tooMany' }),
        absent('b', { kind: 'groupedByBound' }),
        absent('c', {
          kind: 'unmeasured',
          what: unmeasured('error', { kind: 'queryFailed', cause: 'unavailable', message: 'timeout' }),
        }),
        told({ coarser: true }),
      ],
      { untimed: 7 }
    );
    expect(all).toHaveLength(1);
    expect(notices(all)).toEqual([
      'warning: 1 SLO is left out, because it would take too many samples: orders / a. Choose fewer services or SLOs, or a shorter range or window.',
      'warning: orders / b: the label le tells the buckets of a histogram apart. Group by another one.',
      expect.stringMatching(/^warning: orders \/ c: .*timeout/),
      'info: Each point tells the 1h before it, not 5m, because there would be too many points. Choose fewer SLOs, a shorter range or a label with fewer values.',
      'info: 7 SLOs are left out, because they are not counted by a threshold on a histogram.',
    ]);
  });

  it('is said where there is no SLO about latency at all', () => {
    const all = frames('heatmap', [], { untimed: 1 });
    expect(all.map(({ fields }) => fields)).toEqual([[]]);
    expect(notices(all)).toEqual(['info: 1 SLO is left out, because it is not counted by a threshold on a histogram.']);
    expect(frames('share', [])).toEqual([]);
  });
});
