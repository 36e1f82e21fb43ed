import type { Field } from '@grafana/data';
import type { AlertSeverity } from '../../core/budget/alertPairs';
import type { DataState } from '../../core/budget/dataState';
import type { Status } from '../../core/budget/status';
import type { PeriodDetail, ProblemDetail } from '../../core/frame/sloTable';
import type { SloLink } from '../../core/slo/links';

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
  /** The worst alert pair that fires and whose factor this rate exceeds. */
  fires: { severity: AlertSeverity; factor: number } | null;
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
  objective: Quantity;
  windowSeconds: number | null;
  /** The calendar period that runs; null where the window is a rolling one. */
  period: PeriodDetail | null;
  sli: Quantity;
  /** How the SLI was obtained, in words; empty when the source does not say. */
  method: string;
  budget: Quantity;
  events: CountedEvents;
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
  problems: readonly ProblemDetail[];
  /** Safe to be followed, runbooks first. */
  links: readonly SloLink[];
  atMilliseconds: number;
  stale: Stale | null;
}
