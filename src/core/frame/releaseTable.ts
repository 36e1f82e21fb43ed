/**
 * The frames of a release: its criteria, one row each, and the release as a whole, one row per data source that knows it.
 * Ratios are fractions, durations seconds, times epoch milliseconds; null means that there is no number. A field carries its
 * role in `config.custom.role`; `meta.custom` holds `{ schema, version }`.
 */

export const CRITERIA_SCHEMA = 'reliability-scorecard/release-criteria';
export const RELEASE_SCHEMA = 'reliability-scorecard/release';
export const RELEASE_VERSION = 1;

export interface ReleaseFieldSpec {
  type: 'string' | 'number' | 'time' | 'boolean' | 'other';
  /** Grafana unit id. */
  unit?: 'percentunit' | 's' | 'locale';
}

/** Of a criterion, by the name of the field, in the order of the columns. */
export const CRITERIA_FIELDS = {
  /** Its id in the policy. */
  criterion: { type: 'string' },
  /** PASS, FAIL or INCONCLUSIVE. */
  verdict: { type: 'string' },
  /** Why it is not decided, in words; empty where it is. */
  reason: { type: 'string' },
  /** What it asks for, in words. */
  requirement: { type: 'string' },
  /** What was counted, with what it can be in truth, in words; empty where nothing was. */
  measured: { type: 'string' },
  /** What it takes to pass, about, in words: of a release that has not started, at the traffic of last week. */
  missing: { type: 'string' },
  /** What is wrong with what was scraped, in words. */
  problems: { type: 'string' },
  /** Share of good events that is asked for; null where the criterion is none of a share, as in the next three. */
  objective: { type: 'number', unit: 'percentunit' },
  /** Share of good events. */
  value: { type: 'number', unit: 'percentunit' },
  /** Between these the share lies, each with its own confidence at all times together. */
  lower: { type: 'number', unit: 'percentunit' },
  upper: { type: 'number', unit: 'percentunit' },
  /** Events of the release, or of the window of an SLO. */
  bad: { type: 'number', unit: 'locale' },
  total: { type: 'number', unit: 'locale' },
  /** When it passed for the first time, whatever became of it; null where it never did, or nobody can tell. */
  firstPassed: { type: 'time' },
  /** Whether the release must show it. */
  required: { type: 'boolean' },
  /** 1 for PASS, -1 for FAIL, 0 for neither. */
  decision: { type: 'number' },
  /** What decides, with its numbers. */
  inequality: { type: 'string' },
  /** What the guarantee rests on, in words, one per line. */
  assumptions: { type: 'string' },
  /** Method with its version, as certificates name it. */
  method: { type: 'string' },
  /** Queries that its events are counted from, one per line. */
  promql: { type: 'string' },
  upstream: { type: 'string' },
  /** Unique. */
  id: { type: 'string' },
} as const satisfies Record<string, ReleaseFieldSpec>;

export type CriterionFieldName = keyof typeof CRITERIA_FIELDS;

/** Of a release as a whole. */
export const RELEASE_FIELDS = {
  service: { type: 'string' },
  /** Empty where a start time is all that tells it. */
  version: { type: 'string' },
  verdict: { type: 'string' },
  /** Why it is not decided, in words; empty where it is. */
  reason: { type: 'string' },
  /** 1 for PASS, -1 for FAIL, 0 for neither. */
  decision: { type: 'number' },
  policy: { type: 'string' },
  /** Version it is compared with; empty for every other one. */
  baseline: { type: 'string' },
  environment: { type: 'string' },
  attempt: { type: 'number' },
  /** One of `notStarted`, `soaking`, `soaked` and `ended`. */
  phase: { type: 'string' },
  /** Start and end of what is counted; null for a release that has not started. */
  start: { type: 'time' },
  end: { type: 'time' },
  /** How long was counted, at least and at most. */
  elapsed: { type: 'number', unit: 's' },
  atLeast: { type: 'number', unit: 's' },
  atMost: { type: 'number', unit: 's' },
  /** Of a release that has not started: when a pass is possible, in words. */
  ahead: { type: 'string' },
  /** Whether the policy was there before the release, in words. */
  registration: { type: 'string' },
  digest: { type: 'string' },
  /** Most chance of a pass that is none, of all attempts together. */
  alpha: { type: 'number', unit: 'percentunit' },
  upstream: { type: 'string' },
  /** The certificate as JSON; empty for a release that has not started. */
  certificate: { type: 'string' },
} as const satisfies Record<string, ReleaseFieldSpec>;

export type ReleaseFieldName = keyof typeof RELEASE_FIELDS;
