/**
 * The frame of groups: several SLOs as one row, one row per value of a label. Ratios are fractions, durations seconds; null
 * means that there is no number. What each number says of its members stands in core/budget/rollUp. A field carries its role
 * in `config.custom.role`; `meta.custom` holds `{ schema, version, groupBy }`, the label among them.
 */

import type { PlainFieldType } from './sloTable';
import type { Status } from '../budget/status';

export const ROLL_UP_SCHEMA = 'reliability-scorecard/groups';
export const ROLL_UP_VERSION = 1;

export interface RollUpFieldSpec {
  type: Extract<PlainFieldType, 'string' | 'number'>;
  /** Grafana unit id. */
  unit?: 'percentunit' | 's' | 'x' | 'short';
}

const COUNT: RollUpFieldSpec = { type: 'number', unit: 'short' };

const STATUS_FIELDS = {
  burning: COUNT,
  blind: COUNT,
  breached: COUNT,
  smouldering: COUNT,
  atRisk: COUNT,
  noTraffic: COUNT,
  healthy: COUNT,
} as const satisfies Record<Status, RollUpFieldSpec>;

/** By the name of the field, which is its role, in the order of the columns. */
export const ROLL_UP_FIELDS = {
  /** Value of the label; empty for SLOs that have no such label. Unique. */
  group: { type: 'string' },
  /** The worst status of its SLOs, one of core/budget/status. */
  status: { type: 'string' },
  /** The SLO that is worst, with its service. */
  worstSlo: { type: 'string' },
  /** How many SLOs it has, and how many of them in each status. */
  slos: COUNT,
  ...STATUS_FIELDS,
  /** SLOs with less than a tenth of their budget left, or none in 7 days at the present rate, whatever their status. */
  budgetsAtRisk: COUNT,
  /** SLOs of which too little was seen to say whether their budget is at risk. */
  budgetsUnknown: COUNT,
  /** The least budget remaining of its SLOs; null where none is known. */
  leastBudget: { type: 'number', unit: 'percentunit' },
  /** Whose it is; empty where none is known. */
  leastBudgetSlo: { type: 'string' },
  /** The greatest burn rate that both windows of an alert pair of one of its SLOs have. */
  burnRate: { type: 'number', unit: 'x' },
  /** Time until the first of its budgets is gone at the present rate; null where none ever is, or nobody can tell. */
  exhaustion: { type: 'number', unit: 's' },
  /** Good events over all events; null unless those of every SLO are known over the same window. */
  sli: { type: 'number', unit: 'percentunit' },
  /** Why there is none, in words; empty where there is one. */
  sliReason: { type: 'string' },
  /** Bad events of the SLOs whose events are known, over the windows of each; null where there are none. */
  badEvents: { type: 'number', unit: 'short' },
  /** All events of the same. */
  totalEvents: { type: 'number', unit: 'short' },
  /** How many SLOs those are. */
  countedSlos: COUNT,
  /** Share of the bad events of all groups; null where none are known, or none were bad. */
  badShare: { type: 'number', unit: 'percentunit' },
  /** Share of the events of all groups; null where none are known. */
  trafficShare: { type: 'number', unit: 'percentunit' },
  /** What chooses its SLOs, as an ad-hoc filter variable has it in an address: `region|=|eu`. */
  filter: { type: 'string' },
} as const satisfies Record<string, RollUpFieldSpec>;

export type RollUpFieldName = keyof typeof ROLL_UP_FIELDS;
