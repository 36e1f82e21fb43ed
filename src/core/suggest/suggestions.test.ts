import { parser } from '@prometheus-io/lezer-promql';
import type { Answer, Series } from '../query/port';
import { UNION_LABEL } from '../query/union';
import type { AvailabilityFamily, LatencyFamily, MetricFamily } from './family';
import { planSuggestions, readSuggestions } from './suggestions';
import { AT, answersOf, sample } from './testing';

function counter(service: string, metric = 'http_requests_total'): AvailabilityFamily {
  return {
    kind: 'availability',
    metric,
    service: { label: 'service', value: service },
    seriesCount: 4,
    failed: { label: 'code', operator: '=~', value: '5..' },
  };
}

function histogram(service: string): LatencyFamily {
  return {
    kind: 'latency',
    metric: 'http_request_duration_seconds_bucket',
    service: { label: 'service', value: service },
    seriesCount: 12,
    unit: 'seconds',
  };
}

const families = [counter('orders'), counter('payments'), counter('orders', 'mails_total'), histogram('orders')];

/** The key by which the plan asks for a family. */
function tagOf(family: MetricFamily): string {
  return planSuggestions([family], AT)[0]?.union?.parts[0]?.key ?? '';
}

function of(family: MetricFamily, value: number, labels: Record<string, string> = {}): Series {
  return sample({ service: family.service.value, [UNION_LABEL]: tagOf(family), ...labels }, value);
}

function buckets(family: LatencyFamily, counts: Record<string, number>): Series[] {
  return Object.entries(counts).map(([le, value]) => of(family, value, { le }));
}

function judge(judged: readonly MetricFamily[], said: Record<string, readonly Series[] | Answer>) {
  return readSuggestions(
    judged,
    answersOf(
      ['total', 'bad', 'buckets', 'looks'].map(first),
      Object.fromEntries(Object.entries(said).map(([id, one]) => [first(id), one]))
    )
  );
}

const orders = counter('orders');
const whole = (family: MetricFamily) => [of(family, 168)];

const first = (id: string) => `${id}#0`;

describe('the plan', () => {
  it('is four valid queries, with one leaf for all services of a metric', () => {
    const queries = planSuggestions(families, AT);
    expect(queries.map(({ id }) => id)).toEqual(['total', 'bad', 'buckets', 'looks'].map(first));
    queries.forEach(({ promql }) =>
      parser.parse(promql).iterate({ enter: ({ type }) => expect(type.isError).toBe(false) })
    );
    const [total, bad, perBound, looks] = queries.map(({ promql }) => promql);
    expect(total).toContain('sum by (service) (increase(http_requests_total{service=~"orders|payments"}[1w]))');
    expect(total).toContain('sum by (service) (increase(mails_total{service="orders"}[1w]))');
    expect(bad).toContain('increase(http_requests_total{service=~"orders|payments", code=~"5.."}[1w])');
    expect(perBound).toContain(
      'sum by (service, le) (increase(http_request_duration_seconds_bucket{service="orders"}[1w]))'
    );
    expect(looks).toContain('count by (service) (mails_total{service="orders"})[1w:1h]');
  });

  it('asks nothing about nothing', () => {
    expect(planSuggestions([], AT)).toEqual([]);
    expect(planSuggestions([histogram('a')], AT).map(({ id }) => id)).toEqual(['buckets', 'looks'].map(first));
  });
});

describe('availability', () => {
  it('is judged by the events of its own service and metric', () => {
    const others = [counter('payments'), counter('orders', 'mails_total')];
    const { suggestions } = judge([orders, ...others], {
      total: [of(others[0]!, 1e6), of(others[1]!, 2e6), of(orders, 500_000)],
      bad: [of(others[0]!, 10_000), of(others[1]!, 20), of(orders, 300)],
      looks: [of(orders, 168), of(others[0]!, 168), of(others[1]!, 168)],
    });
    expect(suggestions).toMatchObject([
      { events: { total: 500_000, bad: 300 }, sli: { state: 'measured', value: 0.9994 }, objectiveRatio: 0.999 },
      { events: { total: 1e6, bad: 10_000 }, sli: { value: 0.99 }, objectiveRatio: 0.98 },
      { events: { total: 2e6, bad: 20 }, sli: { value: 0.99999 }, objectiveRatio: 0.9999 },
    ]);
  });

  it('counts no failures where none exist beside a live total', () => {
    const { suggestions } = judge([orders], { total: [of(orders, 1e6)], looks: whole(orders) });
    expect(suggestions).toMatchObject([{ sli: { state: 'measured', value: 1 }, events: { bad: 0 } }]);
  });

  it.each<[string, Record<string, readonly Series[] | Answer>, object]>([
    ['an absent total', { bad: [of(orders, 1)] }, { kind: 'noData' }],
    ['a NaN total', { total: [of(orders, NaN)] }, { kind: 'noData' }],
    ['no events', { total: [of(orders, 0)] }, { kind: 'noTraffic' }],
    ['few events', { total: [of(orders, 80)] }, { kind: 'tooFewEvents', total: 80 }],
    ['many failures', { total: [of(orders, 1000)], bad: [of(orders, 250)] }, { kind: 'tooUnreliable', sliRatio: 0.75 }],
    [
      'a refused total',
      { total: { state: 'failed', message: 'no', cause: 'unavailable' } },
      { kind: 'queryFailed', cause: 'unavailable', message: 'no' },
    ],
    [
      'refused failures',
      { total: [of(orders, 1e6)], bad: { state: 'failed', message: 'no', cause: 'unavailable' } },
      { kind: 'queryFailed', cause: 'unavailable', message: 'no' },
    ],
  ])('is not suggested for %s', (_, said, reason) => {
    expect(judge([orders], { looks: whole(orders), ...said })).toEqual({
      suggestions: [],
      unsuitable: [{ metric: 'http_requests_total', service: 'orders', reason }],
    });
  });
});

