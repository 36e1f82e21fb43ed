import { print } from '../../core/promql/print';
import { readConfigured } from './read';
import { documentProblemWords } from '../../shared/words/documents';

const SLO = `apiVersion: sre.google.com/v2
kind: ServiceLevelObjective
metadata:
  name: orders-web-availability
  labels:
    service_name: orders
    feature_name: web
    slo_name: availability
    team: waiters
spec:
  description: Orders are answered
  backend: prometheus
  method: good_bad_ratio
  exporters: []
  service_level_indicator:
    filter_good: http_requests_total{code!~"5.."}[window]
    filter_valid: http_requests_total
  goal: 0.999
`;

const INDICATOR = / {2}method:[^]*?(?= {2}goal:)/;
const method = (name: string, ...lines: string[]) =>
  `  method: ${name}\n  service_level_indicator:\n${lines.map((line) => `    ${line}\n`).join('')}`;

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

function counted(text: string) {
  const { definitions, problems } = readConfigured(text);
  expect(problems).toEqual([]);
  const events = definitions[0]!.events!;
  const texts = (terms: typeof events.part) => terms.map(({ selector }) => print(selector));
  return { counted: events.counted, part: texts(events.part), total: texts(events.total) };
}

describe('a document of slo-generator', () => {
  it('defines an SLO whose window is assumed', () => {
    const { definitions, problems } = readConfigured(SLO);
    expect(problems).toEqual([]);
    expect(definitions).toHaveLength(1);
    const { events, ...rest } = definitions[0]!;
    expect(rest).toEqual({
      tool: 'slo-generator',
      document: 1,
      line: 8,
      service: 'orders',
      name: 'web-availability',
      description: 'Orders are answered',
      owner: 'waiters',
      labels: { team: 'waiters' },
      objectiveRatio: 0.999,
      window: { kind: 'rolling', seconds: 28 * 86_400 },
      windowAssumed: 'likeliest',
      links: [],
    });
    expect(events).toBeDefined();
    expect(counted(SLO)).toEqual({
      counted: 'good',
      part: ['http_requests_total{code!~"5.."}'],
      total: ['http_requests_total'],
    });
  });

  it('with good and bad events has both as all events', () => {
    expect(
      counted(changed('filter_valid: http_requests_total', 'filter_bad: http_requests_total{code=~"5.."}'))
    ).toEqual({
      counted: 'good',
      part: ['http_requests_total{code!~"5.."}'],
      total: ['http_requests_total{code!~"5.."}', 'http_requests_total{code=~"5.."}'],
    });
  });

  it.each(['0.5', '"0.5"'])('with a distribution counts the bucket up to %s', (bucket) => {
    const lines = ['expression: http_request_duration_seconds_bucket{job="api"}', `threshold_bucket: ${bucket}`];
    expect(counted(changed(INDICATOR, method('distribution_cut', ...lines)))).toEqual({
      counted: 'good',
      part: ['http_request_duration_seconds_bucket{job="api", le=~"0\\\\.50*|5(\\\\.0*)?[eE]-0*1"}'],
      total: ['http_request_duration_seconds_bucket{job="api", le="+Inf"}'],
    });
  });

  it('with a query counts it where it is a quotient of counts', () => {
    const query = 'sum(rate(good_total[window])) / sum(rate(all_total[window]))';
    expect(counted(changed(INDICATOR, method('query_sli', `expression: ${query}`)))).toEqual({
      counted: 'good',
      part: ['good_total'],
      total: ['all_total'],
    });
    expect(counted(changed(INDICATOR, method('query_sli', `expression: 1 - ${query}`))).counted).toBe('bad');
  });

  it('with any other query is an SLO all the same', () => {
    const text = changed(INDICATOR, method('query_sli', 'expression: avg_over_time(up[window])'));
    expect(words(text)).toEqual([
      'Document 1, line 15, spec.service_level_indicator.expression: This is no quotient of two counts of events, such as a / b or 1 - a / b of counters. The SLO has numbers only where its tool has recorded them; otherwise it is shown without.',
    ]);
    expect(readConfigured(text).definitions).toMatchObject([{ uncountable: 'ratio' }]);
  });

  it.each<[string | RegExp, string, string]>([
    ['goal: 0.999', 'goal: 99.9', 'Document 1, line 18, spec.goal: 99.9 is not between 0 and 1, both excluded.'],
    ['  goal: 0.999\n', '', 'Document 1, line 11, spec.goal: This is missing.'],
    ['    slo_name: availability\n', '', 'Document 1, line 6, metadata.labels.slo_name: This is missing.'],
    [
      'backend: prometheus',
      'backend: cloud_monitoring',
      'Document 1, line 12, spec.backend: Metrics of type cloud_monitoring cannot be read. Only Prometheus can.',
    ],
    [
      'good_bad_ratio',
      'good_ratio',
      'Document 1, line 13, spec.method: “good_ratio” is not one of good_bad_ratio, query_sli, distribution_cut.',
    ],
    [
      'filter_valid',
      'filter_all',
      'Document 1, line 16, spec.service_level_indicator: One of filter_bad, filter_valid is missing.',
    ],
    [
      'filter_valid: http',
      'filter_bad: x_total\n    filter_valid: http',
      'Document 1, line 18, spec.service_level_indicator.filter_valid: This and filter_bad exclude each other. Keep one of them.',
    ],
    [
      '{code!~"5.."}[window]',
      '',
      'Document 1, line 16, spec.service_level_indicator.filter_good: This counts the same events as total.',
    ],
    [
      '[window]',
      '[window',
      'Document 1, line 16, spec.service_level_indicator.filter_good: Line 1, column 40 of the query: it ends too early.',
    ],
    [
      INDICATOR,
      method('distribution_cut', 'expression: x_total', 'threshold_bucket: 1'),
      'Document 1, line 15, spec.service_level_indicator.expression: “x_total” is no classic histogram.',
    ],
    [
      INDICATOR,
      method('distribution_cut', 'expression: x_bucket', 'threshold_bucket: soon'),
      'Document 1, line 16, spec.service_level_indicator.threshold_bucket: “soon” is not a number.',
    ],
    [
      INDICATOR,
      method('distribution_cut', 'expression: x_bucket'),
      'Document 1, line 15, spec.service_level_indicator.threshold_bucket: This is missing.',
    ],
  ])('%# with an error is left out, and says where, what and what would be right', (from, to, expected) => {
    expect(words(changed(from, to)).join('\n')).toContain(expected);
    expect(readConfigured(changed(from, to)).definitions).toEqual([]);
  });

  it('with an unknown key still counts, with a warning', () => {
    const text = changed('  goal:', '  gaol: 1\n  goal:');
    expect(words(text)).toEqual([
      'Document 1, line 18, spec.gaol: This format has no “gaol” here, so it does not count. Do you mean goal?',
    ]);
    expect(readConfigured(text).definitions).toHaveLength(1);
  });
});
