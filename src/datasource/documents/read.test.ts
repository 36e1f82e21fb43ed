import fc from 'fast-check';
import { print } from '../../core/promql/print';
import { readConfigured } from './read';
import { documentProblemWords } from './words';

const SLO = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: availability
  labels:
    team: waiters
spec:
  service: orders
  indicator:
    metadata:
      name: good
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: sum(http_requests_total{code!~"5.."})
        total:
          metricSource:
            type: Prometheus
            spec:
              query: sum(http_requests_total)
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.999
`;

/** The document with some of its lines changed. */
function changed(...changes: ReadonlyArray<[from: string | RegExp, to: string]>): string {
  return changes.reduce((text, [from, to]) => {
    const next = text.replace(from, to);
    if (next === text) {
      throw new Error(`${String(from)} is not in the document`);
    }
    return next;
  }, SLO);
}

function words(text: string): string[] {
  return readConfigured(text).problems.map(documentProblemWords);
}

describe('an OpenSLO document', () => {
  it('defines an SLO', () => {
    const { definitions, problems } = readConfigured(SLO);
    expect(problems).toEqual([]);
    expect(definitions).toEqual([
      {
        tool: 'openslo',
        document: 1,
        line: 4,
        service: 'orders',
        name: 'availability',
        owner: 'waiters',
        labels: { team: 'waiters' },
        objectiveRatio: 0.999,
        window: { kind: 'rolling', seconds: 28 * 86_400 },
        events: {
          counted: 'good',
          part: [
            {
              sign: 1,
              selector: {
                type: 'selector',
                metric: 'http_requests_total',
                matchers: [{ label: 'code', operator: '!~', value: '5..' }],
              },
            },
          ],
          total: [{ sign: 1, selector: { type: 'selector', metric: 'http_requests_total', matchers: [] } }],
        },
        links: [],
      },
    ]);
  });

  it.each<[string, Array<[string | RegExp, string]>, object]>([
    ['bad events', [['good:', 'bad:']], { events: { counted: 'bad' } }],
    ['an objective in percent', [['target: 0.999', 'targetPercent: 99.9']], { objectiveRatio: 0.999 }],
    ['hours', [['28d', '12h']], { window: { seconds: 43_200 } }],
    ['weeks', [['28d', '4w']], { window: { seconds: 28 * 86_400 } }],
    [
      'a description',
      [['  service: orders', '  description: Orders are taken\n  service: orders']],
      { description: 'Orders are taken' },
    ],
    [
      'a display name',
      [['  name: availability', '  name: availability\n  displayName: Orders']],
      { description: 'Orders' },
    ],
    [
      'a display name before a description',
      [
        ['  name: availability', '  name: availability\n  displayName: Till'],
        ['  service: orders', '  description: Orders are taken\n  service: orders'],
      ],
      { description: 'Till: Orders are taken' },
    ],
    [
      'a description that begins with the display name',
      [
        ['  name: availability', '  name: availability\n  displayName: Orders'],
        ['  service: orders', '  description: Orders are taken\n  service: orders'],
      ],
      { description: 'Orders are taken' },
    ],
    ['an owner', [['team: waiters', 'owner: chef']], { owner: 'chef' }],
    ['a label that is a list', [['team: waiters', 'team: [waiters, chefs]']], { labels: { team: 'waiters, chefs' } }],
    [
      'a data source by reference',
      [['type: Prometheus', 'metricSourceRef: prom-eu\n            type: Prometheus']],
      { upstreamRef: 'prom-eu' },
    ],
    [
      'links filled with labels',
      [
        [
          '    team: waiters',
          '    team: waiters\n  annotations:\n    runbook: https://wiki/${service}/${slo}\n    dashboard: /d/x?var-team=${team}',
        ],
      ],
      {
        links: [
          { kind: 'runbook', title: '', url: 'https://wiki/orders/availability' },
          { kind: 'dashboard', title: '', url: '/d/x?var-team=waiters' },
        ],
      },
    ],
    [
      'links filled as templates are',
      [
        [
          '    team: waiters',
          '    team: waiters\n  annotations:\n    runbook: "https://wiki/{{ service }}/{{.slo}}"\n    logs: "/explore?team={{ $labels.team }}"',
        ],
      ],
      {
        links: [
          { kind: 'runbook', title: '', url: 'https://wiki/orders/availability' },
          { kind: 'logs', title: '', url: '/explore?team=waiters' },
        ],
      },
    ],
    ['a very small objective in percent', [['target: 0.999', 'targetPercent: 1.5e1']], { objectiveRatio: 0.15 }],
  ])('may have %s', (_, changes, expected) => {
    const { definitions, problems } = readConfigured(changed(...changes));
    expect(problems).toEqual([]);
    expect(definitions).toMatchObject([expected]);
  });

  it('with several objectives is several SLOs, numbered as Sloth numbers them', () => {
    const { definitions } = readConfigured(changed(['- target: 0.999', '- target: 0.999\n    - target: 0.99']));
    expect(definitions.map(({ name, objectiveRatio }) => [name, objectiveRatio])).toEqual([
      ['availability-0', 0.999],
      ['availability-1', 0.99],
    ]);
  });

  it('keeps the number of an objective whatever is wrong with its siblings', () => {
    const { definitions } = readConfigured(changed(['- target: 0.999', '- target: 99\n    - target: 0.99']));
    expect(definitions.map(({ name, objectiveRatio }) => [name, objectiveRatio])).toEqual([['availability-1', 0.99]]);
  });

  it.each([
    ['counter: true', 'counter: false', /“sum\(http_requests_total\{code!~"5\.\."\}\)” is no counter/],
    ['sum(http_requests_total)', 'sum(job:http_requests:rate5m)', /“job:http_requests:rate5m” is no counter/],
  ])('is refused where %s becomes %s', (from, to, expected) => {
    expect(words(changed([from, to]))[0]).toMatch(expected);
    expect(readConfigured(changed([from, to])).definitions).toEqual([]);
  });

  it('may refer to an indicator that stands in another document', () => {
    const [before, after] = [SLO.slice(0, SLO.indexOf('  indicator:')), SLO.slice(SLO.indexOf('  timeWindow:'))];
    const spec = SLO.slice(SLO.indexOf('    spec:'), SLO.indexOf('  timeWindow:')).replace(/^ {4}/gm, '');
    const sli = `apiVersion: openslo/v1\nkind: SLI\nmetadata:\n  name: good\n${spec}`;
    for (const text of [
      `${before}  indicatorRef: good\n${after}---\n${sli}`,
      `${sli}---\n${before}  indicatorRef: good\n${after}`,
    ]) {
      expect(readConfigured(text)).toMatchObject({ problems: [], definitions: [{ events: { counted: 'good' } }] });
    }
    expect(words(`${before}  indicatorRef: goood\n${after}---\n${sli}`)).toEqual([
      'Document 1, line 9, spec.indicatorRef: There is no SLI called “goood” among the documents.',
    ]);
  });

  describe('with a latency threshold', () => {
    const latency = (query: string, objective = 'op: lte\n      value: 0.5') =>
      SLO.replace(
        / {6}ratioMetric:[^]*? {2}timeWindow:/,
        `      thresholdMetric:\n        metricSource:\n          type: Prometheus\n          spec:\n            query: ${query}\n  timeWindow:`
      ).replace('- target: 0.999', `- target: 0.99\n      ${objective}`);

    it.each([
      'http_request_duration_seconds_bucket{job="api"}',
      'http_request_duration_seconds{job="api"}',
      'sum(rate(http_request_duration_seconds_bucket{job="api", le="1"}[5m]))',
    ])('counts a bucket of %s', (query) => {
      const { definitions, problems } = readConfigured(latency(query));
      expect(problems).toEqual([]);
      const { counted, part, total, threshold } = definitions[0]!.events!;
      expect(counted).toBe('good');
      expect(part.map(({ selector }) => print(selector))).toEqual([
        'http_request_duration_seconds_bucket{job="api", le=~"0\\\\.50*|5(\\\\.0*)?[eE]-0*1"}',
      ]);
      expect(total.map(({ selector }) => print(selector))).toEqual([
        'http_request_duration_seconds_bucket{job="api", le="+Inf"}',
      ]);
      expect(threshold).toMatchObject({ upperBound: 0.5 });
      expect(print(threshold!.buckets)).toBe('http_request_duration_seconds_bucket{job="api"}');
    });

    it.each([
      ['x_total', undefined, /x_total” is no classic histogram/],
      ['a - b', undefined, /no classic histogram/],
      ['x_bucket', 'op: gt\n      value: 0.5', /objectives\[0\]\.op: “gt” is not one of lte, lt/],
      ['x_bucket', 'op: lte\n      value: 0', /objectives\[0\]\.value: 0 is not above 0/],
      ['x_bucket', 'op: lte', /objectives\[0\]\.value: This is missing/],
    ])('of %s and %s is refused', (query, objective, expected) => {
      expect(words(latency(query, objective))[0]).toMatch(expected);
      expect(readConfigured(latency(query, objective)).definitions).toEqual([]);
    });
  });

  it.each<[Array<[string | RegExp, string]>, string]>([
    [
      [['target: 0.999', 'target: 99.9']],
      'Document 1, line 30, spec.objectives[0].target: 99.9 is not between 0 and 1. Write targetPercent: 99.9.',
    ],
    [
      [['target: 0.999', 'target: 1']],
      'Document 1, line 30, spec.objectives[0].target: 1 is not between 0 and 1, 1 excluded.',
    ],
    [
      [['target: 0.999', 'targetPercent: 100']],
      'Document 1, line 30, spec.objectives[0].targetPercent: 100 is not between 0 and 100, 100 excluded.',
    ],
    [
      [['target: 0.999', 'target: "0.999"']],
      'Document 1, line 30, spec.objectives[0].target: “0.999” is not a number.',
    ],
    [
      [['- target: 0.999', '- target: 0.9\n      targetPercent: 90']],
      'Document 1, line 31, spec.objectives[0].targetPercent: This and target exclude each other. Keep one of them.',
    ],
    [
      [['- target: 0.999', '- op: lte']],
      'Document 1, line 30, spec.objectives[0]: One of target, targetPercent is missing.',
    ],
    [[['    - target: 0.999', '    []']], 'Document 1, line 30, spec.objectives: This is missing.'],
    [
      [
        ['Occurrences', 'Timeslices'],
        ['- target', '- timeSliceTarget: 0.9\n      timeSliceWindow: 5m\n      target'],
      ],
      'Document 1, line 28, spec.budgetingMethod: Timeslices is not supported yet. Write budgetingMethod: Occurrences.',
    ],
    [
      [['Occurrences', 'Events']],
      'Document 1, line 28, spec.budgetingMethod: “Events” is not one of Occurrences, Timeslices, RatioTimeslices.',
    ],
    [
      [['service: orders', 'service: Orders API']],
      'Document 1, line 8, spec.service: “Orders API” is no name: lower-case letters, digits and hyphens, at most 63, a letter or digit at both ends.',
    ],
    [[['  service: orders\n', '']], 'Document 1, line 8, spec.service: This is missing.'],
    [[['name: availability', 'name: 5']], 'Document 1, line 4, metadata.name: “5” is not a text.'],
    [
      [['openslo/v1', 'openslo/v9']],
      'Document 1, line 1, apiVersion: “openslo/v9” is not one of openslo/v1, openslo/v1alpha, prometheus/v1, sloth.slok.dev/v1, pyrra.dev/v1alpha1, sre.google.com/v2.',
    ],
    [
      [['kind: SLO', 'kind: slo']],
      'Document 1, line 2, kind: “slo” is not one of SLO, SLI, Service, DataSource, AlertPolicy, AlertCondition, AlertNotificationTarget.',
    ],
    [[[/spec:[^]*/, 'spec: none']], 'Document 1, line 7, spec: “none” is not a map.'],
    [
      [['sum(http_requests_total)', 'sum(http_requests_total']],
      'Document 1, line 24, spec.indicator.spec.ratioMetric.total.metricSource.spec.query: Line 1, column 24 of the query: it ends too early.',
    ],
    [
      [['sum(http_requests_total)', '{code="5"}']],
      'Document 1, line 24, spec.indicator.spec.ratioMetric.total.metricSource.spec.query: “map” is not a text.',
    ],
    [
      [['query: sum(http_requests_total)', `query: '{code="5"}'`]],
      'Document 1, line 24, spec.indicator.spec.ratioMetric.total.metricSource.spec.query: “{code="5"}” names no metric.',
    ],
    [
      [['query: sum(http_requests_total)', 'query: a / b']],
      'Document 1, line 24, spec.indicator.spec.ratioMetric.total.metricSource.spec.query: “a / b” is no number of events. Write counters, in sum, rate or increase where you like, added or taken off each other; ratios and other functions cannot be counted over a window.',
    ],
    [
      [['        total:', '        bad: {}\n        total:']],
      'Document 1, line 20, spec.indicator.spec.ratioMetric.bad: This and good exclude each other. Keep one of them.',
    ],
    [
      [['        good:', '        goof:']],
      'Document 1, line 14, spec.indicator.spec.ratioMetric: One of good, bad is missing.',
    ],
    [
      [['sum(http_requests_total{code!~"5.."})', 'http_requests_total']],
      'Document 1, line 19, spec.indicator.spec.ratioMetric.good.metricSource.spec.query: This counts the same events as total. Select the good or the bad ones, for example by code.',
    ],
    [
      [
        ['type: Prometheus', 'metricSourceRef: eu'],
        ['type: Prometheus', 'metricSourceRef: us'],
      ],
      'Document 1, line 24, spec.indicator.spec.ratioMetric.total.metricSource.spec.query: The events here are in us, others of the same SLO in eu. All must be in one data source.',
    ],
    [
      [['- target: 0.999', '- target: 0.999\n      indicatorRef: x']],
      'Document 1, line 30, spec.objectives[0]: This and spec.indicator exclude each other. Keep one of them.',
    ],
    [
      [['counter: true', 'raw: {}']],
      'Document 1, line 14, spec.indicator.spec.ratioMetric.raw: This and good exclude each other. Keep one of them.',
    ],
    [
      [['type: Prometheus', 'type: Datadog']],
      'Document 1, line 17, spec.indicator.spec.ratioMetric.good.metricSource.type: Metrics of type Datadog cannot be read. Only Prometheus can.',
    ],
    [
      [['  indicator:', '  indicatorRef: x\n  indicator:']],
      'Document 1, line 9, spec.indicatorRef: This and indicator exclude each other. Keep one of them.',
    ],
    [
      [['  name: availability', '  name: *x']],
      'Document 1, line 4, metadata.name: The alias *x is refused, because a few lines of aliases can stand for gigabytes. Write out what it stands for.',
    ],
    [
      [['  name: availability', '  name: &x availability\n  displayName: *x']],
      'Document 1, line 5, metadata.displayName: The alias *x is refused, because a few lines of aliases can stand for gigabytes. Write out what it stands for.',
    ],
    [[['team: waiters', '__proto__: waiters']], 'Document 1, line 6, metadata.labels: The key __proto__ is refused.'],
    [
      [['kind: SLO', 'kind: SLO\nkind: SLI']],
      'Document 1, line 3: The key kind stands in line 2 already. Keep one of them.',
    ],
    [
      [['  name: availability', '\tname: availability']],
      'Document 1, line 4: This is no YAML: Tabs are not allowed as indentation.',
    ],
  ])('%# with an error is left out, and says where, what and what would be right', (changes, expected) => {
    const text = changed(...changes);
    const { definitions, problems } = readConfigured(text);
    expect(words(text)[0]).toBe(expected);
    expect(problems[0]!.severity).toBe('error');
    expect(definitions).toEqual([]);
  });

  it.each<[Array<[string | RegExp, string]>, string]>([
    [
      [['  service: orders', '  servce: x\n  service: orders']],
      'Document 1, line 8, spec.servce: This format has no “servce” here, so it does not count. Do you mean service?',
    ],
    [
      [['  service: orders', '  serviceNaem: x\n  service: orders']],
      'Document 1, line 8, spec.serviceNaem: This format has no “serviceNaem” here, so it does not count.',
    ],
    [
      [['  budgetingMethod: Occurrences', '  budgetingMethod: Occurrences\n  budgetMethod: x']],
      'Document 1, line 29, spec.budgetMethod: This format has no “budgetMethod” here, so it does not count. Do you mean budgetingMethod?',
    ],
    [
      [['  service: orders', '  colour: x\n  service: orders']],
      'Document 1, line 8, spec.colour: This format has no “colour” here, so it does not count.',
    ],
    [
      [['        counter: true\n', '']],
      'Document 1, line 18, spec.indicator.spec.ratioMetric.good.metricSource.spec.query: Counters are assumed, because the events of a window are their increase. Say counter: true beside good, bad and total.',
    ],
    [
      [['    team: waiters', '    team: waiters\n  annotations:\n    runbook: javascript:alert(1)']],
      'Document 1, line 8, metadata.annotations.runbook: “javascript:alert(1)” is no link that can be followed safely. Write an http or https address, or a path such as /d/uid; its placeholders are labels of this SLO.',
    ],
    [
      [['    - target: 0.999', '    - target: 0.999\n  alertPolicies: []']],
      'Document 1, line 31, spec.alertPolicies: alertPolicies is not read; the alert pairs are those of the SRE Workbook.',
    ],
    [
      [['target: 0.999', 'targetPercent: 0.999']],
      'Document 1, line 30, spec.objectives[0].targetPercent: This objective is 0.999 %. If you mean the ratio, write target: 0.999.',
    ],
  ])('%# with a warning still counts', (changes, expected) => {
    const text = changed(...changes);
    expect(words(text)[0]).toBe(expected);
    expect(readConfigured(text).problems.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(readConfigured(text).definitions).toHaveLength(1);
  });
});

describe('several documents', () => {
  const other = SLO.replace('name: availability', 'name: other');

  it.each([
    ['broken YAML', 'a: [1'],
    ['a list', '- 1'],
    ['another kind of thing', 'hello: world'],
    ['nothing but an error', SLO.replace('0.999', '99')],
    ['a quote that nobody closes', `a: '`],
    ['the same quote again', `a: "`],
    ['a block that would go on', 'a: |\n  text'],
    ['nesting too deep for the parser', `a: ${'['.repeat(20_000)}`],
    ['a query too deep for the parser', SLO.replace('sum(http_requests_total)', `${'('.repeat(9000)}x`)],
    ['deep nesting', `a: ${'['.repeat(60)}${']'.repeat(60)}`],
    ['an alias bomb', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]'],
  ])('%s hides none of the others', (_, bad) => {
    const { definitions, problems } = readConfigured(`${SLO}\n---\n${bad}\n---\n${other}`);
    expect(definitions.map(({ name, document }) => [name, document])).toEqual([
      ['availability', 1],
      ['other', 3],
    ]);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ document }) => document === 2)).toBe(true);
  });

  it('of one name are one SLO and a problem', () => {
    expect(readConfigured(`${SLO}---\n${SLO}`).definitions).toHaveLength(1);
    expect(words(`${SLO}---\n${SLO}`)).toEqual([
      'Document 2, line 35, metadata.name: Document 1 defines orders / availability already. Give one of them another name.',
    ]);
  });

  it('may be given as structures, or as texts in a list', () => {
    const structure = {
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: { name: 'structured' },
      spec: {
        service: 'orders',
        indicator: {
          metadata: { name: 'x' },
          spec: {
            ratioMetric: {
              counter: true,
              bad: { metricSource: { type: 'Prometheus', spec: { query: 'errors_total' } } },
              total: { metricSource: { type: 'Prometheus', spec: { query: 'requests_total' } } },
            },
          },
        },
        timeWindow: [{ duration: '28d', isRolling: true }],
        budgetingMethod: 'Occurrences',
        objectives: [{ target: 2 }],
      },
    };
    const good = { ...structure, spec: { ...structure.spec, objectives: [{ target: 0.9 }] } };
    const { definitions, problems } = readConfigured([SLO, structure, { ...good, metadata: { name: 'good' } }]);
    expect(definitions.map(({ name, document }) => [name, document])).toEqual([
      ['availability', 1],
      ['good', 3],
    ]);
    expect(problems.map(documentProblemWords)).toEqual([
      'Document 2, spec.objectives[0].target: 2 is not between 0 and 1. Write targetPercent: 2.',
    ]);
  });

  it('may be empty, and begin and end as YAML lets them', () => {
    const text = `# first\n%YAML 1.2\n---\n${SLO}...\n---\n---\n# nothing\n---\r\n${other.replaceAll('\n', '\r\n')}...\n`;
    const { definitions, problems } = readConfigured(text);
    expect(problems).toEqual([]);
    expect(definitions.map(({ name, document, line }) => [name, document, line])).toEqual([
      ['availability', 1, 7],
      ['other', 2, 42],
    ]);
  });

  it.each<[unknown, string[]]>([
    [5, ['Document 1: “5” is not a map.']],
    [
      [null, 'a: ['],
      ['Document 1: “null” is not a map.', 'Document 2, line 1'],
    ],
    [{ kind: 'SLO' }, ['Document 1, apiVersion: This is missing.']],
  ])('that provisioning gives in a wrong way (%j) are problems', (documents, expected) => {
    const found = readConfigured(documents as string).problems.map(documentProblemWords);
    expect(found).toHaveLength(expected.length);
    expected.forEach((start, index) => expect(found[index]).toContain(start));
  });

  it('with an indicator that is wrong for each of several objectives say so once', () => {
    const text = SLO.replace('sum(http_requests_total)', 'a / b').replace(
      '- target: 0.999',
      '- target: 0.9\n    - target: 0.8'
    );
    expect(words(text)).toHaveLength(1);
  });

  it('with thousands of keys take time in proportion to them', () => {
    const withKeys = (count: number) => {
      const keys = Array.from({ length: count }, (_, index) => `    k${index}: x`).join('\n');
      return SLO.replace('    team: waiters', keys);
    };
    expect(readConfigured(withKeys(12_000)).definitions).toHaveLength(1);
    expect(growth(withKeys(3000), withKeys(12_000))).toBeLessThan(MOST_GROWTH);
  });

  it('of more than 256 kB are refused with the way out', () => {
    const text = `${SLO}# ${'ü'.repeat(130_000)}`;
    expect(readConfigured(text).definitions).toEqual([]);
    expect(words(text)[0]).toMatch(
      /^The documents have 26\d kB and at most 256 kB are read.*Spread them over several data sources, or let your SLO tool record them/
    );
  });

  it('up to that size are read in time in proportion to it', () => {
    const one = SLO.replace('name: availability', 'name: slo-@');
    const textOf = (bytes: number) =>
      Array.from({ length: Math.floor(bytes / (one.length + 8)) }, (_, index) => one.replace('@', String(index))).join(
        '---\n'
      );
    expect(readConfigured(textOf(255_000)).definitions.length).toBeGreaterThan(250);
    expect(growth(textOf(63_750), textOf(255_000))).toBeLessThan(MOST_GROWTH);
  });

  it('are never lost to whatever stands beside them, and nothing throws', () => {
    const junk = fc.string({ unit: fc.constantFrom(...'abc:-[]{}&*!|>\'"%#\n \t,?'.split('')), maxLength: 60 });
    fc.assert(
      fc.property(junk, (text) => {
        for (const documents of [[text, SLO], `${text}\n---\n${SLO}`, `${SLO}---\n${text}`]) {
          expect(readConfigured(documents).definitions.map(({ name }) => name)).toEqual(['availability']);
        }
      }),
      { numRuns: 300 }
    );
  });
});

/** Four times as much may take eight times as long; what grows with the square takes sixteen times. */
const MOST_GROWTH = 8;

/** How much longer the processor works on a text that is four times another; load of the machine changes neither. */
function growth(quarter: string, whole: string): number {
  const work = (text: string) => {
    const before = process.cpuUsage();
    readConfigured(text);
    return process.cpuUsage(before).user;
  };
  const least = (text: string) => Math.min(work(text), work(text), work(text));
  return least(whole) / least(quarter);
}
