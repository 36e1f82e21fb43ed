import { binary, call, type Aggregation, type Expr } from './ast';

/**
 * The time at which a `group` was evaluated, in its series. `timestamp` would tell that of the samples, but within a
 * subquery it reads a series anew at every step: seconds where this takes milliseconds.
 */
export function lookedAt(group: Aggregation): Expr {
  return binary(group, '*', call('time'));
}
