import { print } from '../../core/promql/print';
import { readConfigured } from './read';
import { documentProblemWords } from '../../shared/words/documents';

const words = (text: string) => readConfigured(text).problems.map(documentProblemWords);

/** An SLO whose ratio is the given lines, indented as below `ratioMetric`. */
function sloOf(ratio: string, { objective = 'target: 0.99', spec = '', metadata = '' } = {}): string {
  const indented = (text: string, spaces: number) => text.replace(/^(?=.)/gm, ' '.repeat(spaces));
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: answered
${indented(metadata, 2)}
spec:
  service: orders
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 4w, isRolling: true }]
${indented(spec, 2)}
  objectives:
    - ${indented(objective, 6).trimStart()}
  indicator:
    metadata: { name: answered }
    spec:
      ratioMetric:
${indented(ratio, 8)}
`;
}

const metric = (query: string, source = 'type: Prometheus') =>
  `{ metricSource: { ${source}, spec: { query: '${query}' } } }`;
const RATIO = `counter: true\nbad: ${metric('failed_total')}\ntotal: ${metric('all_total')}`;

describe('a ratio that is raw', () => {
  const raw = (query: string, type = 'failure', more = '') => sloOf(`raw: ${metric(query)}\nrawType: ${type}\n${more}`);

  it.each<[string, string, 'good' | 'bad']>([
    ['sum(rate(a_total[5m])) / sum(rate(b_total[5m]))', 'failure', 'bad'],
    ['sum(rate(a_total[5m])) / sum(rate(b_total[5m]))', 'success', 'good'],
    ['1 - sum(rate(a_total[5m])) / sum(rate(b_total[5m]))', 'failure', 'good'],
    ['1 - sum(rate(a_total[5m])) / sum(rate(b_total[5m]))', 'success', 'bad'],
  ])('%s of %s is counted as %s events', (query, type, counted) => {
    const { definitions, problems } = readConfigured(raw(query, type));
    expect(problems).toEqual([]);
    const { events } = definitions[0]!;
    expect(events!.counted).toBe(counted);
    expect(events!.part.map(({ selector }) => print(selector))).toEqual(['a_total']);
    expect(events!.total.map(({ selector }) => print(selector))).toEqual(['b_total']);
  });

  it('of counters that nothing says are counters counts with a warning', () => {
    expect(words(raw('a_total / b_total'))).toEqual([
      expect.stringMatching(/raw\.metricSource\.spec\.query: Counters are assumed/),
    ]);
    expect(readConfigured(raw('a_total / b_total')).definitions).toHaveLength(1);
  });

  it.each([
    [
      raw('avg_over_time(up[5m])'),
      /“avg_over_time\(up\[5m\]\)” is no quotient of two counts of events, .* Write a \/ b or 1 - a \/ b of counters/,
    ],
    [raw('1 - sum(sum_over_time(x[5m])) / sum(count_over_time(x[5m]))'), /is no quotient of two counts of events/],
    [raw('a_total / '), /it ends too early/],
    [raw('rate(a_total[5m]) / rate(a_total[5m])'), /This counts the same events as total/],
    [raw('job:a:rate5m / job:b:rate5m'), /“job:a:rate5m” is no counter/],
    [raw('a_total / b_total', 'failure', 'counter: false'), /is no counter/],
    [raw('a_total / b_total', 'neither'), /rawType: “neither” is not one of success, failure/],
    [sloOf(`raw: ${metric('a_total / b_total')}`), /rawType: This is missing/],
    [raw('a_total / b_total', 'success', `total: ${metric('b_total')}`), /raw: This and total exclude each other/],
    [raw('a_total / b_total', 'success', `good: ${metric('b_total')}`), /raw: This and good exclude each other/],
  ])('%# is refused with what would be right', (text, expected) => {
    expect(words(text)[0]).toMatch(expected);
    expect(readConfigured(text).definitions).toEqual([]);
  });
});

describe('a data source that is a document', () => {
  const source = (more: string) => `apiVersion: openslo/v1
