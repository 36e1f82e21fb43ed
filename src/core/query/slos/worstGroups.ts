import { firingPair } from './firingPair';
import { judgeSince, planSince, type Look } from '../incident/since';
import type { Answers, InstantQuery } from '../port';
import type { SloRow } from './row';

/** The events of the long window of what fires, by group: instant queries of one time; none where nothing fires. */
export function planWorstGroups(toSeconds: number, rows: readonly SloRow[]): InstantQuery[] {
  return planSince(toSeconds, looksOf(rows));
}

/** The rows with the group that was hit, where one stands out in the answers to `planWorstGroups`. */
export function withWorstGroups(toSeconds: number, rows: readonly SloRow[], answers: Answers): SloRow[] {
  const told = judgeSince(toSeconds, looksOf(rows), answers);
  return rows.map((row) => {
    const [worstGroup] = told.get(row)?.groups ?? [];
    return worstGroup?.standsOut ? { ...row, worstGroup } : row;
  });
}

function looksOf(rows: readonly SloRow[]): Look[] {
  return rows.flatMap((row) => {
    const pair = firingPair(row);
    return pair && row.slo.events ? [{ row, seconds: pair.longSeconds, cost: false }] : [];
  });
}
