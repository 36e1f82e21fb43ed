import { selector } from '../../promql/ast';
import type { PartAnswer, ReadPart } from '../union';
import { sliceNumbers } from './judge';
import { sliceKey, slicesId, type SlicedSlo } from './plan';

const AT = 1_790_000_100;
const HOUR = 3600;

const slo: SlicedSlo = {
  id: 'one',
  tool: 'openslo',
  upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
  service: 'shop',
  name: 'cart',
  labels: {},
  objectiveRatio: 0.9,
  window: { kind: 'rolling', seconds: HOUR },
  excluded: [],
  slices: {
    kind: 'mean',
    seconds: 300,
    events: {
      counted: 'good',
      part: [{ sign: 1, selector: selector('good_total') }],
      total: [{ sign: 1, selector: selector('all_total') }],
    },
  },
  pairs: [],
  links: [],
  problems: [],
};

interface Held {
  mean?: number;
  rated?: number;
  busy?: number;
  seen?: number;
  counted?: number;
}

function answering(held: Held, warning?: string): ReadPart {
  const byKey = new Map(
    Object.entries({ counted: 1, ...held }).map(([asked, value]) => [
      JSON.stringify([slicesId(HOUR), sliceKey(slo, asked as keyof Held)]),
      value,
    ])
  );
  return (unionId, key): PartAnswer => {
    const value = byKey.get(JSON.stringify([unionId, key]));
    return {
      state: 'ok',
      warning,
      stepSeconds: undefined,
      series: value === undefined ? [] : [{ labels: {}, timesSeconds: [AT], values: [value] }],
    };
  };
}

const ratioOf = (held: Held, warning?: string) => sliceNumbers(slo, AT, answering(held, warning)).windowErrorRatio;

describe('the state of a number of slices', () => {
  it('is measured where all twelve of an hour were seen and had traffic', () => {
    const number = ratioOf({ mean: 0.75, rated: 12, busy: 12, seen: 12 });
    expect(number).toEqual({ state: 'measured', value: 0.25 });
  });

  it('is partial where half of them were seen', () => {
    const number = ratioOf({ mean: 0.75, rated: 6, busy: 6, seen: 6 });
    expect(number).toMatchObject({ state: 'partial', value: 0.25, coverageRatio: 0.5 });
  });

  it('counts slices whose good events cannot be told as not seen', () => {
    const number = ratioOf({ mean: 1, rated: 3, busy: 12, seen: 12 });
    expect(number).toMatchObject({ state: 'partial', coverageRatio: 0.25 });
  });

  it('has no number where there was traffic and no slice has a ratio', () => {
    expect(ratioOf({ busy: 12, seen: 12 })).toEqual({
      state: 'noData',
      value: null,
      reason: { kind: 'seriesMissing', metric: 'good_total' },
    });
  });

  it('has no number without traffic, and another reason without data', () => {
    expect(ratioOf({ seen: 12 }).state).toBe('noTraffic');
    expect(ratioOf({})).toMatchObject({ state: 'noData', reason: { metric: 'all_total' } });
  });

  it('is partial where the upstream restricts its own answer', () => {
    const number = ratioOf({ mean: 1, rated: 12, busy: 12, seen: 12 }, 'a store is down');
    expect(number).toMatchObject({ state: 'partial', reason: { kind: 'upstreamWarning', message: 'a store is down' } });
  });

  it('is an error where the upstream refuses', () => {
    const refused: ReadPart = () => ({
      state: 'failed',
      reason: { kind: 'queryFailed', cause: 'refused', message: 'no' },
    });
    expect(sliceNumbers(slo, AT, refused).windowErrorRatio).toMatchObject({ state: 'error', value: null });
  });
});

describe('what is wrong with it', () => {
  it('is a mean that is no share, which is shown as it is', () => {
    const { problems, windowErrorRatio } = sliceNumbers(
      slo,
      AT,
      answering({ mean: 1.5, rated: 12, busy: 12, seen: 12 })
    );
    expect(windowErrorRatio.value).toBe(-0.5);
    expect(problems).toEqual([{ kind: 'ratioOutOfRange', value: -0.5 }]);
  });

  it('is that excluded times are not left out', () => {
    const excluding = { ...slo, excluded: [{ startSeconds: AT - 600, endSeconds: AT - 300, exclusions: [] }] };
    const { problems } = sliceNumbers(excluding, AT, answering({ mean: 1, rated: 12, busy: 12, seen: 12 }));
    expect(problems).toEqual([{ kind: 'exclusionsIgnored' }]);
  });
});
