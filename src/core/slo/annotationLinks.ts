import { fillUrl, type SloLink, type SloLinkKind } from './links';
import type { Labels } from './slo';

const KINDS: ReadonlyArray<[key: RegExp, kind: SloLinkKind]> = [
  [/^runbook(_?url)?$/i, 'runbook'],
  [/^dashboard(_?url)?$/i, 'dashboard'],
  [/^logs(_?url)?$/i, 'logs'],
  [/^traces(_?url)?$/i, 'traces'],
  [/^pyrra_url$/, 'other'],
];

/** The way of templates to write `${label}`: `{{ $labels.label }}`, `{{ .label }}` or `{{ label }}`. */
const TEMPLATE_LABEL = /\{\{\s*(?:\$labels)?\.?([^{}\s]+)\s*\}\}/g;

/** Whether an annotation of that name is meant to be a link. */
export function isLinkAnnotation(key: string): boolean {
  return kindOf(key) !== undefined;
}

/** Kubernetes lets a domain stand before a key, as in `pyrra.dev/runbook`. */
function kindOf(key: string): SloLinkKind | undefined {
  const name = key.slice(key.lastIndexOf('/') + 1);
  return KINDS.find(([pattern]) => pattern.test(name))?.[1];
}

/** Links that alerts carry in their annotations; those that cannot be filled with the labels, or lead nowhere, are none. */
export function annotationLinks(annotations: Labels, labels: Labels): SloLink[] {
  return Object.entries(annotations).flatMap(([key, template]): SloLink[] => {
    const kind = kindOf(key);
    const url = kind && fillUrl(template.replace(TEMPLATE_LABEL, '${$1}'), labels);
    return kind && url ? [{ kind, title: kind === 'other' ? key.replace(/_url$/, '') : '', url }] : [];
  });
}
