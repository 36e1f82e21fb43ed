/**
 * The one port between the pure core and a Prometheus-compatible upstream. `plan` functions return queries, an adapter
 * answers them, `judge` functions read the answers by query id. All times are epoch seconds.
 */

import type { Labels } from '../slo/slo';
import type { Failure } from '../failure';

/** One of many questions that a query asks at once; its series carry the key as the label `UNION_LABEL`. */
export interface UnionPart {
  key: string;
  promql: string;
  /** Under which a refusal is remembered, where the PromQL changes with every refresh; the PromQL otherwise. */
  identity?: string;
}

/** Set where a query is the union of questions that can be asked apart, should the upstream refuse them together. */
export interface Union {
  /** Shared by the queries that a union too large for one has been cut into. */
  id: string;
  parts: readonly UnionPart[];
}

export interface InstantQuery {
  kind: 'instant';
  id: string;
  promql: string;
  union?: Union;
  atSeconds: number;
}

export interface RangeQuery {
  kind: 'range';
  id: string;
  promql: string;
  union?: Union;
  startSeconds: number;
  endSeconds: number;
  /** What is asked for; an upstream may answer at a coarser step or aligned ends, so readers use the times they get. */
  stepSeconds: number;
}

export type Query = InstantQuery | RangeQuery;

export interface Series {
  labels: Labels;
  timesSeconds: readonly number[];
  /** As Prometheus gave them, NaN and infinities included; as long as `timesSeconds`. An instant answer has one. */
  values: readonly number[];
}

export type Answer =
  | {
      state: 'ok';
      series: readonly Series[];
      /** What the upstream said against its own answer, such as that some of its stores did not take part. */
      warnings: readonly string[];
      /** Parts of a union that have no answer, by key. */
      refused?: ReadonlyMap<string, Failure>;
      /** The step at which a range was answered, where the upstream tells it. */
      stepSeconds?: number;
    }
  | ({ state: 'failed' } & Failure);

/** Answers by query id. A missing id is a query that was never answered and counts as failed. */
export type Answers = ReadonlyMap<string, Answer>;
