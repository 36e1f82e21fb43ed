/** @jest-environment node */
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { rows } from '../release/testing/golden.json';
import { canonicalJson, type Json } from './canonical';
import { digestOf } from './digest';

it('holds for the golden row', () => {
  const { in: input, out } = rows.find(({ kind }) => kind === 'digest_jcs_sha256') as unknown as {
    in: { object: Json };
    out: { canonical: string; sha256: string };
  };
  expect(canonicalJson(input.object)).toBe(out.canonical);
  expect(digestOf(input.object)).toBe(`sha256:${out.sha256}`);
});

// Section 3.2.3 of RFC 8785.
it('sorts keys by UTF-16 code units', () => {
  const keys = {
    '\u20ac': 'Euro',
    '\r': 'CR',
    '\ufb33': 'Dalet',
    '1': 'One',
    '\ud83d\ude00': 'Smile',
    '\u0080': 'C',
    '\u00f6': 'o',
  };
  expect(canonicalJson(keys)).toBe(
    '{"\\r":"CR","1":"One","\u0080":"C","\u00f6":"o","\u20ac":"Euro","\ud83d\ude00":"Smile","\ufb33":"Dalet"}'
  );
});

// Section 3.2.2.3 and Appendix B of RFC 8785.
it.each([
  [333333333.33333329, '333333333.3333333'],
  [1e30, '1e+30'],
  [4.5, '4.5'],
  [2e-3, '0.002'],
  [1e-27, '1e-27'],
  [-0, '0'],
  [5e-324, '5e-324'],
  [9007199254740992, '9007199254740992'],
])('writes %d as %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

it('refuses what is no JSON', () => {
  for (const value of [
    NaN,
    Infinity,
    undefined,
    1n,
    () => 1,
    '\ud800',
    { a: [NaN] },
    { '\udc00': 1 },
    { a: undefined },
  ]) {
    expect(canonicalJson(value)).toBeNull();
  }
  let deep: Json = 1;
  for (let level = 0; level < 10_000; level++) {
    deep = [deep];
  }
  expect(digestOf(deep)).toBeNull();
});

it('depends on values only, and agrees with the hash of Node', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = canonicalJson(value);
      fc.pre(text !== null);
      expect(canonicalJson(JSON.parse(JSON.stringify(value, null, 2)))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(digestOf(value as Json)).toBe(`sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`);
    })
  );
});
