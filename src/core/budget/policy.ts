import { budgetAtBest, mayBeHealthy, type Measured } from './dataState';
import type { StatusCause, StatusVerdict } from './status';

/** What the error-budget policy says of releases, strictest first. `unknown`: nobody can say. */
export const POLICY_STATES = ['freeze', 'unknown', 'signOff', 'normal'] as const;

export type PolicyState = (typeof POLICY_STATES)[number];

/** What follows from a budget that runs out. Shares of the whole budget, in [0, 1]; sign-off is not below freeze. */
export interface ErrorBudgetPolicy {
  /** Releases stop when no more than this is left. */
  freezeAtOrBelowRatio: number;
  /** A release needs somebody's sign-off while less than this is left; equal to the freeze where there is no such step. */
  signOffBelowRatio: number;
  /** What may go out all the same, in the words of the policy's authors. */
  exemptions: readonly string[];
}

/**
 * The freeze and its exemptions are those of The Site Reliability Workbook, appendix B, over the SLO's own window instead
 * of its four weeks. The Workbook has no step before the freeze: the sign-off is ours.
 */
export const DEFAULT_POLICY: ErrorBudgetPolicy = {
  freezeAtOrBelowRatio: 0,
  signOffBelowRatio: 0.25,
  exemptions: ['P0 fixes', 'security fixes'],
};

/** What decided, for the words beside the state. */
export type PolicyCause =
  | { rule: 'budgetSpent'; policy: ErrorBudgetPolicy }
  | { rule: 'budgetLow'; policy: ErrorBudgetPolicy }
  | { rule: 'burning'; policy: ErrorBudgetPolicy }
  | { rule: 'budgetLeft'; policy: ErrorBudgetPolicy }
  /** No budget, or one of which too little was seen. */
  | { rule: 'cannotSee'; what: Measured }
  /** The row is blind for this reason, whatever its budget. */
  | { rule: 'blind'; cause: StatusCause }
  | { rule: 'policyUnreadable' }
  /** Its budget is one of another window than its own. */
  | { rule: 'anotherWindow' }
  /** Its budget leaves out what somebody has annotated. */
  | { rule: 'annotated' };

export interface PolicyVerdict {
  state: PolicyState;
  cause: PolicyCause;
}

/**
 * What the policy says of an SLO. Only a budget that was seen well enough to be called healthy decides anything: what a
 * part of the window has spent says little of the whole, unless the rest could not undo it. A freeze asks for the budget alone; to be
 * normal, everything else must be seen as well, and nothing may burn fast enough for a page.
 *
 * @param policy null where the one that applies could not be read
 * @param of whether the budget leaves out what anybody may have annotated, or is one of another window than the SLO's own:
 *   who annotates or looks must not decide about releases
 */
export function judgePolicy(
  policy: ErrorBudgetPolicy | null,
  budgetRemaining: Measured,
  { status, cause }: Pick<StatusVerdict, 'status' | 'cause'>,
  { isAnnotated = false, isOverAnotherWindow = false } = {}
): PolicyVerdict {
  if (policy === null) {
    return { state: 'unknown', cause: { rule: 'policyUnreadable' } };
  }
  if (isOverAnotherWindow) {
    return { state: 'unknown', cause: { rule: 'anotherWindow' } };
  }
  const { value } = budgetRemaining;
  if ((budgetAtBest(budgetRemaining) ?? Infinity) <= policy.freezeAtOrBelowRatio) {
    return { state: 'freeze', cause: { rule: 'budgetSpent', policy } };
  }
  if (value === null || !mayBeHealthy(budgetRemaining)) {
    return { state: 'unknown', cause: { rule: 'cannotSee', what: budgetRemaining } };
  }
  if (isAnnotated) {
    return { state: 'unknown', cause: { rule: 'annotated' } };
  }
  if (status === 'blind') {
    return { state: 'unknown', cause: { rule: 'blind', cause } };
  }
  if (value < policy.signOffBelowRatio) {
    return { state: 'signOff', cause: { rule: 'budgetLow', policy } };
  }
  return status === 'burning'
    ? { state: 'signOff', cause: { rule: 'burning', policy } }
    : { state: 'normal', cause: { rule: 'budgetLeft', policy } };
}
