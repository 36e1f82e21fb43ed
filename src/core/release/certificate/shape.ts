/**
 * What JSON of unknown origin must look like before it is read: a type, a list of one shape, an object with at least these
 * keys, or one of them or null.
 */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | 'any'
  | { readonly list: Shape }
  | { readonly orNull: Shape }
  | { readonly object: Readonly<Record<string, Shape>> };

/** Where a value is not of a shape, such as `criteria[0].evidence.good`; null where it is. */
export function mismatch(value: unknown, shape: Shape, path = ''): string | null {
  if (shape === 'any') {
    return value === undefined ? path : null;
  }
  if (typeof shape === 'string') {
    return typeof value === shape ? null : path;
  }
  if ('orNull' in shape) {
    return value === null ? null : mismatch(value, shape.orNull, path);
  }
  if ('list' in shape) {
    return Array.isArray(value)
      ? firstOf(value.map((item, index) => () => mismatch(item, shape.list, `${path}[${index}]`)))
      : path;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return path;
  }
  const own = value as Readonly<Record<string, unknown>>;
  return firstOf(
    Object.entries(shape.object).map(([key, of]) => () => {
      const below = path === '' ? key : `${path}.${key}`;
      return Object.hasOwn(own, key) ? mismatch(own[key], of, below) : below;
    })
  );
}

function firstOf(checks: ReadonlyArray<() => string | null>): string | null {
  for (const check of checks) {
    const found = check();
    if (found !== null) {
      return found;
    }
  }
  return null;
}
