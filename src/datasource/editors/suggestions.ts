import { t } from '@grafana/i18n';
import type { ComboboxOption } from '@grafana/ui';

interface Offered {
  /** What the known values are, as a heading where there are variables too. */
  heading: string;
  variables: readonly string[];
  known: readonly string[];
  /** How a known value is shown; as it stands by default. */
  wordOf?: (value: string) => string;
  /** What the field holds, which somebody may have typed. */
  chosen: readonly string[];
}

/** What a field offers: template variables, what is known, and what it holds already; each once. */
export function suggestions({ heading, variables, known, wordOf = asIs, chosen }: Offered): ComboboxOption[] {
  const others = [...new Set([...known, ...chosen])].filter((value) => !variables.includes(value));
  const group = variables.length === 0 ? {} : { group: heading };
  return [
    ...variables.map((value) => ({ value, label: value, group: t('query.variables', 'Template variables') })),
    ...others.map((value) => ({ value, label: wordOf(value), ...group })),
  ];
}

function asIs(value: string): string {
  return value;
}
