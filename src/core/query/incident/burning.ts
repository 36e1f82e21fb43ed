import type { AlertPair } from '../../budget/alertPairs';
import { compareBy } from '../../budget/order';
import { firingPair } from '../slos/firingPair';
import { rollUpMember } from '../slos/rollUpMember';
import type { SloRow } from '../slos/row';

/** An SLO whose alert fires. */
export interface Burning {
  row: SloRow;
  /** The worst that fires. */
  pair: AlertPair;
  /** Over the long window of the pair. */
  burnRate: number;
}

/**
 * The SLOs that burn, in the order `worst` of core/budget/order, in which every table of SLOs has them: pages before tickets,
 * and of those the one that has the least budget left.
 */
export function burningOf(rows: readonly SloRow[]): Burning[] {
  return rows.flatMap((row) => burningRow(row) ?? []).sort(byWorst);
}

export function burningRow(row: SloRow): Burning | null {
  const pair = firingPair(row);
  const burnRate = pair && row.burnRates.get(pair.longSeconds)?.value;
  return pair && burnRate != null ? { row, pair, burnRate } : null;
}

/** Onsets this close cannot be told apart: that of a page is known to two minutes, that of a ticket to five. */
export const SAME_ONSET_SECONDS = 5 * 60;

/** Whether two SLOs began to burn together, which says of neither that it is the cause; never where an onset was not seen. */
export function beganTogether(a: SloRow, b: SloRow): boolean {
  return (
    a.onset?.seen === true &&
    b.onset?.seen === true &&
    Math.abs(a.onset.atSeconds - b.onset.atSeconds) <= SAME_ONSET_SECONDS
  );
}

export function byWorst(a: Burning, b: Burning): number {
  return compareBy('worst')(rollUpMember(a.row), rollUpMember(b.row));
}

/** The SLO that a screen is about: the only one that was chosen, or the one that burns worst; null where none does. */
export function mainRow(rows: readonly SloRow[]): SloRow | null {
  const [only, ...others] = rows;
  return only && others.length === 0 ? only : (burningOf(rows)[0]?.row ?? null);
}