describe('latency', () => {
  const latency = histogram('orders');
  const judgeBuckets = (counts: Record<string, number>) =>
    judge([latency], { buckets: buckets(latency, counts), looks: whole(latency) });

  it('takes the smallest bound that holds 99 % of the events', () => {
    const { suggestions } = judgeBuckets({ '+Inf': 1e6, '0.1': 980_000, '0.25': 992_000, '0.5': 999_000 });
    expect(suggestions).toMatchObject([
      { upperBound: 0.25, events: { total: 1e6, bad: 8000 }, sli: { value: 0.992 }, objectiveRatio: 0.99 },
    ]);
  });

  it('takes 95 % where no bound holds 99 %', () => {
    const { suggestions } = judgeBuckets({ '+Inf': 1e6, '1': 940_000, '2': 960_000, '5': 970_000 });
    expect(suggestions).toMatchObject([{ upperBound: 2, objectiveRatio: 0.95 }]);
  });

  it('takes one bound written in two ways for one', () => {
    const { suggestions } = judgeBuckets({ '+Inf': 1e6, '1': 500_000, '1.0': 495_000 });
    expect(suggestions).toMatchObject([{ upperBound: 1, events: { total: 1e6, bad: 5000 } }]);
  });

  it.each<[string, Record<string, number>, object]>([
    ['its buckets are too small', { '1': 10, '2': 900, '+Inf': 1000 }, { upperBound: 2, withinRatio: 0.9 }],
    ['there are none', { '+Inf': 1000 }, { upperBound: null, withinRatio: 0 }],
  ])('is not suggested where %s', (_, counts, reason) => {
    expect(judgeBuckets(counts).unsuitable).toMatchObject([{ reason: { kind: 'slowerThanBuckets', ...reason } }]);
  });

  it.each<[string, Record<string, number>, string]>([
    ['nothing is known', {}, 'noData'],
    ['the total is not', { '1': 1000 }, 'noData'],
    ['nothing happened', { '1': 0, '+Inf': 0 }, 'noTraffic'],
  ])('is not suggested where %s', (_, counts, kind) => {
    expect(judgeBuckets(counts)).toMatchObject({ suggestions: [], unsuitable: [{ reason: { kind } }] });
  });
});

describe('coverage', () => {
  const total = [of(orders, 1e6)];
  const sliOf = (said: Record<string, readonly Series[] | Answer>) =>
    judge([orders], { total, ...said }).suggestions[0]?.sli;

  it('is whole with a look or two missing', () => {
    expect(sliOf({ looks: [of(orders, 167)] })).toEqual({ state: 'measured', value: 1 });
  });

  it('is said where a part of the week is missing', () => {
    expect(sliOf({ looks: [of(orders, 42)] })).toEqual({
      state: 'partial',
      value: 1,
      coverageRatio: 0.25,
      reason: { kind: 'windowNotCovered', coverageRatio: 0.25 },
    });
  });

  it('is not guessed', () => {
    expect(sliOf({ looks: { state: 'failed', message: 'no', cause: 'unavailable' } })).toEqual({
      state: 'partial',
      value: 1,
      reason: { kind: 'queryFailed', cause: 'unavailable', message: 'no' },
    });
  });

  it('does not hide that the upstream restricts its answer', () => {
    const warned: Answer = { state: 'ok', series: total, warnings: ['a store is missing'] };
    expect(sliOf({ total: warned, looks: whole(orders) })).toMatchObject({
      state: 'partial',
      reason: { kind: 'upstreamWarning', message: 'a store is missing' },
    });
  });
});
