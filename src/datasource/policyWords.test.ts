import type { PolicyIssue } from '../core/budget/policyOptions';
import { policyProblemWords, policyReasonWords } from './policyWords';

it.each<[string, PolicyIssue, string]>([
  ['', { kind: 'wrongType', expected: 'map' }, 'errorBudgetPolicy must be a map of keys and values.'],
  ['rules', { kind: 'wrongType', expected: 'list' }, 'rules must be a list.'],
  ['defaults.x', { kind: 'wrongType', expected: 'number' }, 'defaults.x must be a number.'],
  [
    'rules[0].match.tier',
    { kind: 'wrongType', expected: 'text' },
    'rules[0].match.tier must be text, in quotes where it looks like a number.',
  ],
  [
    'defaults.signOffBelowPercent',
    { kind: 'outOfRange', value: 101 },
    'defaults.signOffBelowPercent is 101; it must be between 0 and 100.',
  ],
  [
    'rules[0]',
    { kind: 'signOffBelowFreeze', signOffPercent: 25, freezePercent: 28.999999999999996 },
    'rules[0]: the sign-off begins below 25%, after the freeze at 29%. It must not be lower than the freeze.',
  ],
  [
    'default',
    { kind: 'unknownKey', allowed: ['defaults', 'rules'] },
    'default is not known here; defaults, rules are.',
  ],
  ['rules[1].match', { kind: 'missing' }, 'rules[1].match is missing: name at least one label and its value.'],
])('says what is wrong at %s', (path, issue, words) => {
  expect(policyProblemWords({ path, issue })).toBe(words);
});

it('says how much of the window is needed to decide', () => {
  expect(policyReasonWords({ rule: 'cannotSee', what: { state: 'partial', value: 0.5, coverageRatio: 0.379 } })).toBe(
    'Only 37% of the window has data; 90% are needed to decide.'
  );
});

it('says why the row is blind', () => {
  expect(policyReasonWords({ rule: 'blind', cause: { rule: 'doubtful' } })).toMatch(/numbers contradict each other/);
});
