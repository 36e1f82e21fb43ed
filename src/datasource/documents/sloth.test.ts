import { print } from '../../core/promql/print';
import { readConfigured } from './read';
import { documentProblemWords } from '../../shared/words/documents';

const FILE = `version: prometheus/v1
service: orders
labels:
  team: waiters
  tier: "2"
slos:
  - name: availability
    description: Orders are taken
    objective: 99.9
    labels:
      tier: "1"
    sli:
      events:
        error_query: sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total[{{ .window }}]))
    alerting:
      name: OrdersFail
      annotations:
        runbook: https://wiki/{{ $labels.sloth_service }}/{{ $labels.tier }}
      page_alert:
        labels:
          severity: critical
      ticket_alert:
        disable: true
`;

const KUBERNETES = `apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata:
  name: orders
  namespace: shop
spec:
  service: orders
  slos:
    - name: availability
      objective: 99.9
      sli:
        events:
          errorQuery: sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))
          totalQuery: sum(rate(http_requests_total[{{.window}}]))
      alerting:
        pageAlert:
          disable: true
`;

const WEEK = `apiVersion: sloth.slok.dev/v1
kind: AlertWindows
spec:
  sloPeriod: 7d
  page:
    quick: { errorBudgetPercent: 8, shortWindow: 5m, longWindow: 1h }
    slow: { errorBudgetPercent: 12.5, shortWindow: 30m, longWindow: 6h }
  ticket:
    quick: { errorBudgetPercent: 20, shortWindow: 2h, longWindow: 1d }
    slow: { errorBudgetPercent: 42, shortWindow: 6h, longWindow: 3d }
`;

const DAY = 86_400;

function changed(text: string, from: string | RegExp, to: string): string {
  const next = text.replace(from, to);
  if (next === text) {
    throw new Error(`${String(from)} is not in the document`);
  }
  return next;
}

function words(text: string): string[] {
  return readConfigured(text).problems.map(documentProblemWords);
}

