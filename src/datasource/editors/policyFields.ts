import { t } from '@grafana/i18n';
import type { PolicyIssue, PolicyProblem } from '../../core/budget/policyOptions';
import { PLAIN_TEXT } from '../../shared/plainText';
import { policyPercent } from '../policyWords';

/** Keys of a policy that have a field of their own. */
export type PolicyField = 'match' | 'freezeAtOrBelowPercent' | 'signOffBelowPercent' | 'exemptions';

const FIELDS: readonly PolicyField[] = ['match', 'freezeAtOrBelowPercent', 'signOffBelowPercent', 'exemptions'];

/** Which field a problem belongs to; null where none does. @param place `defaults`, or `rules[0]` and so on */
export function fieldOf({ path, issue }: PolicyProblem, place: string): PolicyField | null {
  if (path === place && issue.kind === 'signOffBelowFreeze') {
    return 'signOffBelowPercent';
  }
  const [key] = path.startsWith(`${place}.`) ? path.slice(place.length + 1).split(/[.[]/) : [];
  return issue.kind === 'unknownKey' ? null : (FIELDS.find((field) => field === key) ?? null);
}

/** What is wrong with a field, for those who see which. */
export function fieldError(problems: readonly PolicyProblem[], place: string, field: PolicyField): string | undefined {
  const problem = problems.find((one) => fieldOf(one, place) === field);
  return problem && issueWords(problem.issue);
}

function issueWords(issue: PolicyIssue): string {
  switch (issue.kind) {
    case 'outOfRange':
      return t('config.policy.problem.range', 'It must be between 0 and 100.');
    case 'signOffBelowFreeze':
      return t(
        'config.policy.problem.order',
        'It is {{signOff}}%, and must not be lower than the freeze at {{freeze}}%.',
        {
          ...PLAIN_TEXT,
          signOff: policyPercent(issue.signOffPercent / 100),
          freeze: policyPercent(issue.freezePercent / 100),
        }
      );
    case 'missing':
      return t('config.policy.problem.missing', 'Name at least one label and its value.');
    case 'wrongType':
    case 'unknownKey':
      return t('config.policy.problem.unreadable', 'What is configured cannot be read. Write it anew.');
  }
}
