import type { Labels } from '../slo';

/** Label of every series that Pyrra records of an SLO: the name of its document. */
export const PYRRA_SLO = 'slo';

/** Labels that say whose an SLO is, the telling ones first. */
const SERVICE_LABELS = ['service', 'namespace', 'team'];

/**
 * Service and name of an SLO of Pyrra, which itself knows a name only. What it records carries the labels of the document
 * that begin with `pyrra.dev/`, without that beginning.
 *
 * @param labels those labels, without the beginning; an equality that the selector of all events demands of a label wins
 * over the document's own, as in what Pyrra records
 */
export function pyrraIdentity(labels: Labels, name: string): { service: string; name: string } {
  const service = SERVICE_LABELS.map((label) => labels[label] ?? '').find((value) => value !== '');
  return { service: service ?? '', name };
}

export const PYRRA_OBJECTIVE = 'pyrra_objective';
export const PYRRA_WINDOW = 'pyrra_window';
export const PYRRA_AVAILABILITY = 'pyrra_availability';

/** Error ratios over a window, whatever the name says. */
export const BURNRATE = /^(?<base>.+):burnrate(?<window>(?:\d+[a-z]+)+)$/;
/** Events over the SLO window. */
export const INCREASE = /^(?<base>.+):(?:increase|count|sum)(?<window>(?:\d+[a-z]+)+)$/;

/** Labels that are no part of what tells the generic series of SLOs apart. */
export const PYRRA_REMARKS: ReadonlySet<string> = new Set(['description']);

/** What the names of recorded series begin with; source: Pyrra's `slo/rules.go`. */
export function metricBase(metric: string): string {
  return metric
    .replace(/_total$/, '')
    .replace(/_count$/, '')
    .replace(/_bucket$/, '');
}
