import { rulesBefore } from '../../src/core/query/incident/rules';
import { readRules } from '../../src/core/rules/read';
import type { Rule, RuleGroup } from '../../src/core/rules/rules';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import { counterSeries, gridOfDays } from './seriesHistory';

const grid = gridOfDays(0.1);

let server: EvaluatedRules;
let group: RuleGroup;

beforeAll(async () => {
  server = await startEvaluatedRules({
    grid,
    toleratesErrors: true,
    history: ['one', 'other'].map((instance) =>
      counterSeries(grid, { __name__: 'asked_total', job: 'shop', instance }, () => 1)
    ),
    files: {
      shop: [
        {
          name: 'shop',
          rules: [
            {
              record: 'job:asked:rate5m',
              expr: 'sum by (job) (rate(asked_total[300s])) # by job\n',
              labels: { team: 'till' },
            },
            { record: 'job:asked:squared', expr: 'asked_total * on (job) asked_total', labels: {} },
            {
              alert: 'Asked',
              expr: 'job:asked:rate5m > 0',
              labels: { severity: 'page' },
              annotations: { runbook: 'https://runbooks.example.com/{{ $labels.job }}' },
            },
          ],
        },
      ],
    },
  });
  const answer = readRules(await (await fetch(`${server.url}/api/v1/rules?exclude_alerts=true`)).json());
  const [only, ...others] = answer.state === 'ok' ? answer.groups : [];
  expect([answer.state, others.length]).toEqual(['ok', 0]);
  group = only!;
}, 120_000);

afterAll(() => server.stop(), 30_000);

function named(name: string): Rule | undefined {
  return group.rules.find((rule) => rule.name === name);
}

test('rules come in the order of their file, by group', () => {
  expect(group.name).toBe('shop');
  expect(group.file).toMatch(/rules\/shop\.yml$/);
  expect(group.rules.map(({ name }) => name)).toEqual(['job:asked:rate5m', 'job:asked:squared', 'Asked']);
});

test('a rule is told as Prometheus prints it, with the time of its evaluation', () => {
  expect(named('job:asked:rate5m')).toEqual({
    type: 'recording',
    name: 'job:asked:rate5m',
    query: 'sum by (job) (rate(asked_total[5m]))',
    labels: { team: 'till' },
    health: 'ok',
    lastError: '',
    lastEvaluationSeconds: expect.closeTo(server.settledAtSeconds, -2),
  });
});

test('a rule that fails says why', () => {
  expect(named('job:asked:squared')).toMatchObject({
    health: 'err',
    lastError: expect.stringContaining('many-to-many matching not allowed'),
    lastEvaluationSeconds: expect.closeTo(server.settledAtSeconds, -2),
  });
});

test('an alert comes with its annotations, not yet filled', () => {
  expect(named('Asked')).toMatchObject({
    type: 'alerting',
    query: 'job:asked:rate5m > 0',
    labels: { severity: 'page' },
    annotations: { runbook: 'https://runbooks.example.com/{{ $labels.job }}' },
    health: 'ok',
  });
});

test('who looks at an incident is told of the rule that fails', () => {
  const at = server.settledAtSeconds;
  expect(rulesBefore({ state: 'ok', groups: [group] }, at - 1800, at, at)).toEqual({
    changes: [
      {
        kind: 'rulesFail',
        atSeconds: expect.closeTo(at, -2),
        count: 1,
        name: 'job:asked:squared',
        message: expect.stringContaining('many-to-many matching not allowed'),
      },
    ],
    unseen: null,
  });
});
