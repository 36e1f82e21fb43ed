import type { Selector } from '../../promql/ast';
import type { EventsSli } from '../../slo/events';
import type { SloWindow } from '../../window/window';
import type { DesignEffect, Looks } from '../sample';

/** What a release must show before it passes, as its document says, with the SLOs that it refers to in place. */
export interface ReleasePolicy {
  name: string;
  service: string;
  /** Where it is released; null where the document does not say. */
  environment: string | null;
  identity: ReleaseIdentity;
  soak: Soak;
  /** Between two scrapes of what is counted. */
  scrapeSeconds: number;
  /** Most chance of a PASS while a requirement is violated, of all attempts together; in (0, 0.5). */
  alpha: number;
  /** Most chance of a FAIL while all are met, in (0, 0.5). */
  beta: number;
  looks: Looks;
  designEffect: DesignEffect;
  /** In the order of the document, at least one; no two with the same id. */
  criteria: readonly PolicyCriterion[];
}

/** How long a release is watched: no PASS before `atLeastSeconds`, nothing counts after `atMostSeconds`. */
export interface Soak {
  atLeastSeconds: number;
  atMostSeconds: number;
}

/**
 * By what the events of a release are told from others.
 *
 * - `versionLabel`: a label of the counters themselves.
 * - `join`: targets of which another metric says what runs on them, matched by the labels `on`.
 * - `startTime`: nothing does, so that all events since the start are taken for its own.
 */
export type ReleaseIdentity =
  | { kind: 'versionLabel'; label: string }
  | { kind: 'join'; info: Selector; label: string; on: readonly string[] }
  | { kind: 'startTime' };

/** An SLO whose events can be counted. */
export interface CountedSlo {
  service: string;
  name: string;
  objectiveRatio: number;
  window: SloWindow;
  events: EventsSli;
}

/** Two windows whose burn rates must not both exceed a factor. */
export interface BurnPair {
  factor: number;
  longSeconds: number;
  shortSeconds: number;
}

/** What the release is compared with: what runs beside it, or what ran before it, at another time. */
export type Baseline = 'concurrent' | 'previous';

export type PolicyCriterion = { id: string; required: boolean } & CriterionKind;

export type CriterionKind =
  | { kind: 'successRatio'; objectiveRatio: number; events: EventsSli }
  | {
      kind: 'latency';
      objectiveRatio: number;
      /** A classic histogram's buckets, whatever their bound. */
      buckets: Selector;
      /** In the histogram's own unit, which is seconds by Prometheus's convention. */
      threshold: number;
    }
  | NoRegression
  | { kind: 'remainingBudget'; slo: CountedSlo; leastRemainingRatio: number }
  | { kind: 'noBurnAlert'; slo: CountedSlo; pairs: readonly BurnPair[] }
  | { kind: 'headroom'; leastHeadroomRatio: number }
  | ({ kind: 'attestation'; question: string } & Partial<Attested>);

export interface NoRegression {
  kind: 'noRegression';
  events: EventsSli;
  /** On whose scale differences are sought: 1 - objective. */
  errorBudgetRatio: number;
  against: Baseline;
  /** Null where only a difference counts. */
  ratioMargin: number | null;
  /** Null where only a ratio counts; both are a hybrid, of which either is enough. */
  differenceMargin: number | null;
  /** Share of the levels for the bound of the release, in (0, 1). */
  canaryLevelShare: number;
  /** `score` is asymptotic, and for a difference at one fixed look only. */
  test: 'bounds' | 'score';
}

/** What a person answered, with what shows it. */
export interface Attested {
  answer: boolean;
  evidenceUrl: string;
  author: string;
  attestedAtSeconds: number;
  expiresAtSeconds: number;
}
