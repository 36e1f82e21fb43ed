import type { Measured } from '../../budget/dataState';
import type { Problem } from '../../slo/slo';
import type { SliMethod } from './row';

/** What one way of measuring says of an SLO, before budget and status are made of it. */
export interface Numbers {
  /** Error ratio by window length in seconds, ascending: the windows of the alerts. */
  errorRatios: ReadonlyMap<number, Measured>;
  /** Error ratio over the SLO window. */
  windowErrorRatio: Measured;
  method: SliMethod;
  problems: readonly Problem[];
}
