/**
 * The frame of a breakdown: one row per value of a label of the events of an SLO, what stands out first. Ratios are
 * fractions. `meta.custom` holds `{ schema, version }`.
 */

export const BREAKDOWN_SCHEMA = 'reliability-scorecard/breakdown';
export const BREAKDOWN_VERSION = 1;

export interface BreakdownFieldSpec {
  type: 'string' | 'number' | 'boolean' | 'other';
  /** Grafana unit id. */
  unit?: 'percentunit' | 'short';
}

/** By the name of the field, in the order of the columns. */
export const BREAKDOWN_FIELDS = {
  service: { type: 'string' },
  slo: { type: 'string' },
  /** The label, such as `region`. */
  label: { type: 'string' },
  /** Its value, in words where events lack the label. */
  group: { type: 'string' },
  /** Whether it has more of the bad events than its traffic and chance explain. */
  standsOut: { type: 'boolean' },
  /** Share of all bad events of the SLO; null where nothing was bad. */
  badShare: { type: 'number', unit: 'percentunit' },
  /** Share of all events of the SLO. */
  trafficShare: { type: 'number', unit: 'percentunit' },
  /** Share of its own events that were good; null where there were none. */
  sli: { type: 'number', unit: 'percentunit' },
  bad: { type: 'number', unit: 'short' },
  total: { type: 'number', unit: 'short' },
  upstream: { type: 'string' },
  /** `Record<string, string>`: labels and groups of the SLO. */
  labels: { type: 'other' },
  /** That of its SLO. */
  id: { type: 'string' },
} as const satisfies Record<string, BreakdownFieldSpec>;

export type BreakdownFieldName = keyof typeof BREAKDOWN_FIELDS;
