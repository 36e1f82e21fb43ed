/**
 * The one port between the pure core and a Prometheus-compatible upstream. `plan` functions return queries, an adapter
 * answers them, `judge` functions read the answers by query id. All times are epoch seconds.
 */

import type { Labels } from '../slo/slo';

export interface InstantQuery {
  kind: 'instant';
  id: string;
  promql: string;
  atSeconds: number;
}

export interface RangeQuery {
  kind: 'range';
  id: string;
  promql: string;
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
    }
  | { state: 'failed'; message: string };

/** Answers by query id. A missing id is a query that was never answered and counts as failed. */
export type Answers = ReadonlyMap<string, Answer>;
