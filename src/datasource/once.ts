/** Numbers differ from one refresh to the next, and so do words with numbers, without an end. */
const MOST_REMEMBERED = 10_000;

/**
 * The same words for equal things, looked up once: a thousand rows say few different things, from one refresh to the next
 * too, and translating is slow.
 *
 * @param keyOf tells apart what is said in other words
 */
export function once<T>(words: (of: T) => string, keyOf: (of: T) => string = JSON.stringify): (of: T) => string {
  const said = new Map<string, string>();
  return (of) => {
    const key = keyOf(of);
    const known = said.get(key);
    if (known !== undefined) {
      return known;
    }
    if (said.size >= MOST_REMEMBERED) {
      said.clear();
    }
    const text = words(of);
    said.set(key, text);
    return text;
  };
}
