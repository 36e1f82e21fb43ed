/**
 * Whether two values are the same but for the last digits of their numbers, on which the logarithms of two machines need not
 * agree.
 *
 * @param relative by which numbers may differ
 */
export function isSame(one: unknown, other: unknown, relative: number): boolean {
  if (typeof one === 'number' && typeof other === 'number') {
    return one === other || Math.abs(one - other) <= relative * Math.max(Math.abs(one), Math.abs(other));
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, other[index], relative));
  }
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length &&
      keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key], relative))
    );
  }
  return one === other;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same of texts that have numbers among their words. */
export function isSameText(one: string, other: string, relative: number): boolean {
  const [words, others] = [one.split(' '), other.split(' ')];
  return (
    words.length === others.length &&
    words.every((word, index) => word === others[index] || isSame(Number(word), Number(others[index]), relative))
  );
}
