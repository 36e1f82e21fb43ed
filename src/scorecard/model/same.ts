/** How values under a key compare, where not by what they hold. */
export type SameByKey = Readonly<Record<string, (a: unknown, b: unknown) => boolean>>;

/** Whether two values made of arrays and plain objects hold the same; anything else in them has to be identical. */
export function same(a: unknown, b: unknown, byKey: SameByKey = {}): boolean {
  if (Object.is(a, b)) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, index) => same(value, b[index], byKey));
  }
  if (!isPlain(a) || !isPlain(b)) {
    return false;
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && (byKey[key] ?? sameValue)(a[key], b[key]))
  );

  function sameValue(one: unknown, other: unknown): boolean {
    return same(one, other, byKey);
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
