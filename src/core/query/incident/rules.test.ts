import type { Rule, RulesAnswer } from '../../rules/rules';
import { rulesBefore } from './rules';

const TO = 1_790_000_000;
const FROM = TO - 3600;
const END = TO - 1200;

const rule = (name: string, lastEvaluationSeconds: number | null, lastError = ''): Rule => ({
  type: 'recording',
  name,
  query: 'up',
  labels: {},
  health: lastError === '' ? 'ok' : 'err',
  lastError,
  lastEvaluationSeconds,
});
const of = (...rules: Rule[]): RulesAnswer => ({ state: 'ok', groups: [{ name: 'g', file: 'f', rules }] });
const told = (rules: RulesAnswer) => rulesBefore(rules, FROM, END, TO);

it('tells how many fail and names the first with its error', () => {
  expect(told(of(rule('a', TO - 30), rule('b', TO - 20, 'many-to-many'), rule('c', TO - 10, 'limit')))).toEqual({
    changes: [{ kind: 'rulesFail', atSeconds: TO - 20, count: 2, name: 'b', message: 'many-to-many' }],
    unseen: null,
  });
});

it('tells that all have stopped in the time that is looked at, and not that one is late', () => {
  expect(told(of(rule('a', END - 60), rule('b', FROM)))).toEqual({
    changes: [{ kind: 'rulesStopped', atSeconds: END - 60 }],
    unseen: null,
  });
  expect(told(of(rule('hourly', END - 60), rule('b', TO - 30)))).toEqual({ changes: [], unseen: null });
  expect(told(of(rule('a', FROM - 60)))).toEqual({ changes: [], unseen: null });
});

it('knows nothing of a range that ended before, nor of rules that nobody tells the evaluation of', () => {
  const unseen = { changes: [], unseen: { kind: 'otherTime' } };
  expect(told(of(rule('a', TO + 301, 'limit')))).toEqual(unseen);
  expect(told(of(rule('a', null)))).toEqual(unseen);
  expect(told(of())).toEqual({ changes: [], unseen: null });
  expect(told({ state: 'unreadable', cause: 'forbidden', message: 'no' })).toEqual({
    changes: [],
    unseen: { kind: 'failed', message: 'no' },
  });
});