kind: DataSource
metadata: { name: prom-eu${more} }
spec: { type: Prometheus, connectionDetails: [{ url: http://prometheus }] }
---
`;
  const referring = RATIO.replace(/type: Prometheus/g, 'metricSourceRef: prom-eu');

  it('is known by its name, and by its display name', () => {
    const plain = readConfigured(source('') + sloOf(referring));
    expect(plain.problems).toEqual([]);
    expect(plain.definitions).toMatchObject([{ upstreamRef: 'prom-eu' }]);
    expect(plain.definitions[0]).not.toHaveProperty('upstreamAlias');
    const shown = readConfigured(source(', displayName: Prometheus EU') + sloOf(referring));
    expect(shown.definitions).toMatchObject([{ upstreamRef: 'prom-eu', upstreamAlias: 'Prometheus EU' }]);
  });

  it('of another type cannot be read where it is referred to', () => {
    const text = source('').replace('type: Prometheus', 'type: Datadog') + sloOf(referring);
    expect(words(text)[0]).toMatch(/bad\.metricSource\.metricSourceRef: Metrics of type Datadog cannot be read/);
    expect(readConfigured(text).definitions).toEqual([]);
  });
});

describe('what changes no number but OpenSLO refuses', () => {
  const long = 'x'.repeat(1051);
  it.each([
    [sloOf(RATIO, { objective: 'target: 0.99\nop: gt' }), /objectives\[0\]\.op: Beside ratioMetric this has no effect/],
    [sloOf(RATIO, { objective: 'target: 0.99\nvalue: 3' }), /objectives\[0\]\.value: Beside ratioMetric this has no/],
    [
      sloOf(RATIO, { objective: 'target: 0.99\ntimeSliceTarget: 0.9' }),
      /timeSliceTarget: Beside budgetingMethod: Occurrences this has no effect/,
    ],
    [
      sloOf(RATIO, { objective: 'target: 0.99\ncompositeWeight: 2' }),
      /compositeWeight: This has no effect: only several objectives/,
    ],
    [sloOf(`rawType: success\n${RATIO}`), /rawType: Beside total this has no effect/],
    [
      sloOf(RATIO, { spec: `description: ${long}` }),
      /spec\.description: This has 1051 characters. OpenSLO allows 1050/,
    ],
    [
      sloOf(RATIO, { metadata: `displayName: ${'x'.repeat(64)}` }),
      /metadata\.displayName: This has 64 characters. OpenSLO allows 63/,
    ],
    [sloOf(RATIO, { metadata: 'labels: { "a b": c }' }), /metadata\.labels\.a b: “a b” is no key/],
    [
      sloOf(RATIO, { metadata: 'annotations: { "A.org/x": c }' }),
      /metadata\.annotations\.A\.org\/x: “A\.org\/x” is no key/,
    ],
    [
      sloOf(RATIO).replace('metadata: { name: answered }', 'metadata: { name: An Swer }'),
      /indicator\.metadata\.name: “An Swer” is no name/,
    ],
    [sloOf(RATIO).replace('    metadata: { name: answered }\n', ''), /indicator\.metadata\.name: This is missing/],
  ])('%# warns, and the SLO counts', (text, expected) => {
    expect(words(text)).toEqual([expect.stringMatching(expected)]);
    expect(readConfigured(text).problems[0]!.severity).toBe('warning');
    expect(readConfigured(text).definitions).toHaveLength(1);
  });

  it.each([
    'labels: { team: [waiters, chefs], env: prod }',
    'annotations: { openslo.com/service-folder: ./my/directory }',
    `displayName: ${'x'.repeat(63)}`,
  ])('%s is fine', (metadata) => {
    expect(words(sloOf(RATIO, { metadata }))).toEqual([]);
  });
});

describe('objectives', () => {
  it.each([
    ['target: 0', 0],
    ['targetPercent: 0', 0],
    ['targetPercent: 99.99', 0.9999],
  ])('may say %s', (objective, objectiveRatio) => {
    expect(words(sloOf(RATIO, { objective }))).toEqual([]);
    expect(readConfigured(sloOf(RATIO, { objective })).definitions).toMatchObject([{ objectiveRatio }]);
  });

  it.each([
    ['target: -0.1', 'Occurrences', /target: -0\.1 is not between 0 and 1, 1 excluded/],
    ['targetPercent: -1', 'Occurrences', /targetPercent: -1 is not between 0 and 100, 100 excluded/],
    ['target: 0.9', 'Timeslices', /timeSliceTarget: This is missing/],
    ['target: 0.9', 'RatioTimeslices', /timeSliceWindow: This is missing/],
    [
      'target: 0.9\ntimeSliceTarget: 0\ntimeSliceWindow: 5m',
      'Timeslices',
      /timeSliceTarget: 0 is not between 0 and 1, 0 excl/,
    ],
    [
      'target: 0.9\ntimeSliceTarget: 1.1\ntimeSliceWindow: 5m',
      'Timeslices',
      /timeSliceTarget: 1\.1 is not between 0 and 1, 0/,
    ],
    [
      'target: 0.9\ntimeSliceTarget: 1\ntimeSliceWindow: 5 min',
      'Timeslices',
      /timeSliceWindow: “5 min” is no duration/,
    ],
    ['target: 0.9\ntimeSliceTarget: 1', 'Timeslices', /timeSliceWindow: This is missing/],
  ])('%s of %s is refused', (objective, method, expected) => {
    const text = sloOf(RATIO, { objective }).replace('Occurrences', method);
    expect(words(text)).toContainEqual(expect.stringMatching(expected));
    expect(readConfigured(text).definitions).toEqual([]);
  });
});

const CONDITION = `severity: page
condition: { kind: burnrate, op: gte, threshold: 2, lookbackWindow: 1h, alertAfter: 5m }`;
const POLICY = `alertWhenBreaching: true
conditions: [{ conditionRef: fast }]
notificationTargets: [{ targetRef: pager }]`;

function kind(name: string, spec: string): string {
  return `apiVersion: openslo/v1\nkind: ${name}\nmetadata: { name: x }\nspec:\n${spec.replace(/^(?=.)/gm, '  ')}\n`;
}

describe('kinds that alert, and those that only describe', () => {
  it.each([
    ['AlertPolicy', POLICY],
    ['AlertCondition', CONDITION],
    ['AlertNotificationTarget', 'target: email\ndescription: The team'],
    ['Service', 'description: Orders are taken here'],
    ['DataSource', 'type: Datadog\nconnectionDetails: [{ apiKey: x }]'],
  ])('%s needs no word', (name, spec) => {
    expect(words(kind(name, spec))).toEqual([]);
  });

  it.each([
    ['Service', 'team: x', /spec\.team: This format has no “team” here/],
    ['Service', `description: ${'x'.repeat(1051)}`, /spec\.description: This has 1051 characters/],
    ['DataSource', 'connectionDetails: []', /spec\.type: This is missing/],
    ['DataSource', 'type: Prometheus', /spec\.connectionDetails: This is missing/],
    ['AlertNotificationTarget', 'description: x', /spec\.target: This is missing/],
    ['AlertCondition', CONDITION.replace('severity: page\n', ''), /spec\.severity: This is missing/],
    ['AlertCondition', CONDITION.replace('burnrate', 'budget'), /condition\.kind: “budget” is not one of burnrate/],
    ['AlertCondition', CONDITION.replace('gte', 'is'), /condition\.op: “is” is not one of gt, lt, gte, lte/],
    ['AlertCondition', CONDITION.replace('threshold: 2, ', ''), /condition\.threshold: This is missing/],
    ['AlertCondition', CONDITION.replace('threshold: 2', 'threshold: two'), /threshold: “two” is not a number/],
    ['AlertCondition', CONDITION.replace('1h', '1 hour'), /lookbackWindow: “1 hour” is no duration/],
    ['AlertCondition', CONDITION.replace('5m', 'soon'), /alertAfter: “soon” is no duration/],
    ['AlertPolicy', POLICY.replace('true', 'maybe'), /alertWhenBreaching: “maybe” is not a true or false/],
    [
      'AlertPolicy',
      POLICY.replace(/conditions.*\n/, ''),
      /spec\.conditions: There must be exactly one item; there are 0/,
    ],
    ['AlertPolicy', POLICY.replace('fast }', 'fast }, { conditionRef: slow }'), /there are 2/],
    ['AlertPolicy', POLICY.replace('fast', 'Fast Burn'), /conditions\[0\]\.conditionRef: “Fast Burn” is no name/],
    ['AlertPolicy', POLICY.replace('fast', 'fast, spec: {}'), /conditionRef: This and spec exclude each other/],
    [
      'AlertPolicy',
      POLICY.replace('conditionRef: fast', 'kind: AlertCondition'),
      /One of conditionRef, spec is missing/,
    ],
    ['AlertPolicy', POLICY.replace(/\nnotif.*/, ''), /spec\.notificationTargets: This is missing/],
    [
      'AlertPolicy',
      POLICY.replace('targetRef: pager', 'kind: Pager, spec: { target: x }'),
      /kind: “Pager” is not one of/,
    ],
  ])('%s is told what is wrong: %#', (name, spec, expected) => {
    expect(words(kind(name, spec))).toContainEqual(expect.stringMatching(expected));
  });

  it('that stand in an SLO are checked there, and the SLO counts', () => {
    const policies = (policy: string) => sloOf(RATIO, { spec: `alertPolicies: [{ ${policy} }]` });
    const ignored = expect.stringMatching(/alertPolicies is not read/);
    expect(words(policies('alertPolicyRef: low-priority'))).toEqual([ignored]);
    expect(words(policies('kind: AlertPolicy, metadata: { name: x }, spec: {}'))).toEqual([
      ignored,
      expect.stringMatching(/alertPolicies\[0\]\.spec\.conditions: There must be exactly one/),
      expect.stringMatching(/alertPolicies\[0\]\.spec\.notificationTargets: This is missing/),
    ]);
    expect(words(policies('alertPolicyRef: Low Priority'))[1]).toMatch(/alertPolicyRef: “Low Priority” is no name/);
    expect(readConfigured(policies('alertPolicyRef: Low Priority')).definitions).toHaveLength(1);
  });
});

describe('alert policies of an SLO', () => {
  const condition = (op: string, severity = 'page') =>
    `severity: ${severity}\ncondition: { kind: burnrate, op: ${op}, threshold: 14.4, lookbackWindow: 1h, alertAfter: 5m }`;
  const named = (name: string, text: string) => text.replace('name: x', `name: ${name}`);
  const policies = sloOf(RATIO, { spec: 'alertPolicies: [{ alertPolicyRef: wake }]' });
  const documents = (...conditions: string[]) =>
    [
      policies,
      named('wake', kind('AlertPolicy', POLICY.replace('fast', 'quick'))),
      ...conditions.map((text) => named('quick', kind('AlertCondition', text))),
    ].join('---\n');

  it('are its pairs, each of the one window that its condition looks back on', () => {
    const { definitions, problems } = readConfigured(documents(condition('gt')));
    expect(problems).toEqual([]);
    expect(definitions[0]!.pairs).toEqual([{ severity: 'page', shortSeconds: 3600, longSeconds: 3600, factor: 14.4 }]);
    expect(readConfigured(documents(condition('gte', 'low'))).definitions[0]!.pairs).toEqual([
      { severity: 'ticket', shortSeconds: 3600, longSeconds: 3600, factor: 14.4, comparison: '>=' },
    ]);
  });

  it.each([
    ['that fire below a burn rate', documents(condition('lt'))],
    ['whose condition is nowhere', documents()],
    ['that are nowhere', policies],
  ])('%s are not read, which is said', (_, text) => {
    const { definitions, problems } = readConfigured(text);
    expect(definitions[0]!.pairs).toBeUndefined();
    expect(problems.map(documentProblemWords)).toEqual([
      expect.stringMatching(/alertPolicies is not read; the alert pairs are those of the SRE Workbook/),
    ]);
  });
});

test('a document that is a list holds one for each item', () => {
  const item = (text: string) => text.trimEnd().replace(/^/gm, '  ').replace('  ', '- ');
  const list = [sloOf(RATIO), sloOf(RATIO).replace('name: answered', 'name: second'), kind('Service', 'team: x')];
  const { definitions, problems } = readConfigured(list.map(item).join('\n'));
  expect(definitions.map(({ name, document }) => [name, document])).toEqual([
    ['answered', 1],
    ['second', 1],
  ]);
  expect(problems.map(documentProblemWords)).toEqual([
    expect.stringMatching(/^Document 1, line \d+, \[2\]\.spec\.team: This format has no “team” here/),
  ]);
});
