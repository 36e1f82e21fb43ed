import { aggregate } from '../../promql/ast';
import { print } from '../../promql/print';
import type { Slo } from '../../slo/slo';
import type { RangeQuery } from '../port';
import { joinParts } from '../union';
import { histogramKey, selectorOf, timedSlos, type LatencyUse } from './plan';

/**
 * What finds the exemplars of all histograms: an upstream looks for those of every selector in a query, whatever the rest
 * of it says, and Grafana's data source asks once per metric. Null where there is nothing to look for.
 */
export function planExemplars(slos: readonly Slo[], { stretch, mostSeries }: LatencyUse): RangeQuery | null {
  const wanted = new Map(
    timedSlos(slos)
      .map(({ histogram }) => [histogramKey(histogram), selectorOf(histogram)] as const)
      .filter(([key]) => mostSeries.has(key))
  );
  return wanted.size === 0 || stretch.slots === 0
    ? null
    : {
        kind: 'range',
        id: 'exemplars',
        promql: joinParts(
          [...wanted].map(([key, buckets]) => ({ key, promql: print(aggregate('group', [], buckets)) }))
        ),
        startSeconds: stretch.startSeconds,
        endSeconds: stretch.startSeconds + stretch.slots * stretch.slotSeconds,
        stepSeconds: stretch.slotSeconds,
      };
}