describe('a Sloth document', () => {
  it('as a file defines its SLOs', () => {
    const { definitions, problems } = readConfigured(FILE);
    expect(problems).toEqual([]);
    expect(definitions).toHaveLength(1);
    const { events, ...rest } = definitions[0]!;
    expect(rest).toEqual({
      tool: 'sloth',
      document: 1,
      line: 7,
      service: 'orders',
      name: 'availability',
      description: 'Orders are taken',
      owner: 'waiters',
      labels: { team: 'waiters', tier: '1' },
      objectiveRatio: 0.999,
      window: { kind: 'rolling', seconds: 30 * DAY },
      windowAssumed: 'default',
      pairs: [
        { severity: 'page', shortSeconds: 300, longSeconds: 3600, factor: 14.4 },
        { severity: 'page', shortSeconds: 1800, longSeconds: 21_600, factor: 6 },
      ],
      mutedPairs: [
        { severity: 'ticket', shortSeconds: 7200, longSeconds: DAY, factor: 3 },
        { severity: 'ticket', shortSeconds: 21_600, longSeconds: 3 * DAY, factor: 1 },
      ],
      links: [{ kind: 'runbook', title: '', url: 'https://wiki/orders/1' }],
    });
    expect(events!.counted).toBe('bad');
    expect(events!.part.map(({ selector }) => print(selector))).toEqual(['http_requests_total{code=~"5.."}']);
    expect(events!.total.map(({ selector }) => print(selector))).toEqual(['http_requests_total']);
  });

  it('as a resource of Kubernetes defines the same', () => {
    const { definitions, problems } = readConfigured(KUBERNETES);
    expect(problems).toEqual([]);
    expect(definitions).toMatchObject([
      {
        tool: 'sloth',
        line: 9,
        service: 'orders',
        name: 'availability',
        objectiveRatio: 0.999,
        events: readConfigured(FILE).definitions[0]!.events,
        pairs: [
          { severity: 'ticket', factor: 3 },
          { severity: 'ticket', factor: 1 },
        ],
      },
    ]);
  });

  it('takes its period and its pairs from the only alert windows', () => {
    const { definitions, problems } = readConfigured(`${FILE}---\n${WEEK}`);
    expect(problems).toEqual([]);
    const [{ window, windowAssumed, pairs }] = definitions as [(typeof definitions)[number]];
    expect(window).toEqual({ kind: 'rolling', seconds: 7 * DAY });
    expect(windowAssumed).toBeUndefined();
    expect(pairs!.map(({ shortSeconds, longSeconds }) => [shortSeconds, longSeconds])).toEqual([
      [300, 3600],
      [1800, 21_600],
    ]);
    expect(pairs![0]!.factor).toBeCloseTo(13.44, 10);
    expect(pairs![1]!.factor).toBeCloseTo(3.5, 10);
  });

  it('has the period of 30 days where alert windows are for several, and says which apply to nothing', () => {
    const month = WEEK.replace('7d', '30d').replace('errorBudgetPercent: 8', 'errorBudgetPercent: 1');
    const { definitions, problems } = readConfigured(`${FILE}---\n${WEEK}---\n${month}`);
    expect(definitions[0]!.window).toEqual({ kind: 'rolling', seconds: 30 * DAY });
    expect(definitions[0]!.pairs![0]!.factor).toBeCloseTo(7.2, 10);
    expect(problems.map(documentProblemWords)).toEqual([
      'Document 2, line 29, spec.sloPeriod: These alert windows for 1w apply to nothing: all SLOs of Sloth have one period, here 30d. It is that of the alert windows where they are for one period only, otherwise 30d.',
    ]);
  });

  it('counts a raw ratio that is a quotient of counts', () => {
    const raw = (query: string) =>
      FILE.replace(/ {6}events:[^]*? {4}alerting/, `      raw:\n        error_ratio_query: ${query}\n    alerting`);
    for (const [query, counted] of [
      ['sum(rate(bad_total[{{.window}}])) / sum(rate(all_total[{{.window}}]))', 'bad'],
      ['1 - sum(rate(bad_total[{{.window}}])) / sum(rate(all_total[{{.window}}]))', 'good'],
    ] as const) {
      const { definitions, problems } = readConfigured(raw(query));
      expect(problems).toEqual([]);
      expect(definitions[0]!.events).toMatchObject({ counted, part: [{ selector: { metric: 'bad_total' } }] });
    }
  });

  it.each([
    [
      /events:[^]*?query: .*\n.*total_query.*/,
      'raw:\n        error_ratio_query: avg_over_time(up[{{.window}}])',
      'ratio',
      'Document 1, line 14, slos[0].sli.raw.error_ratio_query: This is no quotient of two counts of events, such as a / b or 1 - a / b of counters. The SLO has numbers only where its tool has recorded them; otherwise it is shown without.',
    ],
    [
      /events:[^]*?query: .*\n.*total_query.*/,
      'plugin:\n        id: sloth-common/noop',
      'plugin',
      'Document 1, line 14, slos[0].sli.plugin: Only Sloth knows what query its plugin makes of this. The SLO has numbers only where its tool has recorded them; otherwise it is shown without.',
    ],
    [
      /sum\(rate\(http_requests_total\[\{\{ .*/,
      'max(rate(http_requests_total[{{.window}}]))',
      'query',
      'Document 1, line 15, slos[0].sli.events.total_query: “max(rate(http_requests_total[{{.window}}]))” is no number of events. Write counters, in sum, rate or increase where you like, added or taken off each other; ratios and other functions cannot be counted over a window.',
    ],
  ])('that nobody can count (%#) is an SLO all the same', (from, to, uncountable, expected) => {
    const text = changed(FILE, from, to);
    const { definitions, problems } = readConfigured(text);
    expect(problems.map(({ severity }) => severity)).toEqual(['warning']);
    expect(words(text)).toEqual([expected]);
    expect(definitions).toMatchObject([{ name: 'availability', uncountable }]);
    expect(definitions[0]!.events).toBeUndefined();
  });

  it.each<[string, string, string | RegExp, string, string]>([
    ['version', FILE, 'prometheus/v1', 'prometheus/v2', 'Document 1, line 1, version: “prometheus/v2” is not one of'],
    ['service', FILE, 'service: orders\n', '', 'Document 1, line 1, service: This is missing.'],
    [
      'name',
      FILE,
      'name: availability',
      'name: availability!',
      'Document 1, line 7, slos[0].name: “availability!” is no name: letters, digits, hyphens, underscores and dots, at least two, a letter or digit at both ends.',
    ],
    [
      'objective',
      FILE,
      'objective: 99.9',
      'objective: 100',
      'Document 1, line 9, slos[0].objective: 100 is not between 0 and 100, both excluded.',
    ],
    ['absent objective', FILE, '    objective: 99.9\n', '', 'Document 1, line 7, slos[0].objective: This is missing.'],
    [
      'window',
      FILE,
      '[{{ .window }}]',
      '[5m]',
      'Document 1, line 15, slos[0].sli.events.total_query: Sloth puts each of its windows in place of {{.window}}, and the query has none. Write it as the range: rate(errors_total[{{.window}}]).',
    ],
    [
      'query',
      FILE,
      '[{{ .window }}]))',
      '[{{ .window }}])',
      'Document 1, line 15, slos[0].sli.events.total_query: Line 1, column 45 of the query: it ends too early.',
    ],
    [
      'same queries',
      FILE,
      '{code=~"5.."}',
      '',
      'Document 1, line 14, slos[0].sli.events.error_query: This counts the same events as total. Select the good or the bad ones, for example by code.',
    ],
    [
      'two SLIs',
      FILE,
      '      events:',
      '      raw: {}\n      events:',
      'Document 1, line 13, slos[0].sli.raw: This and events exclude each other. Keep one of them.',
    ],
    [
      'no SLI',
      FILE,
      '      events:',
      '      evens:',
      'Document 1, line 13, slos[0].sli: One of events, raw, plugin is missing.',
    ],
    ['no SLOs', FILE, /slos:[^]*/, 'slos: []\n', 'Document 1, line 6, slos: This is missing.'],
    [
      'kind',
      KUBERNETES,
      'PrometheusServiceLevel',
      'ServiceLevel',
      'Document 1, line 2, kind: “ServiceLevel” is not one of PrometheusServiceLevel, AlertWindows.',
    ],
    [
      'snake case',
      KUBERNETES,
      'errorQuery',
      'error_query',
      'Document 1, line 13, spec.slos[0].sli.events.errorQuery: This is missing.',
    ],
  ])('with an error in %s is left out, and says where, what and what would be right', (_, text, from, to, expected) => {
    const broken = changed(text, from, to);
    expect(words(broken).join('\n')).toContain(expected);
    expect(readConfigured(broken).definitions).toEqual([]);
  });

  it.each<[string, string | RegExp, string, string]>([
    [
      'an unknown key',
      'description:',
      'descripton:',
      'Document 1, line 8, slos[0].descripton: This format has no “descripton” here, so it does not count. Do you mean description?',
    ],
    [
      'a key of the other form',
      'page_alert',
      'pageAlert',
      'Document 1, line 21, slos[0].alerting.pageAlert: This format has no “pageAlert” here, so it does not count. Do you mean page_alert?',
    ],
    [
      'a ratio as objective',
      '99.9',
      '0.999',
      'Document 1, line 9, slos[0].objective: This objective is 0.999%. If you mean the ratio, write 99.9.',
    ],
    [
      'an unsafe link',
      'https://wiki/',
      'javascript:',
      'Document 1, line 19, slos[0].alerting.annotations.runbook: “javascript:{{ $labels.sloth_service }}/{{ $labels.tier }}” is no link that can be followed safely. Write an http or https address, or a path such as /d/uid; its placeholders are labels of this SLO.',
    ],
  ])('with %s still counts, with a warning', (_, from, to, expected) => {
    const text = changed(FILE, from, to);
    expect(words(text)).toEqual([expected]);
    expect(readConfigured(text).definitions).toHaveLength(1);
  });

  it.each([
    ['sloPeriod: 7d', 'sloPeriod: a week', 'spec.sloPeriod: “a week” is no duration.'],
    [
      'errorBudgetPercent: 8',
      'errorBudgetPercent: 108',
      'spec.page.quick.errorBudgetPercent: 108 is not between 0 and 100, 0 excluded.',
    ],
    ['shortWindow: 5m, ', '', 'spec.page.quick.shortWindow: This is missing.'],
  ])('does not take alert windows with %s as %j', (from, to, expected) => {
    const text = `${FILE}---\n${changed(WEEK, from, to)}`;
    expect(words(text).join('\n')).toContain(expected);
    expect(readConfigured(text).definitions).toMatchObject([
      { window: { seconds: 30 * DAY }, windowAssumed: 'default' },
    ]);
  });
});
