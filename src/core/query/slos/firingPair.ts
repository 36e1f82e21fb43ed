import { worstFiring, type AlertPair } from '../../budget/alertPairs';
import type { SloRow } from './row';

/** What fires by the numbers of a row: the first of its pairs that do, pages before tickets. */
export function firingPair({ slo: { pairs }, pairStates }: Pick<SloRow, 'slo' | 'pairStates'>): AlertPair | undefined {
  return worstFiring(pairs, pairStates);
}
