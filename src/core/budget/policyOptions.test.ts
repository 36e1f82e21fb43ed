import { DEFAULT_POLICY } from './policy';
import { readPolicyOptions, type PolicyIssue } from './policyOptions';
import { policyFor } from './policyRules';

describe('a policy without errors', () => {
  it.each([[undefined], [null], [{}], [{ defaults: null, rules: null }], [{ defaults: {}, rules: [] }]])(
    'is the default where nothing is configured: %j',
    (options) => {
      const { policies, problems } = readPolicyOptions(options);
      expect(problems).toEqual([]);
      expect(policyFor(policies, { tier: '1' })).toEqual(DEFAULT_POLICY);
    }
  );

  it('takes from the defaults what a rule leaves out', () => {
    const { policies, problems } = readPolicyOptions({
      defaults: { freezeAtOrBelowPercent: 5, signOffBelowPercent: 30, exemptions: [] },
      rules: [
        { match: { tier: '1' }, signOffBelowPercent: 50 },
        { match: { tier: ['2', '3'], region: 'eu' }, exemptions: ['hot fixes'] },
      ],
    });
    expect(problems).toEqual([]);
    expect(policyFor(policies, {})).toEqual({ freezeAtOrBelowRatio: 0.05, signOffBelowRatio: 0.3, exemptions: [] });
    expect(policyFor(policies, { tier: '1' })).toEqual({
      freezeAtOrBelowRatio: 0.05,
      signOffBelowRatio: 0.5,
      exemptions: [],
    });
    expect(policyFor(policies, { tier: '3', region: 'eu' })?.exemptions).toEqual(['hot fixes']);
  });
});

describe('a policy with an error', () => {
  const range = (value: number): PolicyIssue => ({ kind: 'outOfRange', value });
  const type = (expected: 'map' | 'list' | 'number' | 'text'): PolicyIssue => ({ kind: 'wrongType', expected });

  it.each<[string, unknown, string, PolicyIssue]>([
    ['a text', 'strict', '', type('map')],
    ['a list', [], '', type('map')],
    ['defaults of a wrong type', { defaults: [] }, 'defaults', type('map')],
    ['rules of a wrong type', { rules: {} }, 'rules', type('list')],
    ['a number as text', { defaults: { signOffBelowPercent: '25' } }, 'defaults.signOffBelowPercent', type('number')],
    ['above 100 %', { defaults: { signOffBelowPercent: 101 } }, 'defaults.signOffBelowPercent', range(101)],
    ['below 0 %', { defaults: { freezeAtOrBelowPercent: -1 } }, 'defaults.freezeAtOrBelowPercent', range(-1)],
    [
      'a sign-off that comes after the freeze',
      { defaults: { freezeAtOrBelowPercent: 30 } },
      'defaults',
      { kind: 'signOffBelowFreeze', signOffPercent: 25, freezePercent: 30 },
    ],
    ['one exemption as text', { defaults: { exemptions: 'P0' } }, 'defaults.exemptions', type('list')],
    ['an empty exemption', { defaults: { exemptions: ['P0', ' '] } }, 'defaults.exemptions[1]', type('text')],
    [
      'a misspelt key',
      { defaults: { signoffBelowPercent: 50 } },
      'defaults.signoffBelowPercent',
      { kind: 'unknownKey', allowed: ['freezeAtOrBelowPercent', 'signOffBelowPercent', 'exemptions'] },
    ],
    ['an unknown section', { default: {} }, 'default', { kind: 'unknownKey', allowed: ['defaults', 'rules'] }],
  ])('is told with its place and replaced by nothing: %s', (_, options, path, issue) => {
    const { policies, problems } = readPolicyOptions(options);
    expect(problems).toEqual([{ path, issue }]);
    expect(policyFor(policies, {})).toBeNull();
  });

  it.each<[string, unknown, string, PolicyIssue]>([
    ['no map', 'tier=1', 'rules[0]', type('map')],
    ['no labels', { signOffBelowPercent: 50 }, 'rules[0].match', { kind: 'missing' }],
    ['an empty map of labels', { match: {} }, 'rules[0].match', { kind: 'missing' }],
    ['labels as text', { match: 'tier=1' }, 'rules[0].match', type('map')],
    ['a number as a label', { match: { tier: 1 } }, 'rules[0].match.tier', type('text')],
    ['a number among the values', { match: { tier: ['1', 2] } }, 'rules[0].match.tier[1]', type('text')],
  ])('of a rule that may mean any SLO takes the policy from all after it: %s', (_, rule, path, issue) => {
    const { policies, problems } = readPolicyOptions({ rules: [rule] });
    expect(problems).toEqual([{ path, issue }]);
    expect(policyFor(policies, { tier: 'other' })).toBeNull();
  });

  it('concerns the SLOs of its rule only, where these are known', () => {
    const { policies, problems } = readPolicyOptions({
      rules: [{ match: { tier: '1' }, signOffBelowPercent: 500 }],
    });
    expect(problems).toEqual([{ path: 'rules[0].signOffBelowPercent', issue: range(500) }]);
    expect(policyFor(policies, { tier: '1' })).toBeNull();
    expect(policyFor(policies, { tier: '2' })).toEqual(DEFAULT_POLICY);
  });

  it('in the defaults concerns a rule that takes from them', () => {
    const own = { freezeAtOrBelowPercent: 0, signOffBelowPercent: 10, exemptions: [] };
    const { policies } = readPolicyOptions({
      defaults: { signOffBelowPercent: 500 },
      rules: [
        { match: { tier: '1' }, freezeAtOrBelowPercent: 1 },
        { match: { tier: '2' }, ...own },
      ],
    });
    expect(policyFor(policies, { tier: '1' })).toBeNull();
    expect(policyFor(policies, { tier: '2' })?.signOffBelowRatio).toBe(0.1);
  });

  it('is told together with all others', () => {
    const { problems } = readPolicyOptions({
      defaults: { freezeAtOrBelowPercent: -5, exemptions: [7] },
      rules: [{ match: {}, signOffBelowPercent: NaN }],
    });
    expect(problems.map(({ path }) => path)).toEqual([
      'defaults.freezeAtOrBelowPercent',
      'defaults.exemptions[0]',
      'rules[0].signOffBelowPercent',
      'rules[0].match',
    ]);
  });
});
