import type { Slo } from '../../slo/slo';
import type { SloRow } from './row';

/**
 * What is told of the SLOs of all upstreams, without the empty copies. A document that names no data source defines an SLO
 * in every upstream; where another one has recorded it, an upstream that holds nothing of it is not where it lives. What
 * was counted or could not be asked stays, and all of it does where nobody has recorded anything.
 */
export function withoutEmptyCopies<T extends { slo: Slo }>(all: readonly T[], holdsNothing: (one: T) => boolean): T[] {
  const recorded = new Set(all.flatMap(({ slo }) => (slo.recorded && slo.sharedDocument ? [slo.sharedDocument] : [])));
  return all.filter(
    (one) =>
      one.slo.recorded !== undefined ||
      one.slo.sharedDocument === undefined ||
      !recorded.has(one.slo.sharedDocument) ||
      !holdsNothing(one)
  );
}

/** Whether there is not one event of an SLO in its window, or none can be counted. */
export function holdsNothing({ eventWeighted }: SloRow): boolean {
  return eventWeighted === null || eventWeighted.totalEvents.state === 'noData';
}
