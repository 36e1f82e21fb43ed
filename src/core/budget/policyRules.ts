import { DEFAULT_POLICY, type ErrorBudgetPolicy } from './policy';

/** Which policy applies to which SLOs. */
export interface PolicyRules {
  /** The first that matches an SLO gives its policy. */
  rules: readonly PolicyRule[];
  /** For SLOs that no rule matches; null where it could not be read. */
  otherwise: ErrorBudgetPolicy | null;
}

export interface PolicyRule {
  /** Allowed values by label; all must match. Null where it could not be read, so that the rule may mean any SLO. */
  match: ReadonlyMap<string, readonly string[]> | null;
  /** Null where it could not be read. */
  policy: ErrorBudgetPolicy | null;
}

export const DEFAULT_POLICY_RULES: PolicyRules = { rules: [], otherwise: DEFAULT_POLICY };

/** The policy for an SLO with these labels; null where it could not be read. */
export function policyFor(
  { rules, otherwise }: PolicyRules,
  labels: Readonly<Record<string, string>>
): ErrorBudgetPolicy | null {
  for (const { match, policy } of rules) {
    if (match === null) {
      return null;
    }
    if ([...match].every(([label, values]) => values.includes(labels[label] ?? ''))) {
      return policy;
    }
  }
  return otherwise;
}
