import { mayBeHealthy, type DataState } from '../../core/budget/dataState';
import type { PolicyState } from '../../core/budget/policy';
import type { Status } from '../../core/budget/status';
import type { Releases, ScoreRow, StatusDoubt } from './row';

/** The part of a row that says what its budget is worth. */
type Seen = Pick<ScoreRow, 'budget' | 'dataState' | 'coverageRatio'>;

/** A source that says healthy without a number that may be is not believed. */
export function trustedStatus(status: Status | null, seen: Seen): { status: Status; doubt: StatusDoubt | null } {
  if (status === null) {
    return { status: 'blind', doubt: 'unknownStatus' };
  }
  if (status !== 'healthy' || mayLookGood(seen)) {
    return { status, doubt: null };
  }
  const hasNumber = seen.budget.value !== null && PARTLY_SEEN.includes(seen.dataState);
  return { status: 'blind', doubt: hasNumber ? 'healthyNotCovered' : 'healthyWithoutNumber' };
}

/** Statuses beside which releases as usual would be a contradiction. */
const NOT_NORMAL: readonly Status[] = ['burning', 'blind', 'breached'];

/** A source that lets releases go out beside a row that is in trouble, or not seen well enough, is not believed. */
export function trustedReleases(state: PolicyState | null, reason: string, status: Status, seen: Seen): Releases {
  const doubted = state === 'normal' && (NOT_NORMAL.includes(status) || !mayLookGood(seen));
  return { state: doubted || state === null ? 'unknown' : state, reason, doubted };
}

const PARTLY_SEEN: readonly DataState[] = ['partial', 'gapsSkipped'];

/** Whether the budget must not be painted as its thresholds want: it is old, unseen, or what is left of it not proven. */
export function isDoubtful(row: Seen & Pick<ScoreRow, 'status' | 'stale'>): boolean {
  const unproven = (row.budget.value ?? 0) > 0 && !mayLookGood(row);
  return row.stale !== null || row.status === 'blind' || row.status === 'noTraffic' || unproven;
}

function mayLookGood({ budget, dataState, coverageRatio }: Seen): boolean {
  return mayBeHealthy({
    state: dataState,
    value: budget.value,
    ...(coverageRatio === null ? {} : { coverageRatio }),
  });
}
