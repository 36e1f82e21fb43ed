import type { AlertingRule, RecordingRule, Rule, RulesAnswer } from '../../rules/rules';
import { pyrraRules, rulesKey } from './rules';

const own = { health: 'ok', lastError: '', lastEvaluationSeconds: 1 } as const;

function recording(name: string, query: string, change: Partial<RecordingRule> = {}): RecordingRule {
  return { type: 'recording', name, query, labels: { slo: 'shop', job: 'shop' }, ...own, ...change };
}

function alert(short: string, long: string, factor: string, change: Partial<AlertingRule> = {}): AlertingRule {
  const over = (window: string) => `requests:burnrate${window}{slo="shop"} > (${factor} * (1 - 0.9990000000000001))`;
  return {
    type: 'alerting',
    name: 'ErrorBudgetBurn',
    query: `${over(short)} and ${over(long)}`,
    labels: { slo: 'shop', short, long, severity: 'critical' },
    annotations: {},
    ...own,
    ...change,
  };
}

function read(...rules: Rule[]) {
  const answer: RulesAnswer = { state: 'ok', groups: [{ name: 'shop', file: '', rules }] };
  return pyrraRules(answer)!.get(rulesKey('shop', 'requests'));
}

const burnrate = recording(
  'requests:burnrate5m',
  'sum(rate(requests_total{code=~"5.."}[5m])) / sum(rate(requests_total[5m]))'
);

describe('the rules of Pyrra', () => {
  it('tell objective and pairs, whatever order they are in', () => {
    const rules = read(alert('30m', '6h', '7'), burnrate, alert('5m', '1h', '14'));
    expect(rules).toMatchObject({
      objectiveRatio: 0.999,
      pairs: [
        { severity: 'page', shortSeconds: 300, longSeconds: 3600, factor: 14 },
        { severity: 'page', shortSeconds: 1800, longSeconds: 21_600, factor: 7 },
      ],
      labels: { slo: 'shop', job: 'shop' },
      failures: [],
    });
  });

  it('tell how events are counted, where they count any', () => {
    expect(read(burnrate)!.events).toMatchObject({
      counted: 'bad',
      part: [{ selector: { metric: 'requests_total' } }],
      total: [{ selector: { metric: 'requests_total', matchers: [] } }],
    });
    const native = '1 - histogram_fraction(0, 1, sum(rate(requests[5m])))';
    expect(read(recording('requests:burnrate5m', native))!.events).toBeUndefined();
  });

  it('are read however long they are', () => {
    const nothing = `${'a'.repeat(100_000)} + `;
    const long = alert('5m', '1h', '14');
    expect(read({ ...long, query: nothing + long.query })!.pairs).toHaveLength(1);
    const open = 'sum by ('.repeat(12_500);
    expect(read(recording('requests:burnrate5m', `${open}sum by (job, zone) (x)`))!.grouping).toEqual(['job', 'zone']);
  });

  it('that fail are told with their words', () => {
    const failing = { health: 'err', lastError: 'found duplicate series' } as const;
    expect(
      read(recording('requests:burnrate5m', burnrate.query, failing), alert('5m', '1h', '14', failing))!.failures
    ).toEqual([
      { rule: 'requests:burnrate5m', message: 'found duplicate series' },
      { rule: 'ErrorBudgetBurn', message: 'found duplicate series' },
    ]);
  });

  it('of others, as those of slo-libsonnet, are none of Pyrra', () => {
    expect(read(recording('requests:burnrate5m', burnrate.query, { labels: { job: 'shop' } }))).toBeUndefined();
    expect(pyrraRules({ state: 'unreadable', cause: 'forbidden', message: '' })).toBeNull();
  });

  it('of two SLOs of one name on one metric tell neither events nor objective, and each pair once', () => {
    const other = recording('requests:burnrate5m', burnrate.query.replace('code=~"5.."', 'code="500"'));
    const strict = alert('5m', '1h', '14');
    const rules = read(burnrate, alert('5m', '1h', '14'), other, {
      ...strict,
      query: strict.query.replaceAll('0.9990000000000001', '0.9999'),
    });
    expect(rules!.events).toBeUndefined();
    expect(rules!.objectiveRatio).toBeNull();
    expect(rules!.pairs).toHaveLength(1);
    // A file that is loaded twice is no second SLO.
    expect(read(burnrate, alert('5m', '1h', '14'), burnrate, alert('5m', '1h', '14'))).toMatchObject({
      objectiveRatio: 0.999,
      events: { counted: 'bad' },
      pairs: [{ factor: 14 }],
    });
  });
});
