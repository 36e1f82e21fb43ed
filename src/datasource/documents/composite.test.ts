import { readConfigured } from './read';
import { documentProblemWords } from '../../shared/words/documents';

const INDICATOR = `      indicator:
        metadata:
          name: cart
        spec:
          ratioMetric:
            counter: true
            bad:
              metricSource:
                type: Prometheus
                spec:
                  query: sum(carts_total{result="failed"})
            total:
              metricSource:
                type: Prometheus
                spec:
                  query: sum(carts_total)
`;

const JOURNEY = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: journey
  displayName: From search to order
spec:
  service: shop
  timeWindow:
    - duration: 4w
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - displayName: Cart
      target: 0.99
      compositeWeight: 0.5
${INDICATOR}    - targetPercent: 99.9
      indicatorRef: search
---
apiVersion: openslo/v1
kind: SLI
metadata:
  name: search
spec:
  ratioMetric:
    counter: true
    good:
      metricSource:
        metricSourceRef: prom-eu
        type: Prometheus
        spec:
          query: sum(searches_total{result="ok"})
    total:
      metricSource:
        metricSourceRef: prom-eu
        type: Prometheus
        spec:
          query: sum(searches_total)
`;

function changed(...changes: ReadonlyArray<[from: string | RegExp, to: string]>): string {
  return changes.reduce((text, [from, to]) => {
    const next = text.replace(from, to);
    if (next === text) {
      throw new Error(`${String(from)} is not in the document`);
    }
    return next;
  }, JOURNEY);
}

const words = (text: string) => readConfigured(text).problems.map(documentProblemWords);

test('objectives with indicators of their own are the members of one SLO', () => {
  const { definitions, problems } = readConfigured(JOURNEY);
  expect(problems).toEqual([]);
  expect(definitions).toEqual([
    {
      tool: 'openslo',
      document: 1,
      line: 4,
      service: 'shop',
      name: 'journey',
      description: 'From search to order',
      labels: {},
      links: [],
      window: { kind: 'rolling', seconds: 28 * 86_400 },
      objectiveRatio: null,
      upstreamRef: 'prom-eu',
      composite: [
        {
          name: 'Cart',
          weight: 0.5,
          objectiveRatio: 0.99,
          events: {
            counted: 'bad',
            part: [
              {
                sign: 1,
                selector: {
                  type: 'selector',
                  metric: 'carts_total',
                  matchers: [{ label: 'result', operator: '=', value: 'failed' }],
                },
              },
            ],
            total: [{ sign: 1, selector: { type: 'selector', metric: 'carts_total', matchers: [] } }],
          },
        },
        {
          name: 'search',
          weight: 1,
          objectiveRatio: 0.999,
          events: {
            counted: 'good',
            part: [
              {
                sign: 1,
                selector: {
                  type: 'selector',
                  metric: 'searches_total',
                  matchers: [{ label: 'result', operator: '=', value: 'ok' }],
                },
              },
            ],
            total: [{ sign: 1, selector: { type: 'selector', metric: 'searches_total', matchers: [] } }],
          },
        },
      ],
    },
  ]);
});

test('a member may be a threshold of a histogram', () => {
  const { definitions, problems } = readConfigured(
    changed(
      [
        / {10}ratioMetric:[^]*?(?= {4}- targetPercent)/,
        '          thresholdMetric:\n            metricSource:\n              type: Prometheus\n              spec:\n                query: cart_seconds_bucket\n',
      ],
      ['      target: 0.99', '      op: lte\n      value: 0.5\n      target: 0.99']
    )
  );
  expect(problems).toEqual([]);
  expect(definitions[0]!.composite![0]!.events.threshold).toMatchObject({ upperBound: 0.5 });
});

test('a single objective is an SLO like any other', () => {
  const { definitions, problems } = readConfigured(
    changed([/ {4}- targetPercent[^]*?---/, '---'], [/ {6}compositeWeight.*\n/, ''])
  );
  expect(problems).toEqual([]);
  expect(definitions).toMatchObject([{ name: 'journey', objectiveRatio: 0.99, events: { counted: 'bad' } }]);
  expect(definitions[0]).not.toHaveProperty('composite');
});

test('two SLOs of one name are never mixed up by being composites', () => {
  const { definitions, problems } = readConfigured(`${JOURNEY}\n---\n${JOURNEY.split('---')[0]}`);
  expect(definitions).toHaveLength(1);
  expect(problems).toMatchObject([{ issue: { kind: 'duplicateSlo' }, document: 3 }]);
});

test.each<[Array<[string | RegExp, string]>, string]>([
  [
    [['compositeWeight: 0.5', 'compositeWeight: 0']],
    'Document 1, line 15, spec.objectives[0].compositeWeight: 0 is not above 0.',
  ],
  [
    [['compositeWeight: 0.5', 'compositeWeight: -1']],
    'Document 1, line 15, spec.objectives[0].compositeWeight: -1 is not above 0.',
  ],
  [
    [['compositeWeight: 0.5', 'compositeWeight: heavy']],
    'Document 1, line 15, spec.objectives[0].compositeWeight: “heavy” is not a number.',
  ],
  [
    [['      indicatorRef: search\n', '']],
    'Document 1, line 32, spec.objectives[1]: One of indicator, indicatorRef is missing.',
  ],
  [
    [['indicatorRef: search', 'indicatorRef: find']],
    'Document 1, line 33, spec.objectives[1].indicatorRef: There is no SLI called “find” among the documents.',
  ],
  [
    [['indicatorRef: search', 'indicatorRef: The Search']],
    'Document 1, line 33, spec.objectives[1].indicatorRef: “The Search” is no name: lower-case letters, digits and hyphens, at most 63, a letter or digit at both ends.',
  ],
  [
    [['  timeWindow:', '  indicatorRef: search\n  timeWindow:']],
    'Document 1, line 14, spec.objectives[0]: This and spec.indicator exclude each other. Keep one of them.',
  ],
  [
    [['      indicatorRef: search\n', '      indicatorRef: search\n      indicator: {}\n']],
    'Document 1, line 33, spec.objectives[1].indicatorRef: This and indicator exclude each other. Keep one of them.',
  ],
  [
    [['target: 0.99', 'target: 99']],
    'Document 1, line 14, spec.objectives[0].target: 99 is not between 0 and 1. Write targetPercent: 99.',
  ],
  [
    [['sum(carts_total)', 'avg(carts_total)']],
    'Document 1, line 31, spec.objectives[0].indicator.spec.ratioMetric.total.metricSource.spec.query: “avg(carts_total)” is no number of events. Write counters, in sum, rate or increase where you like, added or taken off each other; ratios and other functions cannot be counted over a window.',
  ],
  [
    [
      [
        '                type: Prometheus',
        '                metricSourceRef: prom-us\n                type: Prometheus',
      ],
    ],
    'Document 1, line 33, spec.objectives[1]: The events here are in prom-eu, others of the same SLO in prom-us. All must be in one data source.',
  ],
])('%# a composite with an error is left out whole', (changes, expected) => {
  const text = changed(...changes);
  expect(words(text)).toContain(expected);
  expect(readConfigured(text).definitions).toEqual([]);
});

test('a weight without a composite has no effect and says so', () => {
  const text = changed([/ {4}- targetPercent[^]*?---/, '---']);
  expect(words(text)).toEqual([
    'Document 1, line 15, spec.objectives[0].compositeWeight: This has no effect: only several objectives with indicators of their own make a composite, in which a weight counts.',
  ]);
  expect(readConfigured(text).definitions).toHaveLength(1);
});
