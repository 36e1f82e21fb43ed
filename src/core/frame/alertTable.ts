/**
 * The frame of burn alerts: one row per alert that fires or is pending, and one per SLO that burns without one, the most
 * urgent first. Where there is none and everything could be read, the frame has no fields: a table then shows what its panel
 * says for no value, where it would show empty columns. Ratios are fractions, durations seconds, times epoch milliseconds. `meta.custom` holds `{ schema, version }`.
 */

export const ALERT_TABLE_SCHEMA = 'reliability-scorecard/alerts';
export const ALERT_TABLE_VERSION = 1;

/**
 * - `missing`: the SLO burns by its numbers, and no alert is known.
 * - `unknown`: it burns, and alerts could not be read everywhere.
 */
export const ALERT_STATES = ['firing', 'pending', 'missing', 'unknown'] as const;

export type AlertState = (typeof ALERT_STATES)[number];

/**
 * Whether people are told.
 *
 * - `unknown`: no Alertmanager is chosen, it could not be read, or it does not know the alert.
 */
export const NOTIFIED_STATES = ['told', 'silenced', 'inhibited', 'unknown'] as const;

export type NotifiedState = (typeof NOTIFIED_STATES)[number];

export interface AlertFieldSpec {
  type: 'time' | 'string' | 'number' | 'other';
  /** Grafana unit id. */
  unit?: 'percentunit' | 's' | 'short';
}

/** By the name of the field, in the order of the columns. */
export const ALERT_TABLE_FIELDS = {
  /** `AlertState`. */
  state: { type: 'string' },
  /** `page` or `ticket`, or another word that the alert has for it; empty where it has none. */
  severity: { type: 'string' },
  service: { type: 'string' },
  /** Empty where no SLO known here is meant. */
  slo: { type: 'string' },
  owner: { type: 'string' },
  /** Short and long window of the pair, `5m/1h`; empty where nobody tells which. */
  pair: { type: 'string' },
  /** When the condition of the alert was first met without a break since; null where nobody tells. */
  since: { type: 'time' },
  /** Since when the SLO burns, which is before its alert; null where nothing fires by the numbers. */
  onset: { type: 'time' },
  /** Share of the error budget that was spent since the onset. */
  cost: { type: 'number', unit: 'percentunit' },
  /** Bad events since the onset; null where only ratios are recorded. */
  badEvents: { type: 'number', unit: 'short' },
  budgetRemaining: { type: 'number', unit: 'percentunit' },
  /** Until the budget is gone at the present rate; null where it never is, or where nobody knows. */
  exhaustion: { type: 'number', unit: 's' },
  /** `NotifiedState`. */
  notified: { type: 'string' },
  /** Who has silenced it and why, or what inhibits it, in words; empty where nothing does. */
  notifiedReason: { type: 'string' },
  /** When the last of its silences ends; null where there is none. */
  silencedUntil: { type: 'time' },
  alert: { type: 'string' },
  /** Address of the runbook; empty where there is none. */
  runbook: { type: 'string' },
  /** What the reader must know of the row, in words; empty where there is nothing. */
  remark: { type: 'string' },
  /** Who evaluates the alert: the name of a data source, or Grafana. */
  source: { type: 'string' },
  /** `Record<string, string>`: those of the alert; of the SLO where there is none. */
  labels: { type: 'other' },
  /** `SloLink[]`: of the alert and of its SLO; safe to be followed. */
  links: { type: 'other' },
  /** That of the SLO; empty where none is known. */
  id: { type: 'string' },
} as const satisfies Record<string, AlertFieldSpec>;

export type AlertFieldName = keyof typeof ALERT_TABLE_FIELDS;
