/** Definitions travel with every page load of Grafana, so their size is everybody's. */
export const MOST_KILOBYTES = 256;

/** Size of what is configured, in kilobytes as it is stored. */
export function kilobytesOf(documents: unknown): number {
  const text = typeof documents === 'string' ? documents : JSON.stringify(documents ?? '');
  return new TextEncoder().encode(text).length / 1000;
}
