import fc from 'fast-check';
import { parser } from '@prometheus-io/lezer-promql';
import { aggregate, binary, binaryOn, call, number, range, selector, string, subquery, type Expr } from './ast';
import { matchAny } from './escape';
import { print } from './print';

const id = { label: 'sloth_id', operator: '!=', value: '' } as const;
const a = selector('a');
const b = selector('b');
const c = selector('c');

describe('print', () => {
  it.each<[Expr, string]>([
    [a, 'a'],
    [selector('slo:objective:ratio', [id]), 'slo:objective:ratio{sloth_id!=""}'],
    [selector(undefined, [id]), '{sloth_id!=""}'],
    [{ ...selector('up', [id]), offsetSeconds: 5400 }, 'up{sloth_id!=""} offset 1h30m'],
    [selector('http.requests', [id]), '{"http.requests", sloth_id!=""}'],
    [selector('a', [{ label: 'k8s.pod', operator: '=', value: 'x' }]), 'a{"k8s.pod"="x"}'],
    [aggregate('count', ['__name__', 'id'], a), 'count by (__name__, id) (a)'],
    [aggregate('sum', [], a), 'sum(a)'],
    [binaryOn(a, 'and', ['pod', 'k8s.pod'], binary(b, 'or', c)), 'a and on (pod, "k8s.pod") (b or c)'],
    [aggregate('group', 'all', a), 'group without () (a)'],
    [aggregate('sum', { without: ['verb', 'k8s.pod'] }, a), 'sum without (verb, "k8s.pod") (a)'],
    [call('label_replace', a, string('$"'), string('')), 'label_replace(a, "\\x24\\"", "")'],
    [call('avg_over_time', subquery(binary(a, '>=', number(0)), 2_592_000, 300)), 'avg_over_time((a >= 0)[30d:5m])'],
    [call('count_over_time', subquery(a, 604_800, 60)), 'count_over_time(a[1w:1m])'],
    [call('last_over_time', range(a, 86_400)), 'last_over_time(a[1d])'],
    [call('increase', range(a, 86_400, 5400)), 'increase(a[1d] offset 1h30m)'],
    [binary(binary(a, '+', b), '*', c), '(a + b) * c'],
    [binary(a, '+', binary(b, '*', c)), 'a + b * c'],
    [binary(a, '-', binary(b, '-', c)), 'a - (b - c)'],
    [binary(binary(a, '-', b), '-', c), 'a - b - c'],
    [binary(binary(a, 'or', b), 'and', c), '(a or b) and c'],
    [number(NaN), 'NaN'],
    [number(-Infinity), '-Inf'],
  ])('%#', (expr, text) => {
    expect(print(expr)).toBe(text);
  });
});

/** Names and literals of a query, read by Prometheus's own grammar for editors: an oracle that is not our printer. */
function parse(text: string): { errors: number; literals: string[] } {
  let errors = 0;
  const literals: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, from, to }) => {
      errors += type.isError ? 1 : 0;
      if (type.name === 'StringLiteral') {
        literals.push(text.slice(from, to));
      }
    },
  });
  return { errors, literals };
}

/** Go's rules for unquoting the escapes that we write. */
function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(x[0-9a-f]{2}|.)/gs, (_, escape: string) =>
      escape.startsWith('x') && escape.length === 3
        ? String.fromCharCode(parseInt(escape.slice(1), 16))
        : ({ n: '\n', r: '\r', t: '\t' }[escape] ?? escape)
    );
}

const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '"} or vector(1) #',
    '$__interval',
    '${service}',
    '[[service]]',
    '\\',
    '\n',
    'a|b',
    '.*',
    '\u0000',
    'é'
  )
);

describe('hostile label values', () => {
  it('stay one literal with the same text', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const text = print(selector('m', [matchAny('label', [value])]));
        const { errors, literals } = parse(text);
        expect(errors).toBe(0);
        expect(literals.map(unquote)).toEqual([value]);
      })
    );
  });

  it('match themselves and nothing else when several are given', () => {
    fc.assert(
      fc.property(fc.uniqueArray(hostile, { minLength: 2, maxLength: 4 }), hostile, (values, other) => {
        const text = print(selector('m', [matchAny('label', values)]));
        const { errors, literals } = parse(text);
        expect(errors).toBe(0);
        const pattern = new RegExp(`^(?:${unquote(literals[0]!)})$`, 'su');
        values.forEach((value) => expect(value).toMatch(pattern));
        if (!values.includes(other)) {
          expect(other).not.toMatch(pattern);
        }
      })
    );
  });

  it('hold nothing that Grafana would take for a variable', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const text = print(selector('m', [matchAny('label', [value, 'other'])]));
        expect(text).not.toMatch(/\$|\[\[/);
      })
    );
  });
});
