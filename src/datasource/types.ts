import type { DataSourceJsonData } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import type { Order } from '../core/budget/order';
import type { PolicyOptions } from '../core/budget/policyOptions';
import type { BudgetUnit } from '../core/query/budget/plan';
import type { LatencyView } from '../core/query/latency/plan';
import type { SpentPeriodUnit } from '../core/query/spent/plan';

export const QUERY_SCHEMA_VERSION = 1;
export const OPTIONS_SCHEMA_VERSION = 1;

/**
 * - `slos`: one row per SLO with its numbers at the end of the range; with `groupBy` one row per value of a label.
 * - `budget`: error budget remaining over the range, one series per SLO.
 * - `calculation`: how the numbers of `slos` are computed, one row per number: formula, what stands in it, PromQL.
 * - `statusCounts`: how many SLOs are in each status, one row.
 * - `sli`: share of good events over the range, with the objective, one frame per SLO.
 * - `events`: good, bad and all events over the range, one frame per SLO.
 * - `burnRate`: burn rates over the range, one series per SLO and window, with those above which its alerts fire.
 * - `spent`: what each day has spent of the budget, or how each month kept the objective.
 * - `incident`: what burns now, where, what it has cost and what changed before; one row that holds the whole.
 * - `incidentGraph`: the SLI of the SLO that the incident is about, by the values of a label.
 * - `episodes`: what has burned the budget of the window that ends with the range, one row per episode.
 * - `breakdown`: the events of the range by the values of labels, those first that have more of the bad ones than of the traffic.
 * - `latency`: of SLOs by a threshold on a histogram the share within it, quantiles or a heatmap, one frame per SLO.
 * - `alerts`: burn alerts that fire or are pending, and SLOs that burn without one, one row each.
 * - `release`: whether a release passes by a policy of the documents, and what shows it; `release` says in which form.
 * - `annotations`: what to mark on the graphs of a dashboard, one row per mark; `mark` says what.
 */
export const QUERY_TYPES = [
  'slos',
  'calculation',
  'statusCounts',
  'budget',
  'sli',
  'events',
  'burnRate',
  'spent',
  'episodes',
  'incident',
  'incidentGraph',
  'breakdown',
  'latency',
  'alerts',
  'release',
  'annotations',
] as const;

export type SloQueryType = (typeof QUERY_TYPES)[number];

export interface SloQuery extends DataQuery {
  schemaVersion: typeof QUERY_SCHEMA_VERSION;
  queryType: SloQueryType;
  /** Services to show, template variables allowed; empty shows all. */
  services?: string[];
  /** Names of SLOs to show, template variables allowed; empty shows all. */
  slos?: string[];
  /** Owners whose SLOs to show, template variables allowed; empty shows all. */
  owners?: string[];
  /** Labels an SLO must have, each with one of its values; template variables allowed in the values. */
  labels?: LabelFilter[];
  /** Prometheus duration, template variables allowed: judges every SLO over this window instead of its own. */
  window?: string;
  /** What `budget` is told in; a share of the budget by default. */
  unit?: BudgetUnit;
  /** What `spent` is told by; days by default, by the clock of the dashboard's time zone. */
  per?: SpentPeriodUnit;
  /** What `latency` tells; the share within the threshold by default. */
  latency?: LatencyView;
  /**
   * Label by whose values `slos` are rolled up, and events of `sli`, `latency` and `breakdown` are told apart, template variables
   * allowed; `breakdown` takes every label that is known to tell them by default.
   */
  groupBy?: string;
  /** Statuses of the rows of `slos` to show, template variables allowed; empty shows all. */
  statuses?: string[];
  /** How the rows of `slos` are ordered; worst first by default. */
  order?: Order;
  /** What `annotations` marks; episodes by default. */
  mark?: AnnotationMark;
  /** What `release` tells; the criteria by default. */
  release?: ReleaseView;
  /** Name of the policy that `release` judges by, template variables allowed, as in what follows. */
  policy?: string;
  /** The version that is released; none where the policy knows a release by its start alone. */
  version?: string;
  /** The version it is compared with; empty for every other one. */
  baseline?: string;
  /** When it began, RFC 3339 or in epoch seconds; empty where its metrics tell. */
  start?: string;
  /** Which attempt to release the same it is, from 1; the first by default. */
  attempt?: string;
}

export interface LabelFilter {
  label: string;
  /** Empty filters nothing. */
  values: string[];
}

/**
 * - `episodes`: when alerts have seen the budget burn, as regions.
 * - `exhausted`: when the budget remaining falls to 0 or below, as points.
 * - `exclusions`: times that count for nothing, as regions.
 * - `releases`: when a version is there that was not there before, or is back, as points.
 */
export const ANNOTATION_MARKS = ['episodes', 'exhausted', 'exclusions', 'releases'] as const;

export type AnnotationMark = (typeof ANNOTATION_MARKS)[number];

/**
 * - `criteria`: each criterion with its verdict and what shows it, one row each; beside them the summary.
 * - `summary`: the release as a whole, one row.
 * - `confidence`: what was known of each share of good events since the start, one frame per criterion.
 * - `comparison`: share of bad events of the release and of what it is compared with since the start.
 */
export const RELEASE_VIEWS = ['criteria', 'summary', 'confidence', 'comparison'] as const;

export type ReleaseView = (typeof RELEASE_VIEWS)[number];

export const BUDGET_UNITS = ['percent', 'minutes', 'events'] as const satisfies readonly BudgetUnit[];

export const LATENCY_VIEWS = ['share', 'quantiles', 'heatmap'] as const satisfies readonly LatencyView[];

export const SPENT_PERIODS = ['day', 'month'] as const satisfies readonly SpentPeriodUnit[];

export interface UpstreamOptions {
  /** Uid of a Prometheus-compatible data source. */
  uid: string;
  /** Labels that its SLOs carry besides their own, such as region or cluster. */
  labels?: Record<string, string>;
}

export interface SloDataSourceOptions extends DataSourceJsonData {
  schemaVersion?: typeof OPTIONS_SCHEMA_VERSION;
  upstreams?: UpstreamOptions[];
  /**
   * SLO documents: YAML text that may hold several, as the editor keeps it, or a list of documents as provisioning may
   * give them, each as text or as the structure itself.
   */
  documents?: string | ReadonlyArray<string | Record<string, unknown>>;
  /** Times that count for nothing in ratios and budgets, as core/window/exclusionOptions reads them. */
  exclusions?: unknown;
  /** Tag of the annotations of Grafana that exclude the times they are for; none by default. */
  exclusionTag?: string;
  /**
   * Uid of the Alertmanager data source that says which alerts are silenced or inhibited, `grafana` for Grafana's own;
   * none by default.
   */
  alertmanagerUid?: string;
  /** What follows for releases from a budget that runs out. */
  errorBudgetPolicy?: PolicyOptions;
}

/** What a template variable lists. */
export interface SloVariableQuery extends DataQuery {
  values: 'services' | 'slos' | 'owners' | 'labelNames' | 'labelValues' | 'statuses' | 'policies' | 'releases';
  /** Which label, for `labelValues`. */
  label?: string;
  /** Only SLOs, or policies, of these services, template variables allowed; empty lists all. */
  services?: string[];
  /** Whose versions, for `releases`: the name of a policy, template variables allowed. */
  policy?: string;
}
