import { selector, type Matcher, type Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import type { EventsSli } from '../../slo/events';
import type { PartAnswer } from '../union';
import { countEvents } from './count';

const equals = (label: string, value: string): Matcher => ({ label, operator: '=', value });
const total = selector('requests', [equals('job', 'a')]);
const failed = selector('requests', [equals('job', 'a'), equals('code', '500')]);
const failures = selector('failures');
const probes = selector('probes');
const bucket = selector('seconds_bucket', [equals('le', '0.3')]);
const all = selector('seconds_bucket', [equals('le', '+Inf')]);

const term = (one: Selector, sign: 1 | -1 = 1) => ({ sign, selector: one });
const badOfTotal: EventsSli = { counted: 'bad', part: [term(failed)], total: [term(total)] };
const goodOfTotal: EventsSli = { ...badOfTotal, counted: 'good' };
const latency: EventsSli = {
  counted: 'good',
  part: [term(bucket)],
  total: [term(all)],
  threshold: { upperBound: 0.3, buckets: selector('seconds_bucket') },
};

/** Answers by selector; what is not named is absent, a text is a failure, `warned` restricts every answer. */
function events(held: ReadonlyArray<[Selector, number | string]>, warning?: string) {
  const byText = new Map(held.map(([one, value]) => [print(one), value]));
  return (one: Selector): PartAnswer => {
    const value = byText.get(print(one));
    if (typeof value === 'string') {
      return { state: 'failed', reason: { kind: 'queryFailed', cause: 'unavailable', message: value } };
    }
    const series = value === undefined ? [] : [{ labels: {}, timesSeconds: [0], values: [value] }];
    return { state: 'ok', series, warning, stepSeconds: undefined };
  };
}

describe('counted events', () => {
  it.each<[string, EventsSli, Array<[Selector, number]>, number, number]>([
    [
      'bad of all',
      badOfTotal,
      [
        [failed, 3],
        [total, 1000],
      ],
      3,
      0.003,
    ],
    [
      'good of all',
      goodOfTotal,
      [
        [failed, 990],
        [total, 1000],
      ],
      10,
      0.01,
    ],
    ['an absent error series beside a live total', badOfTotal, [[total, 1000]], 0, 0],
    [
      'terms that are added',
      { ...badOfTotal, part: [term(failed), term(failures)] },
      [
        [failed, 1],
        [failures, 2],
        [total, 100],
      ],
      3,
      0.03,
    ],
    [
      'an added term that is absent',
      { ...badOfTotal, part: [term(failed), term(failures)] },
      [
        [failed, 1],
        [total, 100],
      ],
      1,
      0.01,
    ],
    [
      'terms that are taken off',
      { ...badOfTotal, total: [term(total), term(probes, -1)] },
      [
        [failed, 1],
        [total, 100],
        [probes, 50],
      ],
      1,
      0.02,
    ],
    [
      'a latency below a bound',
      latency,
      [
        [bucket, 900],
        [all, 1000],
      ],
      100,
      0.1,
    ],
  ])('%s', (_, sli, held, bad, ratio) => {
    const counts = countEvents(sli, events(held), []);
    expect(counts.bad.value).toBeCloseTo(bad, 9);
    expect(counts.errorRatio).toMatchObject({ state: 'measured' });
    expect(counts.errorRatio.value).toBeCloseTo(ratio, 12);
    expect(counts.findings.filter(({ kind }) => kind !== 'noBadSeries')).toEqual([]);
  });

  it.each<[string, EventsSli, Array<[Selector, number | string]>, object]>([
    [
      'an absent total',
      badOfTotal,
      [[failed, 3]],
      { state: 'noData', reason: { kind: 'seriesMissing', metric: 'requests{job="a"}' } },
    ],
    [
      'one absent term of a total',
      { ...badOfTotal, total: [term(total), term(probes)] },
      [
        [failed, 1],
        [total, 5],
      ],
      { state: 'noData', reason: { kind: 'seriesMissing', metric: 'probes' } },
    ],
    [
      'an absent term that is taken off',
      { ...badOfTotal, part: [term(total), term(probes, -1)] },
      [[total, 5]],
      { state: 'noData', reason: { kind: 'seriesMissing', metric: 'probes' } },
    ],
    [
      'no events',
      badOfTotal,
      [
        [failed, 0],
        [total, 0],
      ],
      { state: 'noTraffic', reason: { kind: 'noEvents' } },
    ],
    ['a counter that is NaN', badOfTotal, [[total, NaN]], { state: 'noData', reason: { kind: 'notANumber' } }],
    [
      'an infinite counter',
      badOfTotal,
      [
        [failed, Infinity],
        [total, 5],
      ],
      { state: 'noData', reason: { kind: 'notANumber' } },
    ],
    ['a refused total', badOfTotal, [[total, 'no']], { state: 'error', reason: { message: 'no' } }],
    [
      'a refused part',
      badOfTotal,
      [
        [failed, 'no'],
        [total, 5],
      ],
      { state: 'error', reason: { message: 'no' } },
    ],
    [
      'a bucket that does not exist',
      latency,
      [[all, 5]],
      { state: 'noData', reason: { kind: 'bucketMissing', below: 0.25, above: 0.5 } },
    ],
  ])('%s gives no number', (_, sli, held, expected) => {
    const { errorRatio } = countEvents(sli, events(held), [0.1, 0.25, 0.5, Infinity, NaN]);
    expect(errorRatio).toMatchObject({ value: null, ...expected });
  });

  it('takes an optional term that is absent for zero, but not a total of nothing else', () => {
    const optional = (sli: EventsSli): EventsSli => ({
      ...sli,
      total: [term(total), { ...term(failures), optional: true }],
    });
    expect(
      countEvents(
        optional(badOfTotal),
        events([
          [failed, 1],
          [total, 10],
        ]),
        []
      ).errorRatio.value
    ).toBeCloseTo(0.1, 12);
    const nothing: EventsSli = { ...badOfTotal, total: [{ ...term(total), optional: true }] };
    expect(countEvents(nothing, events([[failed, 1]]), []).errorRatio).toMatchObject({ state: 'noData', value: null });
  });

  it('has no neighbours to name where there is no bucket at all', () => {
    const { errorRatio } = countEvents(latency, events([[all, 5]]), []);
    expect(errorRatio.reason).toEqual({ kind: 'bucketMissing', upperBound: 0.3, below: null, above: null });
  });

  it('counts everything as bad where no good event exists, and says so', () => {
    const { errorRatio, findings } = countEvents(goodOfTotal, events([[total, 10]]), []);
    expect(errorRatio.value).toBe(1);
    expect(findings).toEqual([{ kind: 'noGoodEvents', selector: 'requests{job="a", code="500"}' }]);
  });

  it('says that it has seen no bad event, since a misspelt selector sees none either', () => {
    expect(countEvents(badOfTotal, events([[total, 10]]), []).findings).toEqual([
      { kind: 'noBadSeries', selector: 'requests{job="a", code="500"}' },
    ]);
    expect(
      countEvents(
        badOfTotal,
        events([
          [total, 10],
          [failed, 0],
        ]),
        []
      ).findings
    ).toEqual([]);
  });

  it('doubts that there were no bad events where their metric does not exist', () => {
    const { errorRatio, findings } = countEvents({ ...badOfTotal, part: [term(failures)] }, events([[total, 10]]), []);
    expect(errorRatio.value).toBe(0);
    expect(findings).toEqual([{ kind: 'badMetricMissing', metric: 'failures' }]);
  });

  it.each([
    [11, 10, 1.1],
    [-1, 10, -0.1],
  ])('flags %d bad of %d and clamps nothing', (bad, all, ratio) => {
    const { errorRatio, findings } = countEvents(
      badOfTotal,
      events([
        [failed, bad],
        [total, all],
      ]),
      []
    );
    expect(errorRatio.value).toBeCloseTo(ratio, 12);
    expect(findings).toEqual([{ kind: 'ratioOutOfRange', value: errorRatio.value }]);
  });

  it('takes a rounding error for what it is', () => {
    const { findings } = countEvents(
      goodOfTotal,
      events([
        [failed, 1000.000_000_1],
        [total, 1000],
      ]),
      []
    );
    expect(findings).toEqual([]);
  });

  it('is partial where the upstream restricts its answer', () => {
    const { errorRatio } = countEvents(badOfTotal, events([[total, 10]], 'a store did not answer'), []);
    expect(errorRatio).toEqual({
      state: 'partial',
      value: 0,
      reason: { kind: 'upstreamWarning', message: 'a store did not answer' },
    });
  });
});
