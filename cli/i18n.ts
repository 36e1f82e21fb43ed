/** Stands in for Grafana's translations, so that the page and the terminal say the same: the English text, filled in. */
export function t(_key: string, text: string, values: Readonly<Record<string, unknown>> = {}): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
