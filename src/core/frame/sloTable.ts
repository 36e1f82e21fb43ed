/**
 * The frame contract between whatever produces SLO rows and whatever shows them: one row per SLO, one field per role.
 *
 * A field carries its role in `config.custom.role`; readers fall back to the field's name. Ratios are fractions
 * (0.999), never percent; durations are seconds; null means that there is no number, and the state beside it says why.
 * `meta.custom` holds `{ schema, version }`. Decimals that the frame chose itself stand in `config.custom.decimals` too, so
 * that a reader which chooses better ones knows that nobody has configured them.
 */

import type { AlertSeverity, PairState } from '../budget/alertPairs';
import type { DataState } from '../budget/dataState';

export const SLO_TABLE_SCHEMA = 'reliability-scorecard/slos';
export const SLO_TABLE_VERSION = 1;

export type PlainFieldType = 'string' | 'number' | 'time' | 'frame' | 'other';

export interface SloTableFieldSpec {
  /** Name of the field in the frame. `burnRate` occurs once per window, told apart by its label `window`. */
  name: string;
  type: PlainFieldType;
  /** Grafana unit id. */
  unit?: 'percentunit' | 's' | 'x' | 'short';
}

export const SLO_TABLE_FIELDS = {
  /** Unique and stable between refreshes. */
  id: { name: 'id', type: 'string' },
  service: { name: 'service', type: 'string' },
  name: { name: 'name', type: 'string' },
  /** One of the statuses of core/budget/status. */
  status: { name: 'status', type: 'string' },
  /** The rule that decided the status, in words. */
  statusReason: { name: 'statusReason', type: 'string' },
  /** The worst alert pair that fires, such as `page 5m/1h`: severity, short and long window; empty where none does. */
  firingPair: { name: 'firingPair', type: 'string' },
  /**
   * Since when what fires has burned, in epoch milliseconds: the start of the last unbroken run of burn rates above 1 before
   * the alert. `details` tells whether it may have begun earlier. Null where nothing fires, and where nobody can tell.
   */
  burningSince: { name: 'burningSince', type: 'time' },
  /**
   * The group that was hit in the long window of what fires, such as `region: eu`: the one whose share of the bad events
   * exceeds its share of the traffic by more than chance gives. Empty where none stands out, and where nothing fires.
   */
  worstGroup: { name: 'worstGroup', type: 'string' },
  /** How its burn alerts stand, one of core/alerting/alertStand; empty until it is known. */
  alert: { name: 'alert', type: 'string' },
  /** Which alerts those are, or what could not be read, in words. */
  alertReason: { name: 'alertReason', type: 'string' },
  /** What the error-budget policy says of releases, one of core/budget/policy. */
  policy: { name: 'policy', type: 'string' },
  /** Why, and what is exempt, in words. */
  policyReason: { name: 'policyReason', type: 'string' },
  /** Target share of good events; null for a composite, whose members have one each. */
  objective: { name: 'objective', type: 'number', unit: 'percentunit' },
  /** Length of the SLO window; of a calendar window that of its running period, which `details` tells. */
  window: { name: 'window', type: 'number', unit: 's' },
  /** Share of good events over the SLO window; null for a composite, whose members have one each. */
  sli: { name: 'sli', type: 'number', unit: 'percentunit' },
  /** 1 = untouched, 0 = spent, negative = overspent. */
  budgetRemaining: { name: 'budgetRemaining', type: 'number', unit: 'percentunit' },
  /** Share of good events counted from raw metrics, beside a tool's own number; null where events are not known. */
  eventSli: { name: 'eventSli', type: 'number', unit: 'percentunit' },
  /** Budget remaining by counted events. */
  eventBudgetRemaining: { name: 'eventBudgetRemaining', type: 'number', unit: 'percentunit' },
  /** Bad events over the window; estimates, not always whole. */
  badEvents: { name: 'badEvents', type: 'number', unit: 'short' },
  /** All events over the window. */
  totalEvents: { name: 'totalEvents', type: 'number', unit: 'short' },
  /** State of the SLI and the budget, one of core/budget/dataState. */
  dataState: { name: 'dataState', type: 'string' },
  /** Why the state is not `measured`, in words; empty when it is. */
  dataStateReason: { name: 'dataStateReason', type: 'string' },
  /** Error ratio over the error budget; one field per window, label `window` in Prometheus's duration text. */
  burnRate: { name: 'burnRate', type: 'number', unit: 'x' },
  /** Time until the budget is gone at the present rate; null when it never is or cannot be told. */
  exhaustion: { name: 'exhaustion', type: 'number', unit: 's' },
  /** Budget remaining over the dashboard's range: a frame with a time and a number field. */
  trend: { name: 'trend', type: 'frame' },
  owner: { name: 'owner', type: 'string' },
  /** `Record<string, string>`: labels and groups of the SLO. */
  labels: { name: 'labels', type: 'other' },
  /** What tells the SLO from others of its name, as variables in the address of a dashboard: `var-region=eu&var-provider=aws`. */
  variables: { name: 'variables', type: 'string' },
  description: { name: 'description', type: 'string' },
  /** `SloLink[]`: runbook, dashboards, logs, traces; safe to be followed. */
  links: { name: 'links', type: 'other' },
  /** The tool that defined the SLO. */
  tool: { name: 'tool', type: 'string' },
  /** Name of the data source the samples came from. */
  upstream: { name: 'upstream', type: 'string' },
  /** `SloDetails`: everything needed to recompute the row. */
  details: { name: 'details', type: 'other' },
} as const satisfies Record<string, SloTableFieldSpec>;

