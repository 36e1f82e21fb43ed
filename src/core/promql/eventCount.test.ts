import fc from 'fast-check';
import { selector, type MatchOperator, type Matcher } from './ast';
import { parseEventCount } from './eventCount';
import { print } from './print';

const is = (label: string, value: string, operator: MatchOperator = '='): Matcher => ({ label, operator, value });

/** Sign and selector of every term, as text. */
function terms(query: string): string[] | string {
  const parsed = parseEventCount(query);
  return parsed.ok
    ? parsed.count.map(({ sign, selector: one }) => `${sign > 0 ? '+' : '-'} ${print(one)}`)
    : parsed.problem.kind;
}

describe('a query that counts events', () => {
  it.each([
    ['http_requests_total', ['+ http_requests_total']],
    ['  x{a="b", c=~`d|e`,f!=\'g\'}  # why', ['+ x{a="b", c=~"d|e", f!="g"}']],
    ['sum(x)', ['+ x']],
    ['sum by (region) (x)', ['+ x']],
    ['sum(x) without (pod)', ['+ x']],
    ['SUM(x)', ['+ x']],
    ['sum(rate(x[5m]))', ['+ x']],
    ['sum(sum by (a) (increase(x{a="b"}[28d])))', ['+ x{a="b"}']],
    ['rate(x[{{.window}}])', ['+ x']],
    ['sum(rate(x[{{ .window }}]))', ['+ x']],
    ['sum(rate(x[$__rate_interval]))', ['+ x']],
    ['sum(rate(x[${window}])) + sum(rate(y[$w]))', ['+ x', '+ y']],
    ['rate(x[${__range_s}s]) + rate(y[[[window]]])', ['+ x', '+ y']],
    ['sum(rate(x[1h30m])) - sum(rate(y[5m]))', ['+ x', '- y']],
    ['a - (b - c)', ['+ a', '- b', '+ c']],
    ['sum(a - b)', ['+ a', '- b']],
    ['-a + b', ['- a', '+ b']],
    ['(sum(a) or vector(0)) + sum(b)', ['+ a', '+ b']],
    ['sum(a) or on() vector(0)', ['+ a']],
    ['sum(a) - on() sum(b)', ['+ a', '- b']],
    ['{__name__="x", a="b"}', ['+ x{a="b"}']],
    ['{"http.requests", a="b"}', ['+ {"http.requests", a="b"}']],
    ['x{a="[$__rate_interval]"}', ['+ x{a="[\\x24__rate_interval]"}']],
    ['x{a="# not a comment"}', ['+ x{a="# not a comment"}']],
    ['sum(rate(x[5m]) # [$w]\n)', ['+ x']],
  ])('%s', (query, expected) => {
    expect(terms(query)).toEqual(expected);
  });

  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['sum(x', 'syntax'],
    ['x{a=}', 'syntax'],
    ['x{a="\\q"}', 'syntax'],
    ['sum(rate(x[5m))', 'syntax'],
    ['{a="b"}', 'noMetric'],
    ['{__name__=~"a|b"}', 'noMetric'],
    ['a / b', 'notACount'],
    ['a * 2', 'notACount'],
    ['2', 'notACount'],
    ['vector(0)', 'notACount'],
    ['a or b', 'notACount'],
    ['a and b', 'notACount'],
    ['avg(x)', 'notACount'],
    ['count(x)', 'notACount'],
    ['topk(3, x)', 'notACount'],
    ['irate(x[5m])', 'notACount'],
    ['delta(x[5m])', 'notACount'],
    ['x[5m]', 'notACount'],
    ['rate(x)', 'notACount'],
    ['x offset 5m', 'notACount'],
    ['rate(x[5m] offset 1h)', 'notACount'],
    ['x @ 0', 'notACount'],
    ['sum(rate(x[5m:1m]))', 'notACount'],
    ['sum(a) - on(pod) group_left sum(b)', 'notACount'],
    ['a - on(pod) b', 'notACount'],
    ['histogram_quantile(0.9, x)', 'notACount'],
    ['a > 0', 'notACount'],
    ['rate(x[5m], y)', 'notACount'],
    ['-a', 'notACount'],
    ['-a - sum(b)', 'notACount'],
    ['# only a comment', 'empty'],
    ['x{__name__="y"}', 'syntax'],
    ['{"a", "b"}', 'syntax'],
    ['{__name__=""}', 'noMetric'],
  ])('%j does not: %s', (query, kind) => {
    expect(terms(query)).toBe(kind);
  });

  it('keeps that absent means zero for what stands before or vector(0)', () => {
    const parsed = parseEventCount('sum(a) + ((sum(b) - sum(c)) or vector(0)) - d');
    expect(parsed.ok && parsed.count.map(({ optional = false }) => optional)).toEqual([false, true, true, false]);
  });

  it('points at what is wrong in the words of its author', () => {
    const query = 'sum(rate(x[{{ .window }}])) / sum(rate(y[5m]))';
    expect(parseEventCount(`sum(a)\n + ${query}`)).toEqual({
      ok: false,
      problem: { kind: 'notACount', offset: 10, text: query },
    });
    expect(parseEventCount('sum(rate(x[$w])) + avg(y)')).toMatchObject({ problem: { offset: 19, text: 'avg(y)' } });
  });

  it.each([
    ['sum(x)', false],
    ['sum(rate(x[5m])) - y', false],
    ['sum(rate(x[5m])) - increase(y[5m])', true],
  ])('knows whether the counters of %s are told from gauges', (query, rated) => {
    expect(parseEventCount(query)).toMatchObject({ ok: true, rated });
  });

  it('reads back whatever is printed, hostile values included', () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...'\\"\'`$[]{}#\n\r\t\u0000\u007f({.|é🍕'.split('')) })
    );
    const matcher = fc.record({
      label: fc.constantFrom('a', 'code', '_x', 'k8s.pod'),
      operator: fc.constantFrom<MatchOperator>('=', '!=', '=~', '!~'),
      value: value.filter((text) => !/\p{Cs}/u.test(text)),
    });
    const one = fc
      .tuple(fc.constantFrom('x', 'job:x:rate5m', 'http.requests'), fc.array(matcher, { maxLength: 4 }))
      .map(([metric, matchers]) => selector(metric, matchers));
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 4 }), (selectors) => {
        const parsed = parseEventCount(selectors.map((each) => `sum(rate(${print(each)}[5m]))`).join(' - '));
        expect(parsed.ok && parsed.count.map(({ selector: each }) => each)).toEqual(selectors);
        expect(parsed.ok && parsed.count.map(({ sign }) => sign)).toEqual(selectors.map((_, i) => (i === 0 ? 1 : -1)));
      })
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'sum(rate x[5m]){}"\'`,=~!+-*/#$\\\n'.split('')) }), (text) => {
        expect(typeof parseEventCount(text).ok).toBe('boolean');
      }),
      { numRuns: 500 }
    );
  });

  it.each([
    ["'it''s'", 'syntax'],
    ['x{a="\\x41\\u00e9\\U0001f355\\101\\"\\\\"}', ['+ x{a="Aé🍕A\\"\\\\"}']],
    ['x{a="\\xc3\\xa9"}', ['+ x{a="é"}']],
    ['x{a="\\xff"}', 'syntax'],
    ['x{a="\\777"}', 'syntax'],
    ['x{a="\\\'"}', 'syntax'],
    ["x{a='\\''}", ['+ x{a="\'"}']],
    ['x{a=`\\n`}', ['+ x{a="\\\\n"}']],
    ["x{a='\"'}", ['+ x{a="\\""}']],
  ])('unquotes %s as Prometheus does', (query, expected) => {
    expect(terms(query)).toEqual(expected);
  });
});

test('is equal to what the matchers mean', () => {
  const parsed = parseEventCount('x{a!~"b"}');
  expect(parsed.ok && parsed.count[0].selector).toEqual(selector('x', [is('a', 'b', '!~')]));
});
