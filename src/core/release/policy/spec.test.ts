import { type PolicySpec, policyDigest, policyOfSpec, policySpec } from './spec';
import { changed, POLICY, policyOf, SLO, withCriteria } from './testing';

const digest = (text: string, slo = SLO) => policyDigest(policyOf(text, slo));

it('depends on nothing that does not decide', () => {
  const same = changed(
    POLICY,
    ['apiVersion', '# A note.\napiVersion'],
    ['  service: shop\n', ''],
    ['  soak:', '  description: Words.\n  service: "shop"\n  alpha: 0.05\n  soak:']
  );
  expect(digest(same)).toBe(digest(POLICY));
  expect(digest(POLICY)).toMatch(/^sha256:[0-9a-f]{64}$/);
});

it.each<[string, [string | RegExp, string]]>([
  ['a level', ['  criteria:', '  alpha: 0.04\n  criteria:']],
  ['a query', ['code!~"5.."', 'code!~"50."']],
  ['a soak', ['10m', '11m']],
  ['what is required', ['- id: availability', '- id: availability\n      required: false']],
  ['the identity', ['versionLabel: version', 'startTime: true']],
])('depends on %s', (_, change) => {
  expect(digest(changed(POLICY, change))).not.toBe(digest(POLICY));
});

it('depends on the SLO that it refers to', () => {
  const text = withCriteria('id: a\nremainingBudget: { slo: shop/answers }');
  expect(digest(text, SLO.replace('5..', '50.'))).not.toBe(digest(text));
  expect(digest(text, SLO.replace('0.99\n', '0.98\n'))).not.toBe(digest(text));
});

it('does not depend on the answer to a question', () => {
  const question = 'id: a\nattestation:\n  question: Ready?';
  const answer =
    '\n  answer: true\n  evidence: https://x.example\n  author: a\n  attestedAt: 2026-01-01\n  expiresAt: 2026-02-01';
  expect(digest(withCriteria(question + answer, 'id: b\nheadroom: { atLeast: 0.1 }\nrequired: false'))).toBe(
    digest(withCriteria(question, 'id: b\nheadroom: { atLeast: 0.1 }\nrequired: false'))
  );
});

it('writes counts as PromQL', () => {
  const text = withCriteria(
    'id: a\nsuccessRatio: { objective: 0.9, bad: "rate(a_total[5m]) - rate(b_total[5m])", total: "(rate(c_total[5m]) or vector(0)) + rate(d_total[5m])" }'
  );
  expect(policySpec(policyOf(text))).toMatchObject({
    criteria: [{ events: { part: ['a_total', '-b_total'], total: ['c_total or vector(0)', 'd_total'] } }],
  });
});

it('reads a spec back to the same policy', () => {
  const policy = policyOf(
    withCriteria(
      'id: a\nsuccessRatio: { objective: 0.9, bad: "rate(a_total{x=\'$1\'}[5m]) - rate(b_total[5m])", total: "(rate(c_total[5m]) or vector(0)) + rate(d_total[5m])" }',
      'id: b\nlatency: { histogram: took_seconds, threshold: 0.3, objective: 0.9 }',
      'id: c\nnoRegression: { slo: shop/answers }',
      'id: d\nremainingBudget: { slo: shop/answers }',
      'id: e\nnoBurnAlert: { slo: shop/answers }',
      'id: f\nattestation: { question: Ready? }'
    ).replace('versionLabel: version', 'join: { metric: \'info{a="b"}\', versionLabel: v, on: [pod] }'),
    SLO
  );
  const spec = JSON.parse(JSON.stringify(policySpec(policy))) as PolicySpec;
  expect(policyOfSpec(spec)).toEqual(policy);
  expect(policyOfSpec({ ...spec, criteria: [{ ...spec.criteria[1]!, buckets: 'rate(' } as never] })).toBeNull();
});
