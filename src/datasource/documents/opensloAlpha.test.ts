import { print } from '../../core/promql/print';
import { readConfigured } from './read';
import { documentProblemWords } from '../../shared/words/documents';

const SLO = `apiVersion: openslo/v1alpha
kind: SLO
metadata:
  name: availability
  displayName: Orders
spec:
  service: orders
  timeWindows:
    - unit: Day
      count: 30
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.999
      ratioMetrics:
        good:
          source: prometheus
          queryType: promql
          query: sum(rate(http_requests_total{code!~"5.."}[{{.window}}]))
        total:
          source: prometheus
          queryType: promql
          query: sum(rate(http_requests_total[{{.window}}]))
`;

function changed(from: string | RegExp, to: string): string {
  const next = SLO.replace(from, to);
  if (next === SLO) {
    throw new Error(`${String(from)} is not in the document`);
  }
  return next;
}

function words(text: string): string[] {
  return readConfigured(text).problems.map(documentProblemWords);
}

describe('a document of OpenSLO v1alpha', () => {
  it('defines an SLO, numbered as Sloth numbers it', () => {
    const { definitions, problems } = readConfigured(SLO);
    expect(problems).toEqual([]);
    expect(definitions).toHaveLength(1);
    const { events, pairs, ...rest } = definitions[0]!;
    expect(rest).toEqual({
      tool: 'openslo',
      document: 1,
      line: 4,
      service: 'orders',
      name: 'availability-0',
      description: 'Orders',
      labels: {},
      objectiveRatio: 0.999,
      window: { kind: 'rolling', seconds: 30 * 86_400 },
      links: [],
    });
    expect(pairs!.map(({ factor }) => factor)).toEqual([14.4, 6, 3, 1]);
    expect(events!.counted).toBe('good');
    expect(events!.part.map(({ selector }) => print(selector))).toEqual(['http_requests_total{code!~"5.."}']);
    expect(events!.total.map(({ selector }) => print(selector))).toEqual(['http_requests_total']);
  });

  it('with several objectives is several SLOs', () => {
    const objective = SLO.slice(SLO.indexOf('    - target'));
    const { definitions } = readConfigured(`${SLO}${objective.replace('0.999', '0.99')}`);
    expect(definitions.map(({ name, objectiveRatio }) => [name, objectiveRatio])).toEqual([
      ['availability-0', 0.999],
      ['availability-1', 0.99],
    ]);
  });

  it.each<[string | RegExp, string, string]>([
    ['kind: SLO', 'kind: Service', 'Document 1, line 2, kind: “Service” is not one of SLO.'],
    ['unit: Day', 'unit: Month', 'Document 1, line 9, spec.timeWindows[0].unit: “Month” is not one of Day.'],
    ['count: 30', 'count: 0', 'Document 1, line 10, spec.timeWindows[0].count: 0 is not above 0.'],
    ['      count: 30\n', '', 'Document 1, line 9, spec.timeWindows[0].count: This is missing.'],
    [
      'isRolling: true',
      'isRolling: false',
      'Document 1, line 11, spec.timeWindows[0].isRolling: “false” is not one of true.',
    ],
    [
      / {2}timeWindows:[^]*?(?= {2}budgeting)/,
      '  timeWindows: []\n',
      'Document 1, line 8, spec.timeWindows: There must be exactly one item; there are 0.',
    ],
    [/ {2}timeWindows:[^]*?(?= {2}budgeting)/, '', 'Document 1, line 7, spec.timeWindows: This is missing.'],
    [
      'Occurrences',
      'Timeslices',
      'Document 1, line 12, spec.budgetingMethod: Timeslices is not supported for composites and in openslo/v1alpha.',
    ],
    [/objectives:[^]*/, 'objectives: []\n', 'Document 1, line 13, spec.objectives: This is missing.'],
    [
      'target: 0.999',
      'target: 99.9',
      'Document 1, line 14, spec.objectives[0].target: 99.9 is not between 0 and 1, both excluded.',
    ],
    [
      'source: prometheus',
      'source: datadog',
      'Document 1, line 17, spec.objectives[0].ratioMetrics.good.source: Metrics of type datadog cannot be read. Only Prometheus can.',
    ],
    [
      'queryType: promql',
      'queryType: sql',
      'Document 1, line 18, spec.objectives[0].ratioMetrics.good.queryType: “sql” is not one of promql.',
    ],
    [
      'sum(rate(http_requests_total[{{.window}}]))',
      'a / b',
      'Document 1, line 23, spec.objectives[0].ratioMetrics.total.query: “a / b” is no number of events.',
    ],
    [
      '{code!~"5.."}',
      '',
      'Document 1, line 19, spec.objectives[0].ratioMetrics.good.query: This counts the same events as total.',
    ],
  ])('%# with an error is left out, and says where, what and what would be right', (from, to, expected) => {
    expect(words(changed(from, to)).join('\n')).toContain(expected);
    expect(readConfigured(changed(from, to)).definitions).toEqual([]);
  });

  it('with an unknown key still counts, with a warning', () => {
    const text = changed('  service: orders', '  servce: x\n  service: orders');
    expect(words(text)).toEqual([
      'Document 1, line 7, spec.servce: This format has no “servce” here, so it does not count. Do you mean service?',
    ]);
    expect(readConfigured(text).definitions).toHaveLength(1);
  });
});
