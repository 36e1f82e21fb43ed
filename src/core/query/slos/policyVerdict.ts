import type { Measured } from '../../budget/dataState';
import { judgePolicy, type PolicyVerdict } from '../../budget/policy';
import { policyFor, type PolicyRules } from '../../budget/policyRules';
import type { StatusVerdict } from '../../budget/status';
import { areAnnotated } from '../../window/exclusions';
import type { JudgedSlo } from '../judgedSlo';

/** What the policy that is for an SLO says of it. */
export function policyVerdict(
  { labels, service, name, excluded, isOverAnotherWindow }: JudgedSlo,
  policies: PolicyRules,
  budgetRemaining: Measured,
  verdict: StatusVerdict
): PolicyVerdict {
  return judgePolicy(policyFor(policies, { ...labels, service, slo: name }), budgetRemaining, verdict, {
    isAnnotated: areAnnotated(excluded),
    isOverAnotherWindow,
  });
}
