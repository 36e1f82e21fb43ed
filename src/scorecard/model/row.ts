import type { Field } from '@grafana/data';
import type { AlertStand } from '../../core/alerting/alertStand';
import type { DataState } from '../../core/budget/dataState';
import type { PolicyState } from '../../core/budget/policy';
import type { Status } from '../../core/budget/status';
import type { MemberDetail, PeriodDetail, ProblemDetail } from '../../core/frame/sloTable';
import type { SloLink } from '../../core/slo/links';
import type { FiringPair } from './details';

/** A number with the field that knows how to show it; null when there is none. */
export interface Quantity {
  value: number | null;
  field: Field | null;
}

export interface BurnRate {
  window: string;
  windowSeconds: number;
  rate: Quantity;
  state: DataState;
  reason: string;
  /** The worst alert pair that fires and whose factor this rate exceeds, or reaches where that is enough. */
  fires: Pick<FiringPair, 'severity' | 'factor' | 'comparison'> | null;
}

/** `notThisPeriod`: a calendar period ends before. `unknown`: neither the source nor the present burn rate tells. */
export type Exhaustion =
  /** `countsPayback`: with what leaves a rolling window until then. */
  | { kind: 'in'; time: Quantity; rateWindow: string; countsPayback: boolean }
  | { kind: 'spent' }
  | { kind: 'notAtThisRate' }
  | { kind: 'notThisPeriod' }
  | { kind: 'unknown' };

export interface TrendPoint {
  timeMilliseconds: number;
  value: number | null;
}

/** Numbers of an earlier answer, shown because the last one had none. */
export interface Stale {
  atMilliseconds: number;
  /** What the status was then; it is not any more, because nobody can see. */
  status: Status;
  burnRates: boolean;
}

/** Why the status shown is not the one the source gave. */
export type StatusDoubt = 'unknownStatus' | 'healthyWithoutNumber' | 'healthyNotCovered';

/** What the error-budget policy says of releases. */
export interface Releases {
  state: PolicyState;
  reason: string;
  /** True where the source says that releases may go out as usual and the row does not bear that out. */
  doubted: boolean;
}

/** What counted events say; beside a tool's own number it may differ, because every event weighs the same here. */
export interface CountedEvents {
  sli: Quantity;
  budget: Quantity;
  /** Over the SLO's window; estimates, not always whole. */
  bad: number | null;
  total: number | null;
  /** How they were counted, in words; empty when the source does not say. */
  method: string;
}

/** How the burn alerts of an SLO stand. */
export interface Alerts {
  stand: AlertStand;
  /** Which those are, or what could not be read, in words; empty where the source does not say. */
  reason: string;
}

/** What fires, and since when it has burned. */
export interface Burning {
  /** The worst alert pair that fires: `page 5m/1h`. */
  pair: string;
  /** Null when the source does not say. */
  sinceMilliseconds: number | null;
  /** False where it may have begun earlier. */
  sinceSeen: boolean;
  /** The group that was hit, such as `region: eu`; empty where none stands out. */
  where: string;
}

/** Whose data link something has; made when the row is shown, because making one takes its time. */
export interface FieldLink {
  field: Field;
  index: number;
}

export interface ScoreRow {
  id: string;
  service: string;
  name: string;
  description: string;
  owner: string;
  tool: string;
  upstream: string;
  labels: ReadonlyArray<readonly [string, string]>;
  status: Status;
  statusReason: string;
  statusDoubt: StatusDoubt | null;
  /** Null where nothing fires, or where the source does not say what does. */
  burning: Burning | null;
  /** Null where the source has no such field, and until it knows. */
  alerts: Alerts | null;
  /** Null where the source has no such field. */
  releases: Releases | null;
  objective: Quantity;
  windowSeconds: number | null;
  /** The calendar period that runs; null where the window is a rolling one. */
  period: PeriodDetail | null;
  /** Times that count for nothing, each in words. */
  excluded: readonly string[];
  sli: Quantity;
  /** How the SLI was obtained, in words; empty when the source does not say. */
  method: string;
  budget: Quantity;
  /** What the budget is read from, as PromQL; empty when the source does not say. */
  readFrom: readonly string[];
  events: CountedEvents;
  /** Those of a composite SLO, which has neither objective nor SLI of its own. */
  members: readonly MemberDetail[];
  dataState: DataState;
  dataStateReason: string;
  /** Share of the window that was seen; null when the source does not say. */
  coverageRatio: number | null;
  /** When the data begin that cover a part of the window only. */
  sinceMilliseconds: number | null;
  /** Ascending by window. */
  burnRates: readonly BurnRate[];
  exhaustion: Exhaustion;
  trend: readonly TrendPoint[];
  /** Why there is no trend, in words; empty when the source does not say. */
  trendReason: string;
  problems: readonly ProblemDetail[];
  /** Safe to be followed, runbooks first. */
  links: readonly SloLink[];
  /** The data links of name and status. */
  nameLink: FieldLink | null;
  statusLink: FieldLink | null;
  atMilliseconds: number;
  stale: Stale | null;
}
