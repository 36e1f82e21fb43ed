import { budgetRemainingRatio } from '../../budget/budget';
import { isCount, isPart } from '../counts';
import { isProperRatio } from '../parameters';
import { type Decision, unknown } from '../verdict';

/** The requirement that at least `leastRemainingRatio` of the budget is left; at most 1, and negative to allow an overdraft. */
export interface RemainingBudgetCriterion {
  objectiveRatio: number;
  leastRemainingRatio: number;
}

/** Events of the SLO window. */
export interface BudgetCounts {
  bad: number;
  total: number;
  /** Events that may have been lost, good or bad. */
  unobserved: number;
}

export interface RemainingBudgetDecision extends Decision {
  /** 1 = untouched, negative = overspent; null where it is not known. */
  remainingRatio: number | null;
  /** Were all lost events good, and bad. */
  bestRatio: number | null;
  worstRatio: number | null;
}

/** An objective such as 0.999 has no exact budget, so what is left at exactly what is required is off by less than this. */
const ROUNDING = 1e-9;

/** Remaining budget, criterion (d). A census: nothing is sampled, so what is open is only what was lost. */
export function judgeRemainingBudget(
  { objectiveRatio, leastRemainingRatio }: RemainingBudgetCriterion,
  { bad, total, unobserved }: BudgetCounts
): RemainingBudgetDecision {
  const usable = isProperRatio(objectiveRatio) && leastRemainingRatio <= 1 && isPart(bad, total) && isCount(unobserved);
  if (!usable || total === 0) {
    const reason = usable ? 'NO_DATA' : 'DATA_QUALITY';
    return { ...unknown(reason), remainingRatio: null, bestRatio: null, worstRatio: null };
  }
  const bestRatio = budgetRemainingRatio(bad / (total + unobserved), objectiveRatio);
  const worstRatio = budgetRemainingRatio((bad + unobserved) / (total + unobserved), objectiveRatio);
  const least = leastRemainingRatio - ROUNDING;
  const decision: Decision =
    worstRatio >= least
      ? { verdict: 'PASS', reason: null, pFail: null }
      : bestRatio < least
        ? { verdict: 'FAIL', reason: null, pFail: null }
        : unknown('DATA_QUALITY');
  return { ...decision, remainingRatio: budgetRemainingRatio(bad / total, objectiveRatio), bestRatio, worstRatio };
}
