/** @jest-environment node */
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ReleaseAssessment } from '../assessment/assessment';
import { changed, POLICY, policyOf } from '../policy/testing';
import { type Certificate, GOLDEN_DIGEST, type Statement } from './certificate';
import { certificateDigest, issueCertificate, stated } from './issue';
import { assessmentOf, END, evenCounts, ISSUE } from './testing';
import { verifyCertificate } from './verify';

const NOW = END + 120;
const statement = issueCertificate(assessmentOf(), ISSUE);

/** As it comes from a file. */
function copy(of: Statement = statement): Statement {
  return JSON.parse(JSON.stringify(of)) as Statement;
}

/** Of a certificate that somebody has changed, with a digest that is right again. */
function forged(change: (certificate: Mutable) => void, of = statement): Statement {
  const certificate = copy(of).predicate;
  change(certificate as unknown as Mutable);
  return stated({ ...certificate, digest: certificateDigest(certificate)! });
}

// Whoever forges one cares for no types.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Mutable = any;

it('is valid as it was issued, of every kind of criterion', () => {
  expect(statement.predicate.criteria.map(({ verdict, reason }) => reason ?? verdict)).toEqual([
    'PASS',
    'PASS',
    'PASS',
    'PASS',
    'PASS',
    'MODEL_UNVALIDATED',
    'PASS',
  ]);
  expect(verifyCertificate(copy(), NOW)).toMatchObject({
    state: 'VALID',
    integrity: true,
    arithmetic: true,
    problems: [],
    verdict: 'PASS',
  });
  expect(statement.subject).toEqual([{ name: 'shop@1.2.3', digest: { sha256: 'ab'.repeat(32) } }]);
});

it.each<[string, ReleaseAssessment, string]>([
  ['not decided', assessmentOf(policyOf(POLICY), () => evenCounts(100, 0)), 'INCONCLUSIVE'],
  ['a failure', assessmentOf(policyOf(POLICY), () => evenCounts(9000, 1000)), 'FAIL'],
  [
    'fixed',
    assessmentOf(policyOf(changed(POLICY, ['criteria:', 'looks: fixed\n  criteria:'], ['10m', '30m']))),
    'PASS',
  ],
  ['registered bursts', assessmentOf(policyOf(changed(POLICY, ['criteria:', 'designEffect: 3\n  criteria:']))), 'PASS'],
])('is valid where the verdict is %s', (_, assessment, verdict) => {
  const told = verifyCertificate(copy(issueCertificate(assessment, ISSUE)), NOW);
  expect([told.state, told.problems, told.verdict]).toEqual(['VALID', [], verdict]);
});

it('is no pass after its time', () => {
  const told = verifyCertificate(copy(), END + 60 + 86_400);
  expect(told).toMatchObject({ state: 'VALID', expired: true, verdict: 'INCONCLUSIVE', reason: 'EXPIRED' });
});

/** Paths to every value that is no object. */
function leaves(value: unknown, at: ReadonlyArray<string | number> = []): Array<ReadonlyArray<string | number>> {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => leaves(item, [...at, key]))
    : [at];
}

function put(root: Mutable, at: ReadonlyArray<string | number>, value: unknown): unknown {
  const holder = at.slice(0, -1).reduce((one: Mutable, key) => one[key], root);
  const before: unknown = holder[at.at(-1)!];
  holder[at.at(-1)!] = value;
  return before;
}

const isPass = (value: unknown) => {
  const { state, verdict } = verifyCertificate(value, NOW);
  return state === 'VALID' || verdict === 'PASS';
};

it('fails level 0 for any changed value', () => {
  const all = leaves(statement);
  const other = fc.oneof(fc.constantFrom(null, true, false, 0, 1, '', 'PASS', [], {}), fc.double(), fc.string());
  fc.assert(
    fc.property(fc.constantFrom(...all), other, (at, value) => {
      const one = copy();
      const before = put(one, at, value);
      fc.pre(JSON.stringify(before) !== JSON.stringify(value));
      const told = verifyCertificate(one, NOW);
      expect([told.integrity, told.state, told.verdict]).toEqual([false, 'INVALID', 'INCONCLUSIVE']);
    }),
    { numRuns: 400 }
  );
});

it('fails level 0 where anything is taken away or added', () => {
  const { predicate } = copy();
  for (const key of Object.keys(predicate)) {
    const { [key as keyof Certificate]: _, ...rest } = predicate;
    expect(isPass({ ...copy(), predicate: rest })).toBe(false);
  }
  expect(isPass({ ...copy(), predicate: { ...predicate, more: 1 } })).toBe(false);
});

/** What the arithmetic looks at; the rest is what was asked, of whom, and by what. */
const LOOKED_AT =
  /^(criteria,\d+,(?!queries)|verdict|reason|composition|spec,(digest|policy)|window,t|window,anchored)/;

