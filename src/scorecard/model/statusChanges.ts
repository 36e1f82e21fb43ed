import { STATUSES, type Status } from '../../core/budget/status';
import { byWorst } from './order';
import type { ScoreRow } from './row';

/** A row whose status is another one than before. */
export interface StatusChange {
  row: ScoreRow;
  from: Status;
  isWorse: boolean;
}

/**
 * What a refresh has changed, the worst news first and good news last. A row that got no answer has the status that it had
 * when it last could be seen: that a refresh failed is news of the refresh. Rows that come or go are none.
 */
export function statusChanges(before: readonly ScoreRow[], after: readonly ScoreRow[]): StatusChange[] {
  const statuses = new Map(before.map((row) => [row.id, knownStatus(row)]));
  return after
    .flatMap((row): StatusChange[] => {
      const from = statuses.get(row.id);
      const to = knownStatus(row);
      return from === undefined || from === to ? [] : [{ row, from, isWorse: isWorse(to, from) }];
    })
    .sort((a, b) => Number(b.isWorse) - Number(a.isWorse) || byWorst(a.row, b.row));
}

export function knownStatus({ status, stale }: ScoreRow): Status {
  return stale?.status ?? status;
}

export function isWorse(status: Status, than: Status): boolean {
  return STATUSES.indexOf(status) < STATUSES.indexOf(than);
}

/** By row, the status that it had when somebody last looked at it, while it is worse now. */
export type Unseen = ReadonlyMap<string, Status>;

/** What nobody has seen yet after these changes; the same map where that is what it was. */
export function unseenAfter(unseen: Unseen, changes: readonly StatusChange[]): Unseen {
  if (changes.length === 0) {
    return unseen;
  }
  const after = new Map(unseen);
  for (const { row, from } of changes) {
    const seen = unseen.get(row.id) ?? from;
    if (isWorse(knownStatus(row), seen)) {
      after.set(row.id, seen);
    } else {
      after.delete(row.id);
    }
  }
  return after;
}
