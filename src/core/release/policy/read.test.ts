/** @jest-environment node */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { selector } from '../../promql/ast';
import { documentProblemWords } from '../../../shared/words/documents';
import { changed, criterionOf, POLICY, policyOf, readAll, SLO, withCriteria } from './testing';

const words = (...texts: readonly string[]) => readAll(...texts).problems.map(documentProblemWords);
const requests = selector('requests_total');

it('reads a policy with its defaults', () => {
  expect(readAll(POLICY)).toMatchObject({ problems: [], definitions: [], policies: [{ document: 1, line: 4 }] });
  expect(policyOf(POLICY)).toEqual({
    name: 'shop',
    service: 'shop',
    environment: null,
    identity: { kind: 'versionLabel', label: 'version' },
    soak: { atLeastSeconds: 600, atMostSeconds: 5400 },
    scrapeSeconds: 15,
    alpha: 0.05,
    beta: 0.05,
    looks: 'anytime',
    designEffect: null,
    criteria: [
      {
        id: 'availability',
        required: true,
        kind: 'successRatio',
        objectiveRatio: 0.999,
        events: {
          counted: 'good',
          part: [{ sign: 1, selector: { ...requests, matchers: [{ label: 'code', operator: '!~', value: '5..' }] } }],
          total: [{ sign: 1, selector: requests }],
        },
      },
    ],
  });
});

it('reads what is said otherwise', () => {
  const text = changed(
    POLICY,
    ['  service: shop', '  service: shop\n  environment: live'],
    [
      'versionLabel: version',
      'join:\n      metric: target_info{team="till"}\n      versionLabel: service_version\n      on: [job, instance]',
    ],
    [
      '  criteria:',
      '  scrapeInterval: 1m\n  alpha: 0.01\n  beta: 0.1\n  looks: fixed\n  designEffect: 1.4\n  criteria:',
    ]
  );
  expect(policyOf(text)).toMatchObject({
    environment: 'live',
    identity: {
      kind: 'join',
      info: { metric: 'target_info', matchers: [{ label: 'team', value: 'till' }] },
      label: 'service_version',
      on: ['job', 'instance'],
    },
    scrapeSeconds: 60,
    alpha: 0.01,
    beta: 0.1,
    looks: 'fixed',
    designEffect: 1.4,
  });
  expect(policyOf(changed(POLICY, ['versionLabel: version', 'startTime: true'])).identity).toEqual({
    kind: 'startTime',
  });
});

describe('a criterion', () => {
  it('counts the events of an SLO, with its objective or another', () => {
    const events = { counted: 'bad', total: [{ sign: 1, selector: requests }] };
    expect(criterionOf('id: a\nsuccessRatio: { slo: shop/answers }')).toMatchObject({ objectiveRatio: 0.99, events });
    expect(criterionOf('id: a\nsuccessRatio: { slo: shop/answers, objective: 0.995 }')).toMatchObject({
      objectiveRatio: 0.995,
      events,
    });
  });

  it('compares buckets with a threshold', () => {
    expect(
      criterionOf('id: a\nlatency: { histogram: \'took_seconds{job="a", le="1"}\', threshold: 0.3, objective: 0.9 }')
    ).toMatchObject({
      kind: 'latency',
      threshold: 0.3,
      objectiveRatio: 0.9,
      buckets: selector('took_seconds_bucket', [{ label: 'job', operator: '=', value: 'a' }]),
    });
  });

  it('compares with a baseline by both margins or by one', () => {
    const both = { against: 'concurrent', ratioMargin: 2, canaryLevelShare: 0.5, test: 'bounds' };
    const hybrid = criterionOf('id: a\nnoRegression: { slo: shop/answers }');
    expect(hybrid).toMatchObject(both);
    expect(hybrid).toMatchObject({ differenceMargin: expect.closeTo(0.0025), errorBudgetRatio: expect.closeTo(0.01) });
    expect(
      criterionOf('id: a\nnoRegression: { slo: shop/answers, against: previous, margin: ratio, ratio: 3 }')
    ).toMatchObject({ against: 'previous', ratioMargin: 3, differenceMargin: null });
  });

  it('takes the pairs of an SLO by severity', () => {
    expect(criterionOf('id: a\nnoBurnAlert: { slo: shop/answers }')).toMatchObject({
      pairs: [
        { longSeconds: 3600, shortSeconds: 300 },
        { longSeconds: 21_600, shortSeconds: 1800 },
      ],
    });
    expect(criterionOf('id: a\nnoBurnAlert: { slo: shop/answers, severity: any }')).toMatchObject({
      pairs: { length: 4 },
    });
  });

  it('asks for a share of the budget, a quarter by default', () => {
    expect(criterionOf('id: a\nremainingBudget: { slo: shop/answers }')).toMatchObject({ leastRemainingRatio: 0.25 });
    expect(criterionOf('id: a\nremainingBudget: { slo: shop/answers, atLeast: -0.5 }')).toMatchObject({
      leastRemainingRatio: -0.5,
    });
  });

  it('holds a question with or without its answer', () => {
    expect(criterionOf('id: a\nattestation: { question: Is it ready? }')).toEqual({
      id: 'a',
      required: true,
      kind: 'attestation',
      question: 'Is it ready?',
    });
    expect(
      criterionOf(`id: a
attestation:
  question: Is it ready?
  answer: false
  evidence: https://wiki.example.com/x
  author: ada
  attestedAt: 2026-01-02T03:04:05+01:00
  expiresAt: '2026-02-02'`)
    ).toMatchObject({ answer: false, attestedAtSeconds: 1767319445, expiresAtSeconds: 1769990400 });
  });
});

