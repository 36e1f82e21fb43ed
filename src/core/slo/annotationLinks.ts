import { fillUrl, type SloLink, type SloLinkKind } from './links';
import type { Labels } from './slo';

const KINDS: ReadonlyArray<[key: RegExp, kind: SloLinkKind]> = [
  [/^runbook(_?url)?$/i, 'runbook'],
  [/^dashboard(_?url)?$/i, 'dashboard'],
  [/^logs(_?url)?$/i, 'logs'],
  [/^traces(_?url)?$/i, 'traces'],
  [/^pyrra_url$/, 'other'],
];

/** The way of Prometheus's templates to write `${label}`. */
const TEMPLATE_LABEL = /\{\{\s*\$labels\.([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/** Whether an annotation of that name is meant to be a link. */
export function isLinkAnnotation(key: string): boolean {
  return KINDS.some(([pattern]) => pattern.test(key));
}

/** Links that alerts carry in their annotations; those that cannot be filled with the labels, or lead nowhere, are none. */
export function annotationLinks(annotations: Labels, labels: Labels): SloLink[] {
  return Object.entries(annotations).flatMap(([key, template]): SloLink[] => {
    const [, kind] = KINDS.find(([pattern]) => pattern.test(key)) ?? [];
    const url = kind && fillUrl(template.replace(TEMPLATE_LABEL, '${$1}'), labels);
    return kind && url ? [{ kind, title: kind === 'other' ? key.replace(/_url$/, '') : '', url }] : [];
  });
}
