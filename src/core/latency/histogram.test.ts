import type { Matcher, Selector } from '../promql/ast';
import type { EventCount, EventsSli } from '../slo/events';
import { boundMatcher } from './bounds';
import { latencyHistogram } from './histogram';

const shop: Matcher = { label: 'job', operator: '=', value: 'shop' };
const series = (metric: string, ...matchers: Matcher[]): Selector => ({ type: 'selector', metric, matchers });
const le = (value: string): Matcher => ({ label: 'le', operator: '=', value });
const count = (...terms: Array<[1 | -1, Selector]>): EventCount => {
  const [first, ...rest] = terms.map(([sign, selector]) => ({ sign, selector }));
  return [first!, ...rest];
};
const TOTAL = count([1, series('h_count', shop)]);
const BUCKETS = series('h_bucket', shop);

it.each<[string, EventsSli]>([
  [
    'a threshold',
    {
      counted: 'good',
      part: count([1, series('h_bucket', shop, boundMatcher(0.3))]),
      total: count([1, series('h_bucket', shop, le('+Inf'))]),
      threshold: { upperBound: 0.3, buckets: BUCKETS },
    },
  ],
  ['a bucket', { counted: 'good', part: count([1, series('h_bucket', le('0.3'), shop)]), total: TOTAL }],
  [
    'a count less a bucket',
    {
      counted: 'bad',
      part: count([1, series('h_count', shop)], [-1, series('h_bucket', shop, le('0.30'))]),
      total: TOTAL,
    },
  ],
  [
    'the whole less a bucket',
    {
      counted: 'bad',
      part: count([1, series('h_bucket', shop, le('+Inf'))], [-1, series('h_bucket', shop, le('0.3'))]),
      total: TOTAL,
    },
  ],
])('%s is a threshold on a histogram', (_, events) => {
  expect(latencyHistogram(events)).toEqual({ buckets: BUCKETS, thresholdBound: 0.3, countsSame: true });
});

it.each<[string, EventsSli]>([
  [
    'of other requests',
    { counted: 'good', part: count([1, series('h_bucket', shop, le('0.3'))]), total: count([1, series('h_count')]) },
  ],
  [
    'of another metric',
    {
      counted: 'good',
      part: count([1, series('h_bucket', shop, le('0.3'))]),
      total: count([1, series('requests_total', shop)]),
    },
  ],
])('a total %s is not what the histogram counts', (_, events) => {
  expect(latencyHistogram(events)).toEqual({ buckets: BUCKETS, thresholdBound: 0.3, countsSame: false });
});

it.each<[string, EventCount]>([
  ['counters', count([1, series('requests_total', shop)])],
  ['every event', count([1, series('h_bucket', shop, le('+Inf'))])],
  ['a bucket of no number', count([1, series('h_bucket', shop, le('fast'))])],
  ['two buckets', count([1, series('h_bucket', shop, le('1'))], [-1, series('h_bucket', shop, le('0.3'))])],
  ['a bucket and other errors', count([1, series('errors_total')], [-1, series('h_bucket', shop, le('0.3'))])],
])('%s are none', (_, part) => {
  expect(latencyHistogram({ counted: 'bad', part, total: TOTAL })).toBeNull();
});
