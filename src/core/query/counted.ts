import type { Selector } from '../promql/ast';
import type { Slo } from '../slo/slo';

/** One of the metrics that the SLI counts all of its events by; undefined where only ratios are recorded. */
export function countedSelector({ events, slices, native }: Slo): Selector | undefined {
  return (events ?? slices?.events)?.total[0].selector ?? native?.histogram;
}
