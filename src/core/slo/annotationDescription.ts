import type { Labels } from './slo';

/** The way of Prometheus's templates to write `${label}`. */
const TEMPLATE_LABEL = /\{\{\s*\$labels\.([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/**
 * What the alerts of an SLO say of it in the annotation `description`, filled with its labels; absent where they say
 * nothing, or what only a firing alert can fill in. `summary` and `title` are not read: tools write those themselves, about
 * the alert.
 */
export function annotationDescription({ description = '' }: Labels, labels: Labels): string | undefined {
  const text = description.replace(TEMPLATE_LABEL, (template, name: string) => labels[name] ?? template).trim();
  return text === '' || text.includes('{{') ? undefined : text;
}