export type SloTableRole = keyof typeof SLO_TABLE_FIELDS;

/** One burn rate with what it takes to judge it. */
export interface BurnRateDetail {
  window: string;
  windowSeconds: number;
  value: number | null;
  state: DataState;
  reason: string;
}

export interface PairDetail {
  severity: AlertSeverity;
  short: string;
  long: string;
  factor: number;
  /** How a burn rate that fires compares with the factor. */
  comparison: '>' | '>=';
  state: PairState;
}

export interface ProblemDetail {
  severity: 'warning' | 'error';
  text: string;
}

/** One member of a composite; the budget left is 1 less the sum of weight · spent over all that have events. */
export interface MemberDetail {
  name: string;
  weight: number;
  /** Its own target share of good events. */
  objective: number;
  /** Share of good events over the SLO window. */
  sli: number | null;
  /** Share of its own budget that is spent; above 1 where it is overspent. */
  spent: number | null;
  state: DataState;
  /** Why the state is not `measured`, in words; empty when it is. */
  reason: string;
  badEvents: number | null;
  totalEvents: number | null;
}

/** One number of the row and the query that gave it. */
export interface EvidenceDetail {
  role: SloTableRole;
  promql: string;
}

/** The calendar period that a row speaks of. Its ratio, budget and events are of what has passed of it. */
export interface PeriodDetail {
  /** What one period is: "month". */
  name: string;
  /** Which one it is: "month, Europe/Berlin, Nov 1 – 30, 2026". */
  text: string;
  /** What the budget is a share of. */
  budget: string;
  startMilliseconds: number;
  /** When the next period starts. */
  endMilliseconds: number;
}

export interface SloDetails {
  /** How the SLI over the window was obtained, in words. */
  method: string;
  /** Window of the burn rate that the exhaustion is computed from; empty when there is none. */
  exhaustionRateWindow: string;
  /** Whether the exhaustion counts what leaves the rolling window meanwhile. */
  exhaustionCountsPayback: boolean;
  coverageRatio: number | null;
  burnRates: BurnRateDetail[];
  pairs: PairDetail[];
  problems: ProblemDetail[];
  evidence: EvidenceDetail[];
  /** What the budget is read from, as PromQL of this SLO alone. */
  readFrom: string[];
  /** Why the row has no trend, in words; empty where it has one. */
  trendReason: string;
  /** Those of a composite SLO; empty for every other. */
  members: MemberDetail[];
  /** How the event-weighted numbers were counted, in words; empty where there are none. */
  eventMethod: string;
  /** When the data behind a window that is not covered begins, in epoch milliseconds; null where the window is covered. */
  sinceMilliseconds: number | null;
  /** False where `burningSince` may have begun earlier, because nothing is known of before; null where there is none. */
  burningSinceSeen: boolean | null;
  /** Null for a rolling window. */
  period: PeriodDetail | null;
  /** What of the window counts for nothing, each time in words; empty where nothing is excluded. */
  excluded: string[];
  /** Evaluation time of the row in epoch milliseconds. */
  atMilliseconds: number;
}
