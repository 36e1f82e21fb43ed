import { usualRateWindow } from '../../core/budget/status';
import type { RowDetails } from './details';
import type { BurnRate, Exhaustion, Quantity } from './row';

/**
 * What a null of the contract means: that the budget lasts at the present rate, or that nobody can tell. It lasts only
 * if the burn rate that "present" refers to is known; on a rolling window that rate must be at most 1, in a calendar period
 * the source has found that the period ends before.
 */
export function readExhaustion(
  time: Quantity,
  {
    exhaustionRateWindow: rateWindow,
    exhaustionCountsPayback: countsPayback,
    period,
  }: Pick<RowDetails, 'exhaustionRateWindow' | 'exhaustionCountsPayback' | 'period'>,
  budget: Quantity,
  burnRates: readonly BurnRate[]
): Exhaustion {
  if (budget.value !== null && budget.value <= 0) {
    return { kind: 'spent' };
  }
  if (time.value !== null && Number.isFinite(time.value)) {
    return { kind: 'in', time, rateWindow, countsPayback };
  }
  // The source has computed it, and found that it never comes.
  if (countsPayback && rateWindow !== '') {
    return { kind: 'notAtThisRate' };
  }
  const present = usualRate(burnRates)?.rate.value;
  if (period && rateWindow !== '') {
    return { kind: 'notThisPeriod' };
  }
  return budget.value !== null && present != null && present <= 1 ? { kind: 'notAtThisRate' } : { kind: 'unknown' };
}

/** The burn rate that is the present one where nothing fires; undefined where none is known. */
export function usualRate(burnRates: readonly BurnRate[]): BurnRate | undefined {
  const window = usualRateWindow(burnRates.map(({ windowSeconds, rate }) => [windowSeconds, rate.value] as const));
  return burnRates.find(({ windowSeconds }) => windowSeconds === window);
}
