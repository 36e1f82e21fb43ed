/** An entry of a list in the settings as it is configured, right or not. */
export type Entry = Readonly<Record<string, unknown>>;

/** What a provisioning file has put in the place of a map is told as a problem, and goes with the first change. */
export function asEntry(value: unknown): Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
