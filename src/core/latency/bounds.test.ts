import fc from 'fast-check';
import { selector } from '../promql/ast';
import { print } from '../promql/print';
import { boundMatcher, inAnySpelling, parseBound } from './bounds';

/** As Prometheus matches: the whole text, by a regular expression that means the same in RE2 and here. */
function matches(bound: number, text: string): boolean {
  const { operator, value } = boundMatcher(bound);
  return operator === '=' ? value === text : new RegExp(`^(?:${value})$`).test(text);
}

test.each([
  ['+Inf', Infinity],
  ['1.0', 1],
  ['1e-05', 0.00001],
  ['', NaN],
  [undefined, NaN],
  ['fast', NaN],
])('le=%j stands for %d', (le, bound) => {
  expect(parseBound(le)).toBe(bound);
});

describe('the matcher of a bucket', () => {
  it.each([
    [1, ['1', '1.0', '1.00', '1e0', '1e+00']],
    [0.3, ['0.3', '0.30', '3e-1', '3e-01']],
    [0.00001, ['0.00001', '1e-05', '1e-5', '1.0e-05']],
    [2.5, ['2.5', '2.50', '2.5e+00']],
    [10, ['10', '10.0', '1e+01', '1e1']],
    [1_000_000, ['1000000', '1e+06', '1e6', '1.0e+06']],
    [1e22, ['10000000000000000000000', '1e+22']],
    [Infinity, ['+Inf']],
  ])('of %d takes every text of it', (bound, texts) => {
    expect(texts.filter((text) => !matches(bound, text))).toEqual([]);
  });

  it('takes no text of another number, and the texts that Prometheus and Go write', () => {
    const bound = fc.oneof(
      fc.constantFrom(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 100, 1000),
      fc.double({ min: 1e-9, max: 1e9, noNaN: true })
    );
    fc.assert(
      fc.property(bound, bound, (a, b) => {
        for (const text of [String(b), b.toExponential(), Number.isInteger(b) ? `${b}.0` : `${b}`]) {
          expect(matches(a, text)).toBe(a === b);
        }
      })
    );
  });
});

test.each([
  ['=', '1', 'x{le=~"1(\\\\.0*)?|1(\\\\.0*)?[eE]\\\\+?0*0"}'],
  ['=', '+Inf', 'x{le="+Inf"}'],
  ['=', '', 'x{le=""}'],
  ['!=', '1', 'x{le!="1"}'],
  ['=~', '1|2', 'x{le=~"1|2"}'],
] as const)('only a bound that is asked for exactly is looked for in any spelling: le%s%j', (operator, value, text) => {
  expect(print(inAnySpelling(selector('x', [{ label: 'le', operator, value }])))).toBe(text);
});
