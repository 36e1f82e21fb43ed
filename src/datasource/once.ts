/** The same words for equal things, looked up once: a thousand rows say few different things, and translating is slow. */
export function once<T>(words: (of: T) => string): (of: T) => string {
  const said = new Map<string, string>();
  return (of) => {
    const key = JSON.stringify(of);
    const known = said.get(key) ?? words(of);
    said.set(key, known);
    return known;
  };
}
