import type { MemberEvents, RollUpMember } from '../../budget/rollUp';
import type { SloRow } from './row';

/** A row as it can be ordered among others and rolled up with them. */
export interface RowMember extends RollUpMember {
  row: SloRow;
}

export function rollUpMember(row: SloRow): RowMember {
  const { slo, verdict, budgetRemaining, atSeconds } = row;
  return {
    row,
    id: slo.id,
    service: slo.service,
    name: slo.name,
    status: verdict.status,
    budgetRemaining,
    burnRate: lastingBurnRate(row),
    exhaustionSeconds: verdict.exhaustion?.seconds ?? null,
    events: eventsOf(row),
    windowStartSeconds: atSeconds - slo.window.seconds,
  };
}

/**
 * The greatest burn rate that both windows of an alert pair have, so that neither a burst that only a short window sees
 * nor a long memory of one that is over counts. Null where no pair has both numbers.
 */
function lastingBurnRate({ slo: { pairs, mutedPairs = [] }, burnRates }: SloRow): number | null {
  let lasting: number | null = null;
  for (const { shortSeconds, longSeconds } of mutedPairs.length === 0 ? pairs : [...pairs, ...mutedPairs]) {
    const short = burnRates.get(shortSeconds)?.value ?? null;
    const long = burnRates.get(longSeconds)?.value ?? null;
    if (short !== null && long !== null) {
      lasting = Math.max(lasting ?? -Infinity, Math.min(short, long));
    }
  }
  return lasting;
}

function eventsOf({ method, eventWeighted, slo }: SloRow): MemberEvents {
  if (method.kind === 'composite') {
    return { state: 'composite' };
  }
  if (eventWeighted === null) {
    return { state: slo.recorded || method.kind === 'slices' ? 'ratiosOnly' : 'notCounted' };
  }
  const { badEvents, totalEvents } = eventWeighted;
  return badEvents.value === null || totalEvents.value === null
    ? { state: 'notCounted' }
    : { state: 'known', bad: badEvents.value, total: totalEvents.value };
}
