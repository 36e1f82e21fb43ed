import { USUAL_RATE_WINDOW_SECONDS } from '../../core/budget/status';
import type { BurnRate, Exhaustion, Quantity } from './row';

/**
 * What a null of the contract means: that the budget lasts at the present rate, or that nobody can tell. It lasts only
 * if the burn rate that "present" refers to is known and at most 1.
 */
export function readExhaustion(
  time: Quantity,
  rateWindow: string,
  budget: Quantity,
  burnRates: readonly BurnRate[]
): Exhaustion {
  if (budget.value !== null && budget.value <= 0) {
    return { kind: 'spent' };
  }
  if (time.value !== null && Number.isFinite(time.value)) {
    return { kind: 'in', time, rateWindow };
  }
  const present = burnRates.find(({ windowSeconds }) => windowSeconds === USUAL_RATE_WINDOW_SECONDS)?.rate.value;
  return budget.value !== null && present != null && present <= 1 ? { kind: 'notAtThisRate' } : { kind: 'unknown' };
}
