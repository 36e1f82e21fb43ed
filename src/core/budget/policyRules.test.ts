import { DEFAULT_POLICY, type ErrorBudgetPolicy } from './policy';
import { policyFor, type PolicyRules } from './policyRules';

const strict: ErrorBudgetPolicy = { freezeAtOrBelowRatio: 0.1, signOffBelowRatio: 0.5, exemptions: [] };
const lax: ErrorBudgetPolicy = { freezeAtOrBelowRatio: 0, signOffBelowRatio: 0, exemptions: ['all fixes'] };

const given: PolicyRules = {
  rules: [
    {
      match: new Map([
        ['tier', ['1', '2']],
        ['region', ['eu']],
      ]),
      policy: strict,
    },
    { match: new Map([['region', ['eu']]]), policy: lax },
    { match: new Map([['region', ['us']]]), policy: null },
  ],
  otherwise: DEFAULT_POLICY,
};

it.each<[string, Record<string, string>, ErrorBudgetPolicy | null]>([
  ['every label of a rule matches', { tier: '2', region: 'eu', owner: 'cooks' }, strict],
  ['the first that matches wins', { tier: '1', region: 'eu' }, strict],
  ['one label differs', { tier: '3', region: 'eu' }, lax],
  ['one label is missing', { region: 'eu' }, lax],
  ['no rule matches', { tier: '1', region: 'asia' }, DEFAULT_POLICY],
  ['no labels', {}, DEFAULT_POLICY],
  ['the rule that matches cannot be read', { region: 'us' }, null],
])('%s', (_, labels, policy) => {
  expect(policyFor(given, labels)).toBe(policy);
});

it('does not go past a rule that may mean any SLO', () => {
  const [first, second] = given.rules;
  const rules = [first!, { match: null, policy: lax }, second!];
  expect(policyFor({ rules, otherwise: DEFAULT_POLICY }, { tier: '1', region: 'eu' })).toBe(strict);
  expect(policyFor({ rules, otherwise: DEFAULT_POLICY }, { region: 'eu' })).toBeNull();
});
