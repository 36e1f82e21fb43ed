/**
 * The frame of an incident: what burns now, or over a range, in one row, for whoever is woken by it. It tells the facts in
 * the order in which they are needed, and nothing of causes: what changed before is what came before. Ratios are fractions,
 * durations seconds, times epoch milliseconds. `meta.custom` holds `{ schema, version }`.
 */

import type { AlertSeverity } from '../budget/alertPairs';
import type { Status } from '../budget/status';
import type { SloLink } from '../slo/links';
import type { Labels } from '../slo/slo';
import type { AlertState, NotifiedState } from './alertTable';

export const INCIDENT_SCHEMA = 'reliability-scorecard/incident';
export const INCIDENT_VERSION = 1;

/** The one field of the frame: `IncidentView`, in its only row. */
export const INCIDENT_FIELD = 'incident';

export interface IncidentView {
  /** End of what was looked at. */
  atMilliseconds: number;
  /** False while costs, groups and changes are still on their way. */
  complete: boolean;
  /** How old the newest sample is that the answer is made of; null where none was found. */
  dataAgeSeconds: number | null;
  /** How many SLOs were looked at; of none, nothing can be said to burn or not. */
  sloCount: number;
  /** SLOs that cannot be seen, each with its reason in words. */
  blind: BlindSlo[];
  /** The SLO that the screen is about: the one that was chosen, or the one that burns worst; null where none burns. */
  main: BurningSlo | null;
  /** Others that burn now, worst first. */
  others: BurningSlo[];
  /** Ids of those of the others that began to burn within `togetherSeconds` of the main one, worst first. */
  together: string[];
  togetherSeconds: number;
  /** What ended last, where nothing burns; null where something does, or where nothing is known. */
  last: PastEpisode | null;
  /** Why no last episode is told, in words; empty where one is, or where something burns. */
  lastReason: string;
  /** Where the main SLO is hit: groups by how much more of the bad events than of the traffic they have, at most three. */
  groups: IncidentGroup[];
  /** Why no groups are told, in words; empty where they are. */
  groupsReason: string;
  /** What changed in the time before the onset, newest first. */
  changes: IncidentChange[];
  /** Where was looked for changes and nothing was found, in words: "versions", "annotations". */
  nothingFoundIn: string[];
  /** Where could not be looked, each with its reason in words. */
  notLookedIn: string[];
  /** Start of the time that was looked at for changes. */
  changesFromMilliseconds: number | null;
}

export interface BlindSlo {
  service: string;
  name: string;
  upstream: string;
  reason: string;
}

export interface BurningSlo {
  id: string;
  service: string;
  name: string;
  description: string;
  owner: string;
  upstream: string;
  labels: Labels;
  status: Status;
  /** Why it is in that status, in words. */
  statusReason: string;
  /** What fires; null where nothing does and it was chosen all the same. */
  severity: AlertSeverity | null;
  /**
   * Whether an alert says so too: `missing` where all alerts could be read and there is none for it, `unknown` where not all
   * could be. Null where nothing fires by its burn rates, while that is on its way, and where its alerts cannot be told from
   * those of another.
   */
  alert: AlertState | null;
  /** Those that fire for it. */
  firing: FiringAlert[];
  /** Short and long window of the pair, such as `5m/1h`; empty where none fires. */
  pair: string;
  /** Burn rate over the long window of the pair. */
  burnRate: number | null;
  /** Over the shortest window that has a number. */
  nowRate: number | null;
  /** Whether it has not burned in any window of an hour or less, so that only the long memory of its alert fires. */
  calm: boolean;
  onsetMilliseconds: number | null;
  /** False where it may have begun earlier. */
  onsetSeen: boolean;
  /** Share of the budget that was spent since the onset. */
  costRatio: number | null;
  badEvents: number | null;
  budgetRemaining: number | null;
  /** By counted events, where the number above is another; the cost is counted like this. */
  eventBudgetRemaining: number | null;
  /** Until the budget is gone at the present rate; null where it never is, or where nobody knows. */
  exhaustionSeconds: number | null;
  /** The window of the burn rate that this is told by, such as `1h`; empty where none is. */
  exhaustionRateWindow: string;
  /** Its own, and those of its alerts. */
  links: SloLink[];
  /** PromQL that shows its error ratio, for Explore; empty where there is none. */
  promql: string;
  /** Labels by which its alerts are told from all others, for a silence; empty where its tool gives them none. */
  alertLabels: Labels;
  /** Uid of the data source that the query is for. */
  upstreamUid: string;
}

export interface FiringAlert {
  name: string;
  sinceMilliseconds: number | null;
  notified: NotifiedState;
  /** Who keeps it from people, and why; empty where nobody does, or nobody knows. */
  notifiedReason: string;
}

export interface PastEpisode {
  service: string;
  name: string;
  onsetMilliseconds: number;
  endMilliseconds: number;
  costRatio: number;
  severity: AlertSeverity;
}

export interface IncidentGroup {
  label: string;
  value: string;
  /** Share of the bad events since the onset. */
  badRatio: number;
  /** Share of all events since the onset. */
  trafficRatio: number;
  /** Whether it stands out from the others by more than chance gives. */
  standsOut: boolean;
}

export interface IncidentChange {
  kind: 'version' | 'targets' | 'rules' | 'annotation' | 'alert' | 'slo';
  atMilliseconds: number;
  /** In words: "orders: version 4.2.0 is new". */
  text: string;
}