it('says everything that is wrong at once, with its place', () => {
  expect(
    words(`apiVersion: reliability-scorecard/v1
kind: ReleasePolicy
metadata:
  name: The shop
spec:
  service: shop
  alfa: 0.01
  release: { versionLabel: version, startTime: true }
  soak: { atLeast: 2h, atMost: 1 hour }
  beta: 5
  designEffect: 0.5
  looks: often
  criteria:
    - id: a
      successRatio: { objective: 99.9, good: 'histogram_quantile(0.9, x)', total: 'x:rate5m' }
    - id: a
      latency: { histogram: took_seconds_count, threshold: 0, objective: 0.9 }
    - id: b
    - id: c
      headroom: { atLeast: 0.2 }
      attestation: { question: Ready? }
    - id: d
      noBurnAlert: { slo: shop/nothing }
    - id: e
      attestation: { question: Ready?, answer: maybe, evidence: 'javascript:alert(1)', author: me, attestedAt: today }
`)
  ).toEqual([
    'Document 1, line 4, metadata.name: “The shop” is no name: lower-case letters, digits and hyphens, at most 63, a letter or digit at both ends.',
    'Document 1, line 7, spec.alfa: This format has no “alfa” here, so it does not count. Do you mean alpha?',
    'Document 1, line 8, spec.release.startTime: This and versionLabel exclude each other. Keep one of them.',
    'Document 1, line 9, spec.soak.atMost: “1 hour” is no duration. Write numbers and units from s to w, such as 30m or 1h30m.',
    'Document 1, line 10, spec.beta: 5 is not between 0 and 0.5, both excluded.',
    'Document 1, line 11, spec.designEffect: 0.5 is less than 1.',
    'Document 1, line 12, spec.looks: “often” is not one of anytime, fixed.',
    'Document 1, line 15, spec.criteria[0].successRatio.objective: 99.9 is not between 0 and 1, both excluded.',
    'Document 1, line 15, spec.criteria[0].successRatio.good: “histogram_quantile(0.9, x)” is no number of events. Write counters, in sum, rate or increase where you like, added or taken off each other; ratios and other functions cannot be counted over a window.',
    'Document 1, line 15, spec.criteria[0].successRatio.total: “x:rate5m” is no counter, so a window of it holds no number of events. Write the counters it is made of.',
    'Document 1, line 16, spec.criteria[1].id: The key a stands in line 14 already. Keep one of them.',
    'Document 1, line 17, spec.criteria[1].latency.histogram: “took_seconds_count” is no classic histogram. A threshold needs the buckets of one, such as http_request_duration_seconds_bucket{job="api"}.',
    'Document 1, line 17, spec.criteria[1].latency.threshold: 0 is not above 0.',
    'Document 1, line 18, spec.criteria[2]: One of successRatio, latency, noRegression, remainingBudget, noBurnAlert, headroom, attestation is missing.',
    'Document 1, line 21, spec.criteria[3].attestation: This and headroom exclude each other. Keep one of them.',
    'Document 1, line 23, spec.criteria[4].noBurnAlert.slo: There is no SLO called “shop/nothing” among the documents.',
    'Document 1, line 25, spec.criteria[5].attestation.expiresAt: This is missing.',
    'Document 1, line 25, spec.criteria[5].attestation.answer: “maybe” is not a true or false.',
    'Document 1, line 25, spec.criteria[5].attestation.evidence: “javascript:alert(1)” is no link that can be followed safely. Write an http or https address, or a path such as /d/uid; its placeholders are labels of this SLO.',
    'Document 1, line 25, spec.criteria[5].attestation.attestedAt: “today” is no time. Write a day, or a time with its zone: 2026-01-31 or 2026-01-31T14:05:00Z.',
  ]);
});

