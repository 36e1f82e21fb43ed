/**
 * The frame of episodes: one row per episode, the costliest first. Ratios are fractions, durations seconds, times epoch
 * milliseconds. `meta.custom` holds `{ schema, version }`.
 */

export const EPISODE_TABLE_SCHEMA = 'reliability-scorecard/episodes';
export const EPISODE_TABLE_VERSION = 1;

export interface EpisodeFieldSpec {
  type: 'time' | 'string' | 'number' | 'boolean' | 'other';
  /** Grafana unit id. */
  unit?: 'percentunit' | 's' | 'x' | 'short';
}

/** By the name of the field, in the order of the columns. */
export const EPISODE_TABLE_FIELDS = {
  /** When the burning began that led to the alert. */
  onset: { type: 'time' },
  /** When it ended; null while it goes on. */
  end: { type: 'time' },
  /** From the onset to the end, or to the end of the window while it goes on. */
  duration: { type: 'number', unit: 's' },
  service: { type: 'string' },
  slo: { type: 'string' },
  /** `page` or `ticket`: the worst pair that fired. */
  severity: { type: 'string' },
  /** Share of the error budget of the window that it has cost. */
  cost: { type: 'number', unit: 'percentunit' },
  /** Whether it has cost more than a fifth of the budget. */
  postmortem: { type: 'boolean' },
  /** Null where only ratios are recorded. */
  badEvents: { type: 'number', unit: 'short' },
  /** Greatest burn rate of a slot. */
  peakBurnRate: { type: 'number', unit: 'x' },
  /** The group whose share of the bad events exceeds its share of the traffic the most, `region=eu`; empty where none does. */
  group: { type: 'string' },
  /** Its share of the bad events; null where there is none. */
  groupBad: { type: 'number', unit: 'percentunit' },
  /** Its share of all events; null where there is none. */
  groupTraffic: { type: 'number', unit: 'percentunit' },
  /** The version that served what was bad; empty where no label tells one. That is no cause. */
  release: { type: 'string' },
  /** Its share of the bad events; null where there is none. */
  releaseBad: { type: 'number', unit: 'percentunit' },
  /** When a pair first fired. */
  alert: { type: 'time' },
  /** What is not certain of it, in words; empty where nothing is. */
  remark: { type: 'string' },
  /** Share of the budget of its SLO that is spent: what all its episodes have cost, and the background. */
  spent: { type: 'number', unit: 'percentunit' },
  /** Share of the budget of its SLO that was spent outside its episodes. */
  background: { type: 'number', unit: 'percentunit' },
  /** How costs are counted, in words. */
  method: { type: 'string' },
  upstream: { type: 'string' },
  /** `Record<string, string>`: labels and groups of the SLO. */
  labels: { type: 'other' },
  /** That of its SLO. */
  id: { type: 'string' },
} as const satisfies Record<string, EpisodeFieldSpec>;

export type EpisodeFieldName = keyof typeof EPISODE_TABLE_FIELDS;
