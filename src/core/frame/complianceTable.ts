/**
 * The frame of compliance: one row per SLO and calendar month, newest month first. Ratios are fractions, times epoch
 * milliseconds. `meta.custom` holds `{ schema, version }`.
 */

export const COMPLIANCE_TABLE_SCHEMA = 'reliability-scorecard/compliance';
export const COMPLIANCE_TABLE_VERSION = 1;

export interface ComplianceFieldSpec {
  type: 'time' | 'string' | 'number' | 'boolean' | 'other';
  /** Grafana unit id. */
  unit?: 'percentunit' | 'short';
}

/** By the name of the field, in the order of the columns. */
export const COMPLIANCE_TABLE_FIELDS = {
  /** Its start by the clock of the dashboard's zone. */
  month: { type: 'time' },
  service: { type: 'string' },
  slo: { type: 'string' },
  /** `kept`, `missed` or `unknown`. */
  compliance: { type: 'string' },
  /** Whether the month goes on, so that it may still change. */
  running: { type: 'boolean' },
  sli: { type: 'number', unit: 'percentunit' },
  objective: { type: 'number', unit: 'percentunit' },
  /** Of the budget that the events of the month allow: 1 is untouched, below 0 overspent. */
  budgetRemaining: { type: 'number', unit: 'percentunit' },
  /** Null where only ratios are recorded. */
  bad: { type: 'number', unit: 'short' },
  total: { type: 'number', unit: 'short' },
  /** Share of the month so far that has numbers. */
  coverage: { type: 'number', unit: 'percentunit' },
  /** How the SLI is counted, in words. */
  method: { type: 'string' },
  upstream: { type: 'string' },
  /** `Record<string, string>`: labels and groups of the SLO. */
  labels: { type: 'other' },
  /** That of its SLO. */
  id: { type: 'string' },
} as const satisfies Record<string, ComplianceFieldSpec>;

export type ComplianceFieldName = keyof typeof COMPLIANCE_TABLE_FIELDS;
