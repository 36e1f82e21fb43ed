import type { Slo } from '../slo/slo';
import type { BudgetAbsence } from './budget/judge';
import type { EpisodesAbsence } from './episodes/judge';
import type { ReleasesAbsence } from './releases/judge';
import type { SloRow } from './slos/row';

/**
 * What is told of the SLOs of all upstreams, without the empty copies. A document that names no data source defines an SLO
 * in every upstream; where another one has recorded it, an upstream that holds nothing of it is not where it lives. What
 * was counted or could not be asked stays, and all of it does where nobody has recorded anything.
 */
export function withoutEmptyCopies<T extends { slo: Slo }>(all: readonly T[], isEmpty: (one: T) => boolean): T[] {
  const recorded = new Set(all.flatMap(({ slo }) => (slo.recorded && slo.sharedDocument ? [slo.sharedDocument] : [])));
  return all.filter(
    (one) =>
      one.slo.recorded !== undefined ||
      one.slo.sharedDocument === undefined ||
      !recorded.has(one.slo.sharedDocument) ||
      !isEmpty(one)
  );
}

/** Whether there is not one event of an SLO in its window, or none can be counted. */
export function isEmptyRow({ eventWeighted }: SloRow): boolean {
  return eventWeighted === null || eventWeighted.totalEvents.state === 'noData';
}

/** Whether something is not told because there is nothing, and not because it could not be had. */
export function isEmptiness(absence: BudgetAbsence | EpisodesAbsence | ReleasesAbsence): boolean {
  switch (absence.kind) {
    case 'unmeasured':
      return absence.what.state === 'noData';
    case 'missing':
    case 'eventsUnknown':
    case 'notRecordedOverWindow':
    case 'slotsUnknown':
      return true;
    default:
      return false;
  }
}
