/** Items by key, both in the order in which they come. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list) {
      list.push(item);
    } else {
      groups.set(key(item), [item]);
    }
  }
  return groups;
}
