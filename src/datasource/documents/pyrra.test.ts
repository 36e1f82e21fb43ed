import { print } from '../../core/promql/print';
import { readConfigured } from './read';
import { documentProblemWords } from '../../shared/words/documents';

const SLO = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: orders-answered
  namespace: shop
  labels:
    prometheus: k8s
    pyrra.dev/team: waiters
    pyrra.dev/service: orders
  annotations:
    runbook_url: https://wiki/{{ $labels.service }}/{{ $labels.slo }}
spec:
  target: "99.9"
  window: 4w
  description: Orders are answered
  indicator:
    ratio:
      errors:
        metric: http_requests_total{job="api", code=~"5.."}
      total:
        metric: http_requests_total{job="api"}
      grouping: [route]
  alerting:
    absent: false
`;

const INDICATOR = / {4}ratio:[^]*?grouping: \[route\]\n/;
const LATENCY = `    latency:
      success:
        metric: http_request_duration_seconds_bucket{job="api", le="0.5"}
      total:
        metric: http_request_duration_seconds_count{job="api"}
`;
const HOUR = 3600;

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

describe('a document of Pyrra', () => {
  it('defines an SLO', () => {
    const { definitions, problems } = readConfigured(SLO);
    expect(problems).toEqual([]);
    expect(definitions).toHaveLength(1);
    const { events, ...rest } = definitions[0]!;
    expect(rest).toEqual({
      tool: 'pyrra',
      document: 1,
      line: 4,
      service: 'orders',
      name: 'orders-answered',
      description: 'Orders are answered',
      owner: 'waiters',
      labels: { team: 'waiters', service: 'orders' },
      objectiveRatio: 0.999,
      window: { kind: 'rolling', seconds: 28 * 24 * HOUR },
      // Pyrra's own for four weeks.
      pairs: [
        { severity: 'page', shortSeconds: 300, longSeconds: HOUR, factor: 14 },
        { severity: 'page', shortSeconds: 1800, longSeconds: 6 * HOUR, factor: 7 },
        { severity: 'ticket', shortSeconds: 2 * HOUR, longSeconds: 24 * HOUR, factor: 2 },
        { severity: 'ticket', shortSeconds: 6 * HOUR, longSeconds: 96 * HOUR, factor: 1 },
      ],
      grouping: ['route'],
      links: [{ kind: 'runbook', title: '', url: 'https://wiki/orders/orders-answered' }],
    });
    expect(events!.counted).toBe('bad');
    expect(events!.part.map(({ selector }) => print(selector))).toEqual([
      'http_requests_total{job="api", code=~"5.."}',
    ]);
    expect(events!.total.map(({ selector }) => print(selector))).toEqual(['http_requests_total{job="api"}']);
  });

  it.each([
    ['the equality that all events have', SLO.replace(/job="api"/g, 'service="till"'), 'till'],
    ['its label, where no selector demands one', SLO, 'orders'],
  ])('has the service of %s', (_, text, service) => {
    expect(readConfigured(text).definitions).toMatchObject([{ service }]);
  });

  it('has the service of its namespace where nothing else tells one', () => {
    const text = changed(/ {4}pyrra\.dev\/team: waiters\n {4}pyrra\.dev\/service: orders\n/, '');
    expect(readConfigured(text).definitions).toMatchObject([{ service: 'shop' }]);
  });

  it('with a latency counts the bucket, however its bound is written', () => {
    const { definitions, problems } = readConfigured(changed(INDICATOR, LATENCY));
    expect(problems).toEqual([]);
    const { counted, part, total, threshold } = definitions[0]!.events!;
    expect(counted).toBe('good');
    expect(part.map(({ selector }) => print(selector))).toEqual([
      'http_request_duration_seconds_bucket{job="api", le=~"0\\\\.50*|5(\\\\.0*)?[eE]-0*1"}',
    ]);
    expect(total.map(({ selector }) => print(selector))).toEqual(['http_request_duration_seconds_count{job="api"}']);
    expect(threshold).toMatchObject({ upperBound: 0.5 });
  });

  it('with a gauge of 1 and 0 counts its samples', () => {
    const { definitions, problems } = readConfigured(
      changed(INDICATOR, '    bool_gauge:\n      metric: up{job="api"}\n')
    );
    expect(problems).toEqual([]);
    const up = { metric: 'up', matchers: [{ label: 'job', operator: '=', value: 'api' }] };
    expect(definitions[0]!.events).toMatchObject({
      counted: 'good',
      part: [{ sign: 1, selector: { ...up, samples: { kind: 'sum' } } }],
      total: [{ sign: 1, selector: { ...up, samples: { kind: 'all' } } }],
    });
  });

  it.each([['disabled: true'], ['burnrates: false']])('has no pairs where its alerting says %s', (alerting) => {
    expect(readConfigured(changed('absent: false', alerting)).definitions).toMatchObject([
      { pairs: [], mutedPairs: readConfigured(SLO).definitions[0]!.pairs },
    ]);
  });

  it.each([
    [
      '    latencyNative:\n      latency: 500ms\n      total:\n        metric: http_request_duration_seconds\n',
      'nativeHistogram',
      'Document 1, line 18, spec.indicator.latencyNative: Native histograms are not counted yet. The SLO has numbers only where its tool has recorded them; otherwise it is shown without.',
    ],
  ])('that nobody can count (%#) is an SLO all the same', (indicator, uncountable, expected) => {
    const text = changed(INDICATOR, indicator);
    expect(words(text)).toEqual([expected]);
    const { definitions, problems } = readConfigured(text);
    expect(problems[0]!.severity).toBe('warning');
    expect(definitions).toMatchObject([{ uncountable, objectiveRatio: 0.999 }]);
    expect(definitions[0]!.events).toBeUndefined();
  });

  it('of a native histogram names it and its threshold in seconds', () => {
    const native =
      '    latencyNative:\n      latency: 500ms\n      total:\n        metric: http_request_duration_seconds{job="api"}\n';
    const { definitions } = readConfigured(changed(INDICATOR, native));
    expect(definitions[0]!.native).toEqual({
      upperBoundSeconds: 0.5,
      histogram: {
        type: 'selector',
        metric: 'http_request_duration_seconds',
        matchers: [{ label: 'job', operator: '=', value: 'api' }],
      },
    });
    expect(words(changed(INDICATOR, native.replace('500ms', 'fast')))).toEqual([
      expect.stringMatching(/spec\.indicator\.latencyNative\.latency: “fast”/),
    ]);
  });

  it.each<[string | RegExp, string, string]>([
    ['ServiceLevelObjective', 'SLO', 'Document 1, line 2, kind: “SLO” is not one of ServiceLevelObjective.'],
    ['  name: orders-answered\n', '', 'Document 1, line 4, metadata.name: This is missing.'],
    ['"99.9"', '99.9', 'Document 1, line 13, spec.target: “99.9” is not a text.'],
    ['"99.9"', '"high"', 'Document 1, line 13, spec.target: “high” is not a number.'],
    ['"99.9"', '"100"', 'Document 1, line 13, spec.target: 100 is not between 0 and 100, both excluded.'],
    ['window: 4w', 'window: 4 weeks', 'Document 1, line 14, spec.window: “4 weeks” is no duration.'],
    [
      INDICATOR,
      '    rate: {}\n',
      'Document 1, line 17, spec.indicator: One of ratio, latency, latencyNative, bool_gauge is missing.',
    ],
    [
      '    ratio:',
      '    latency: {}\n    ratio:',
      'Document 1, line 17, spec.indicator.latency: This and ratio exclude each other. Keep one of them.',
    ],
    [
      'metric: http_requests_total{job="api"}',
      'metric: sum(http_requests_total)',
      'Document 1, line 21, spec.indicator.ratio.total.metric: “sum(http_requests_total)” is no plain selector of a metric. Write one without functions, such as http_requests_total{job="api"}.',
    ],
    [
      'metric: http_requests_total{job="api"}',
      `metric: '{job="api"}'`,
      'Document 1, line 21, spec.indicator.ratio.total.metric: “{job="api"}” names no metric.',
    ],
    [
      ', code=~"5.."',
      '',
      'Document 1, line 19, spec.indicator.ratio.errors.metric: This counts the same events as total.',
    ],
    [
      INDICATOR,
      LATENCY.replace(', le="0.5"', ''),
      'Document 1, line 19, spec.indicator.latency.success.metric: This is no bucket with its bound. Write one with a matcher of le, such as http_request_duration_seconds_bucket{job="api", le="0.5"}.',
    ],
  ])('%# with an error is left out, and says where, what and what would be right', (from, to, expected) => {
    expect(words(changed(from, to)).join('\n')).toContain(expected);
    expect(readConfigured(changed(from, to)).definitions).toEqual([]);
  });

  it.each([
    [
      'absent: false',
      'absnt: false',
      'Document 1, line 24, spec.alerting.absnt: This format has no “absnt” here, so it does not count. Do you mean absent?',
    ],
    [
      '"99.9"',
      '"0.999"',
      'Document 1, line 13, spec.target: This objective is 0.999%. If you mean the ratio, write 99.9.',
    ],
    [
      'https://wiki/',
      'javascript:',
      'Document 1, line 11, metadata.annotations.runbook_url: “javascript:{{ $labels.service }}/{{ $labels.slo }}” is no link that can be followed safely.',
    ],
  ])('with a warning still counts: %s as %s', (from, to, expected) => {
    expect(words(changed(from, to)).join('\n')).toContain(expected);
    expect(readConfigured(changed(from, to)).definitions).toHaveLength(1);
  });
});

describe('the service of a Pyrra document', () => {
  const own = changed('    pyrra.dev/service: orders\n', '');

  it('is what the selector of all events fixes, as the labels of what Pyrra records say', () => {
    const text = own.replaceAll('{job="api"', '{job="api", service="reservations"');
    expect(readConfigured(text).definitions).toMatchObject([{ service: 'reservations', labels: { team: 'waiters' } }]);
  });

  it('is not what the SLO is grouped by', () => {
    const text = own.replaceAll('{job="api"', '{job="api", service="reservations"').replace('[route]', '[service]');
    expect(readConfigured(text).definitions).toMatchObject([{ service: 'waiters' }]);
  });
});
