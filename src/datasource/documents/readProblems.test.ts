import { readConfigured } from './read';
import { changed, words } from './testing';

describe('what is wrong with an OpenSLO document', () => {
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
        ['Occurrences', 'RatioTimeslices'],
        ['- target', '- timeSliceWindow: 29d\n      target'],
      ],
      'Document 1, line 30, spec.objectives[0].timeSliceWindow: A slice is longer than the time window.',
    ],
    [
      [
        ['duration: 28d', 'duration: 90d'],
        ['Occurrences', 'RatioTimeslices'],
        ['- target', '- timeSliceWindow: 1m\n      target'],
      ],
      'Document 1, line 30, spec.objectives[0].timeSliceWindow: The time window would hold 129600 slices, and at most 45000 are read. Make them longer.',
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
      'Document 1, line 1, apiVersion: “openslo/v9” is not one of openslo/v1, openslo/v1alpha, prometheus/v1, sloth.slok.dev/v1, pyrra.dev/v1alpha1, sre.google.com/v2, reliability-scorecard/v1.',
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
      'Document 1, line 30, spec.objectives[0].targetPercent: This objective is 0.999%. If you mean the ratio, write target: 0.999.',
    ],
  ])('%# with a warning still counts', (changes, expected) => {
    const text = changed(...changes);
    expect(words(text)[0]).toBe(expected);
    expect(readConfigured(text).problems.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(readConfigured(text).definitions).toHaveLength(1);
  });
});
