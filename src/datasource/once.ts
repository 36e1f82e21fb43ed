/**
 * The same words for equal things, looked up once: a thousand rows say few different things, and translating is slow.
 *
 * @param keyOf tells apart what is said in other words
 */
export function once<T>(words: (of: T) => string, keyOf: (of: T) => string = JSON.stringify): (of: T) => string {
  const said = new Map<string, string>();
  return (of) => {
    const key = keyOf(of);
    const known = said.get(key) ?? words(of);
    said.set(key, known);
    return known;
  };
}
