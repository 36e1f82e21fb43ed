import { print } from '../../core/promql/print';
import { readConfigured } from './read';
import { changed, SLO, words } from './testing';

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
});
