import type { Labels } from '../slo/slo';

/** What answers of Prometheus, Grafana and Alertmanager are read with: whatever is not what it should be is nothing. */

export function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function asTexts(value: unknown): string[] {
  return asList(value).flatMap((one) => (typeof one === 'string' ? [one] : []));
}

export function asLabels(value: unknown): Labels {
  return Object.fromEntries(
    Object.entries(asMap(value)).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : []))
  );
}

/** Epoch seconds of a time as RFC 3339 writes it; null where there is none. Go writes the year 1 for a time that never was. */
export function asSeconds(value: unknown): number | null {
  const milliseconds = typeof value === 'string' ? Date.parse(value) : NaN;
  return milliseconds > 0 ? milliseconds / 1000 : null;
}
