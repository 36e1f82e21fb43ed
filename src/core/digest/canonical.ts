/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const DEEPEST = 64;

/**
 * The one text of a value that RFC 8785 allows: keys in the order of their UTF-16 code units, no space, numbers and strings
 * as ECMAScript writes them, which is where the RFC has them from. Null for what it refuses: numbers that are none, text
 * with half a character, and whatever is no JSON; also for what is nested deeper than 64 levels.
 */
export function canonicalJson(value: unknown): string | null {
  return write(value, 0);
}

function write(value: unknown, depth: number): string | null {
  switch (typeof value) {
    case 'boolean':
      return String(value);
    case 'number':
      return Number.isFinite(value) ? JSON.stringify(value) : null;
    case 'string':
      return HALF_A_CHARACTER.test(value) ? null : JSON.stringify(value);
    case 'object':
      return value === null ? 'null' : depth > DEEPEST ? null : writeWhole(value, depth + 1);
    default:
      return null;
  }
}

const HALF_A_CHARACTER = /\p{Cs}/u;

function writeWhole(value: object, depth: number): string | null {
  if (Array.isArray(value)) {
    const items = value.map((item) => write(item, depth));
    return items.includes(null) ? null : `[${items.join(',')}]`;
  }
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => {
      const [name, text] = [write(key, depth), write(item, depth)];
      return name === null || text === null ? null : `${name}:${text}`;
    });
  return members.includes(null) ? null : `{${members.join(',')}}`;
}