it('fails level 1 for any changed number, text or verdict, with a digest that is right again', () => {
  const all = leaves(statement.predicate).filter((at) => LOOKED_AT.test(at.join(',')));
  expect(all.length).toBeGreaterThan(300);
  // What no number of the result depends on is for level 2 to find: what else was counted, and quieter moments than the worst.
  const free =
    /evidence,(.*(resets|seriesCount)|bad|total|unobserved|windowSeconds|coverage|evidenceUrl|lowerBound|upperBound|attestedAtSeconds|expiresAtSeconds|pairs,.*)$/;
  const pinned = all.filter((at) => !free.test(at.join(',')));
  for (const at of pinned) {
    const one = forged((certificate) => {
      const before = put(certificate, at, null) as unknown;
      const value =
        typeof before === 'number'
          ? before + 1
          : typeof before === 'boolean'
            ? !before
            : typeof before === 'string'
              ? `${before}x`
              : 1;
      put(certificate, at, value);
    });
    const told = verifyCertificate(one, NOW);
    expect([at.join('.'), told.arithmetic, told.state]).toEqual([at.join('.'), false, 'INVALID']);
  }
});

it.each<[string, (certificate: Mutable) => void, string]>([
  ['a verdict of the release', (one) => (one.criteria[0].evidence = evenCounts(90_000, 9000)), 'differs'],
  ['a method that nobody knows', (one) => (one.criteria[0].method = 'anytime-mixture/2'), 'unknownMethod'],
  ['evidence taken away', (one) => (one.criteria[0].evidence = null), 'missingEvidence'],
  ['a part of it taken away', (one) => delete one.criteria[0].evidence.blocks, 'missingEvidence'],
  ['blocks of another length', (one) => (one.criteria[0].evidence.blockSeconds = 60), 'missingEvidence'],
  ['all in one block', (one) => (one.criteria[0].evidence.blocks = [[90_020, 20]]), 'missingEvidence'],
  ['a criterion taken away', (one) => one.criteria.splice(1, 1), 'criteria'],
  ['no criteria', (one) => ((one.criteria = []), (one.spec.policy.criteria = [])), 'policyDigest'],
  [
    'a lower objective',
    (one) => ((one.spec.policy.criteria[0].slo = 1), (one.criteria[0].params.objective = 0.5)),
    'policyDigest',
  ],
  ['a larger alpha', (one) => (one.criteria[0].params.alpha = 0.5), 'differs'],
  ['another attempt', (one) => (one.release.attempt = 2), 'differs'],
  ['an attempt that is none', (one) => (one.release.attempt = 0.5), 'differs'],
  ['a window beyond the soak', (one) => (one.window.t0 = '2026-01-01T00:00:00.000Z'), 'time'],
  ['a registration after the start', (one) => (one.spec.registeredAt = one.window.t1), 'time'],
  ['an expired answer', (one) => (one.criteria[6].evidence.expiresAtSeconds = 1), 'differs'],
  ['problems beside evidence', (one) => (one.criteria[0].problems = [{ kind: 'noSeries' }]), 'differs'],
])('fails level 1 for %s', (_, change, kind) => {
  const told = verifyCertificate(forged(change), NOW);
  expect(told.integrity).toBe(true);
  expect(told.problems.map((problem) => problem.kind)).toContain(kind);
  expect([told.state, told.verdict]).toEqual(['INVALID', 'INCONCLUSIVE']);
});

it('never passes without criteria', () => {
  const told = verifyCertificate(
    forged((one) => {
      one.criteria = [];
      one.spec.policy.criteria = [];
      const { digest } = issueCertificate({ ...assessmentOf(), criteria: [] }, ISSUE).predicate.spec;
      one.spec.digest = digest;
    }),
    NOW
  );
  expect(told.verdict).not.toBe('PASS');
});

it('reads whatever comes without a fall', () => {
  fc.assert(
    fc.property(fc.constantFrom(...leaves(statement.predicate)), fc.jsonValue(), (at, value) => {
      const predicate = copy(statement).predicate;
      put(predicate, at.slice(0, 1 + (at.length % 4)), value);
      const told = verifyCertificate(
        { ...statement, predicate: { ...predicate, digest: certificateDigest(predicate) } },
        NOW
      );
      expect(['VALID', 'INVALID']).toContain(told.state);
    }),
    { numRuns: 500 }
  );
  for (const value of [null, undefined, 1, 'x', [], {}, { predicate: {} }, [statement]]) {
    expect(isPass(value)).toBe(false);
  }
});

it('is not kept busy by a soak of a thousand years', () => {
  const told = verifyCertificate(
    forged((one) => {
      one.spec.policy.soak.atMostSeconds = 1e15;
      one.window.t0 = '0001-01-01T00:00:00.000Z';
    }),
    NOW
  );
  expect(told.state).toBe('INVALID');
});

it('names the vectors that it was tested with', () => {
  const golden = readFileSync(path.resolve(__dirname, '../testing/golden.json'));
  expect(GOLDEN_DIGEST).toBe(`sha256:${createHash('sha256').update(golden).digest('hex')}`);
});
