import type { Labels } from '../core/slo/slo';

/** Labels that the dashboards of one SLO filter by, so that another of its name is not meant too. */
const LABELS = ['region', 'provider'] as const;

/** What tells an SLO from others of its name, as URL query text: `var-region=eu&var-provider=aws`. Of a label that it lacks there is nothing to choose. */
export function dashboardVariables(labels: Labels): string {
  return LABELS.flatMap((label) => {
    const value = labels[label] ?? '';
    return value === '' ? [] : [`var-${label}=${encodeURIComponent(value)}`];
  }).join('&');
}
