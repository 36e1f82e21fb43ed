/**
 * Option for every `t()` whose values come from outside: i18next would turn `/` and `<` into HTML entities, while the
 * result is shown as text, which React and Grafana escape where it is needed.
 */
export const PLAIN_TEXT = { interpolation: { escapeValue: false } } as const;