it.each<[string, string, string]>([
  [
    'a baseline beside what only a time tells',
    changed(withCriteria('id: a\nnoRegression: { slo: shop/answers }'), ['versionLabel: version', 'startTime: true']),
    'has no baseline that runs beside it',
  ],
  ['a soak that ends too early', changed(POLICY, ['1h30m', '5m']), 'atLeast is 10m'],
  ['no criteria', `${POLICY.slice(0, POLICY.indexOf('    - id'))}    []`, 'spec.criteria: This is missing'],
  ['nothing required', changed(POLICY, ['- id: availability', '- id: a\n      required: false']), 'No criterion is'],
  ['a criterion that nothing can show', withCriteria('id: a\nheadroom: { atLeast: 0.2 }'), 'Write required: false'],
  ['a join without labels', changed(POLICY, ['versionLabel: version', 'join: { metric: x, versionLabel: v }']), '.on'],
  ['no label', changed(POLICY, ['versionLabel: version', 'versionLabel: the version']), 'is no name of a label'],
  [
    'a score test at any look',
    withCriteria('id: a\nnoRegression: { slo: shop/answers, margin: difference, test: score }'),
    '“score” is not one of bounds',
  ],
  [
    'a margin of a comparison that has none',
    withCriteria('id: a\nnoRegression: { slo: shop/answers, margin: ratio, difference: 0.1 }'),
    'This and margin: ratio exclude each other',
  ],
  ['the same name twice', `${POLICY}---\n${POLICY}`, 'Document 1 of the same kind is called shop already'],
  ['another kind', changed(POLICY, ['ReleasePolicy', 'Policy']), '“Policy” is not one of ReleasePolicy'],
])('says what is wrong with %s', (_, text, said) => {
  expect(words(text, SLO).join('\n')).toContain(said);
});

it('refers to no SLO that raw counters do not hold', () => {
  const slices = changed(
    SLO,
    ['Occurrences', 'Timeslices'],
    ['0.99\n', '0.99\n      timeSliceTarget: 0.9\n      timeSliceWindow: 5m\n']
  );
  expect(words(withCriteria('id: a\nremainingBudget: { slo: shop/answers }'), slices)[0]).toContain(
    'No raw counters hold the events of shop/answers'
  );
});

it('gives up a policy of which one criterion cannot be read', () => {
  expect(readAll(withCriteria('id: a\nsuccessRatio: { slo: shop/answers }', 'id: b'), SLO).policies).toEqual([]);
});

describe('the examples', () => {
  const folder = path.resolve(__dirname, '../../../../examples');
  const textOf = (...parts: string[]) => readFileSync(path.join(folder, ...parts), 'utf8');
  const policies = readdirSync(path.join(folder, 'releases')).sort();

  it.each(policies)('%s has no problem', (file) => {
    const { policies: read, problems } = readAll(textOf('releases', file), textOf('availability-good-total.yaml'));
    expect(problems).toEqual([]);
    expect(read).toHaveLength(1);
  });

  it('are a minimal one, and one of every kind of criterion', () => {
    expect(policies).toEqual(['canary.yaml', 'catering-canary.yaml', 'loyalty-canary.yaml', 'minimal.yaml']);
    const rich = policyOf(textOf('releases', 'canary.yaml'), textOf('availability-good-total.yaml'));
    expect(new Set(rich.criteria.map(({ kind }) => kind)).size).toBe(7);
  });
});

it('reads whatever comes without a fall', () => {
  const keys = ['spec', 'metadata', 'criteria', 'soak', 'release', 'join', 'on', 'slo', 'good', 'name', 'id'];
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 0.5, -1, NaN, '', 'x', 'shop/answers', '5m', '{{', 'sum(x)'),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys, 'successRatio', 'latency', 'attestation', 'noBurnAlert'), tie('any'), {
        maxKeys: 4,
      })
    ),
  })).any;
  fc.assert(
    fc.property(value, value, value, (spec, criterion, metadata) => {
      const document = {
        apiVersion: 'reliability-scorecard/v1',
        kind: 'ReleasePolicy',
        metadata,
        spec: { ...(spec as object), criteria: [criterion] },
      };
      const parsed = readAll(JSON.stringify(document), SLO);
      expect(parsed.policies.length === 1 || parsed.problems.length > 0).toBe(true);
    }),
    { numRuns: 500 }
  );
});

it('refuses a bomb of aliases and a large document without a fall', () => {
  expect(words('a: &a [x]\nb: [*a]')[0]).toContain('The alias *a is refused');
  const many = Array.from({ length: 20_000 }, (_, index) => `id: c${index}\nsuccessRatio: { slo: shop/answers }`);
  const large = withCriteria(...many);
  expect(large.length).toBeGreaterThan(1_000_000);
  expect(policyOf(large, SLO).criteria).toHaveLength(20_000);
});
