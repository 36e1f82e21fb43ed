/**
 * The frame of a calculation: one row per number of an SLO, with the formula, what it is computed from and the PromQL of it,
 * in the order in which each needs those before it. Ratios are fractions. `meta.custom` holds `{ schema, version }`.
 */

export const CALCULATION_SCHEMA = 'reliability-scorecard/calculation';
export const CALCULATION_VERSION = 1;

export interface CalculationFieldSpec {
  type: 'string' | 'number';
  /** Grafana unit id. */
  unit?: 'percentunit';
}

/** By the name of the field, in the order of the columns. */
export const CALCULATION_FIELDS = {
  /** Service and name, with the labels that tell it from others of its name. */
  slo: { type: 'string' },
  /** What is computed, in words. */
  quantity: { type: 'string' },
  /** Prometheus duration; empty for what is of no window. */
  over: { type: 'string' },
  formula: { type: 'string' },
  /** The formula with its numbers; empty where one of them is not known, and where the PromQL is the whole formula. */
  numbers: { type: 'string' },
  /** As text with its unit; empty where it is not known. */
  result: { type: 'string' },
  /** The same as a number: a share, or a factor for burn rates. */
  value: { type: 'number' },
  /** Whether it was measured, and what is wrong where it was not wholly, in words. */
  data: { type: 'string' },
  /** Share of the window that has data; null where it is nearly all, where nobody tells, and for what is of no SLO window. */
  seen: { type: 'number', unit: 'percentunit' },
  /** What weighs the same in it, and what it leaves out, in words. */
  how: { type: 'string' },
  /** Queries that give its numbers, one per line. */
  promql: { type: 'string' },
  upstream: { type: 'string' },
  id: { type: 'string' },
} as const satisfies Record<string, CalculationFieldSpec>;

export type CalculationFieldName = keyof typeof CALCULATION_FIELDS;
