import { digestOf } from '../../digest/digest';
import type { Json } from '../../digest/canonical';
import { blockSeconds, blocksIn } from '../counter';
import { COMPOSITION, composeVerdict } from '../assessment/compose';
import { assumptionsOf } from '../assessment/assumptions';
import { decideCriterion, decideNothing } from '../assessment/decide';
import type { Decided } from '../assessment/decided';
import type { DecidingCriterion, DecidingPolicy, JudgedTime } from '../assessment/deciding';
import type { CountsEvidence, Evidence, EvidenceOf } from '../assessment/evidence';
import { methodOf, paramsOf, requirementOf } from '../assessment/method';
import type { Reason, Verdict } from '../verdict';
import {
  type Certificate,
  type CertifiedCriterion,
  PREDICATE_TYPE,
  SCHEMA,
  secondsOf,
  STATEMENT_TYPE,
  type Statement,
} from './certificate';
import { certificateDigest, subjectOf } from './issue';
import { isSame, isSameText } from './same';
import { mismatch } from './shape';
import { CERTIFICATE_SHAPE, CRITERION_SHAPES, EVIDENCE_SHAPES, POLICY_SHAPE, STATEMENT_SHAPE } from './shapes';

/** What is wrong with a certificate; `at` is a place in it. */
export type CertificateProblem =
  | { kind: 'notACertificate'; at: string }
  | { kind: 'digest'; stated: string; computed: string | null }
  | { kind: 'subject' }
  | { kind: 'policyDigest'; stated: string; computed: string | null }
  /** Its criteria are not those of its policy. */
  | { kind: 'criteria' }
  | { kind: 'unknownMethod'; at: string; method: string; expected: string }
  | { kind: 'missingEvidence'; at: string }
  | { kind: 'differs'; at: string; stated: Json; computed: Json }
  | { kind: 'time'; at: string };

/** INVALID where anything is wrong. Never a PASS then, nor after it has expired. */
export interface Verification {
  state: 'VALID' | 'INVALID';
  /** Whether the digest is that of the content. */
  integrity: boolean;
  /** Whether everything follows from the evidence. */
  arithmetic: boolean;
  problems: readonly CertificateProblem[];
  expired: boolean;
  /** What it is worth now. */
  verdict: Verdict;
  reason: Reason | null;
  /** Null where it cannot be read. */
  certificate: Certificate | null;
}

const RELATIVE = 1e-9;
/** For what is found by bisection, and for texts with six digits. */
const RELATIVE_OF_ROOTS = 1e-5;

/**
 * Recomputes a certificate from what is in it alone: whether nobody has changed it (level 0), and whether statistics,
 * inequalities, verdicts and their composition follow from policy and counts (level 1).
 *
 * @param statement JSON of unknown origin: a Statement, or the certificate in it
 */
export function verifyCertificate(statement: unknown, nowSeconds: number): Verification {
  const unread = (problem: CertificateProblem): Verification => ({
    state: 'INVALID',
    integrity: false,
    arithmetic: false,
    problems: [problem],
    expired: false,
    verdict: 'INCONCLUSIVE',
    reason: 'DATA_QUALITY',
    certificate: null,
  });
  const outside = mismatch(statement, STATEMENT_SHAPE);
  if (outside !== null) {
    return unread({ kind: 'notACertificate', at: outside });
  }
  const { _type, predicateType, subject, predicate: certificate } = statement as Statement;
  if (_type !== STATEMENT_TYPE || predicateType !== PREDICATE_TYPE || certificate.schema !== SCHEMA) {
    return unread({ kind: 'notACertificate', at: _type !== STATEMENT_TYPE ? '_type' : 'predicateType' });
  }
  const computed = certificateDigest(certificate);
  const ofDigest: CertificateProblem[] =
    computed !== null && computed === certificate.digest
      ? []
      : [{ kind: 'digest', stated: certificate.digest, computed }];
  const inside = mismatch(certificate, CERTIFICATE_SHAPE);
  if (inside !== null) {
    return { ...unread({ kind: 'notACertificate', at: inside }), integrity: ofDigest.length === 0 };
  }
  const ofSubject: CertificateProblem[] = isSame(subject, [subjectOf(certificate.release)], 0)
    ? []
    : [{ kind: 'subject' }];
  const ofArithmetic = recompute(certificate);
  const problems = [...ofDigest, ...ofSubject, ...ofArithmetic];
  const expired = !(nowSeconds < secondsOf(certificate.validUntil));
  const state = problems.length === 0 ? 'VALID' : 'INVALID';
  return {
    state,
    integrity: ofDigest.length + ofSubject.length === 0,
    arithmetic: ofArithmetic.length === 0,
    problems,
    expired,
    ...worth(certificate, state, expired),
    certificate,
  };
}

function worth(
  { verdict, reason }: Certificate,
  state: Verification['state'],
  expired: boolean
): { verdict: Verdict; reason: Reason | null } {
  if (state === 'INVALID') {
    return { verdict: 'INCONCLUSIVE', reason: 'DATA_QUALITY' };
  }
  return expired && verdict === 'PASS' ? { verdict: 'INCONCLUSIVE', reason: 'EXPIRED' } : { verdict, reason };
}

/** The policy that a certificate holds; null where it is none. */
export function statedPolicy({ spec }: Certificate): (DecidingPolicy & { scrapeSeconds: number }) | null {
  if (mismatch(spec.policy, POLICY_SHAPE) !== null) {
    return null;
  }
  const policy = spec.policy as unknown as DecidingPolicy & { scrapeSeconds: number };
  const known = policy.criteria.every(
    (one) => Object.hasOwn(CRITERION_SHAPES, one.kind) && mismatch(one, CRITERION_SHAPES[one.kind]) === null
  );
  return known && ['anytime', 'fixed'].includes(policy.looks) ? policy : null;
}

export function statedTime({ release, window }: Certificate): JudgedTime {
  return { attempt: release.attempt, startSeconds: secondsOf(window.t0), endSeconds: secondsOf(window.t1) };
}

function recompute(certificate: Certificate): CertificateProblem[] {
  const { spec, criteria, composition, verdict, reason } = certificate;
  const policy = statedPolicy(certificate);
  if (policy === null) {
    return [{ kind: 'notACertificate', at: 'spec.policy' }];
  }
  const computed = digestOf(spec.policy);
  const problems: CertificateProblem[] =
    computed === spec.digest ? [] : [{ kind: 'policyDigest', stated: spec.digest, computed }];
  problems.push(...timeProblems(certificate, policy));
  const agree =
    criteria.length === policy.criteria.length &&
    criteria.every(({ id, kind, required }, index) => {
      const own = policy.criteria[index];
      return own?.id === id && own.kind === kind && own.required === required;
    });
  if (!agree || new Set(criteria.map(({ id }) => id)).size !== criteria.length) {
    return [...problems, { kind: 'criteria' }];
  }
  const time = statedTime(certificate);
  const decided = criteria.map((stated, index) => {
    const read = recomputeCriterion(stated, policy, policy.criteria[index]!, time, `criteria[${index}]`);
    problems.push(...read.problems);
    return { required: stated.required, ...read.decided };
  });
  const whole = composeVerdict(policy, decided, time);
  problems.push(...differences('', { verdict, reason, composition }, { ...whole, composition: COMPOSITION }, RELATIVE));
  return problems;
}

/** The window lies within the soak, and is issued when it is over. */
function timeProblems(
  { window, issuedAt, validUntil, spec, override, source }: Certificate,
  { soak, looks, scrapeSeconds }: DecidingPolicy & { scrapeSeconds: number }
): CertificateProblem[] {
  const [t0, t1, issued, valid] = [window.t0, window.t1, issuedAt, validUntil].map(secondsOf);
  const most = looks === 'fixed' ? soak.atLeastSeconds : soak.atMostSeconds;
  const checks: ReadonlyArray<readonly [at: string, holds: boolean]> = [
    ['window.t0', Number.isFinite(t0)],
    ['window.t1', t1! - t0! <= most],
    ['window.anchored', window.anchored],
    ['issuedAt', issued! >= t1!],
    ['validUntil', valid! > issued!],
    ['spec.registeredAt', spec.registeredAt === null || secondsOf(spec.registeredAt) <= t0!],
    ['override.until', override === null || Number.isFinite(secondsOf(override.until))],
    ['source.scrapeIntervalSeconds', source.scrapeIntervalSeconds === scrapeSeconds],
  ];
  return checks.flatMap(([at, holds]) => (holds ? [] : [{ kind: 'time', at } as const]));
}

function recomputeCriterion(
  stated: CertifiedCriterion,
  policy: DecidingPolicy & { scrapeSeconds: number },
  criterion: DecidingCriterion,
  time: JudgedTime,
  at: string
): { decided: Decided; problems: CertificateProblem[] } {
  const { method, problems: why, reason } = stated;
  const nothing = decideNothing(criterion, 'DATA_QUALITY');
  const expected = methodOf(policy, criterion);
  if (method !== expected) {
    return { decided: nothing, problems: [{ kind: 'unknownMethod', at: `${at}.method`, method, expected }] };
  }
  const evidence: unknown = stated.evidence;
  const isGiven = evidence !== null || isComplete(criterion, time, why);
  const given = isGiven && isEvidence(criterion.kind, evidence) ? { evidence } : null;
  if (isGiven && given === null) {
    return { decided: nothing, problems: [{ kind: 'missingEvidence', at: `${at}.evidence` }] };
  }
  if (given && !isOfWindow(criterion.kind, given.evidence, time, policy)) {
    return { decided: nothing, problems: [{ kind: 'missingEvidence', at: `${at}.evidence.blocks` }] };
  }
  // Without evidence nothing was decided, and something must be said of why.
  if (given === null && why.length === 0 && reason !== 'NOT_STARTED') {
    return { decided: nothing, problems: [{ kind: 'missingEvidence', at: `${at}.evidence` }] };
  }
  if (given && why.length > 0) {
    return { decided: nothing, problems: [{ kind: 'differs', at: `${at}.problems`, stated: why, computed: [] }] };
  }
  const decided = given
    ? decideCriterion(policy, criterion, given.evidence, time)
    : decideNothing(criterion, isReasonOfNothing(reason) ? reason : 'NO_DATA');
  const assumptions = given ? assumptionsOf(policy, criterion, given.evidence, time) : [];
  return {
    decided,
    problems: [
      ...differences(at, pick(stated), { ...pickDecided(decided), ...requirementOf(criterion) }, RELATIVE),
      ...differences(at, { params: stated.params }, { params: paramsOf(policy, criterion, time.attempt) }, RELATIVE),
      ...differences(
        at,
        { pFail: stated.pFail, outlook: stated.outlook, assumptions: stated.assumptions },
        { pFail: decided.pFail, outlook: decided.outlook, assumptions },
        RELATIVE_OF_ROOTS
      ),
      ...(isSameText(stated.inequality, decided.inequality, RELATIVE_OF_ROOTS)
        ? []
        : differences(at, { inequality: stated.inequality }, { inequality: decided.inequality }, 0)),
    ],
  };
}

function isEvidence(kind: DecidingCriterion['kind'], value: unknown): value is Evidence {
  return mismatch(value, EVIDENCE_SHAPES[kind]) === null;
}

/** Whether nothing is all the evidence that there is of a criterion. */
function isComplete({ kind }: DecidingCriterion, time: JudgedTime, problems: readonly Json[]): boolean {
  const isStarted = time.endSeconds > time.startSeconds;
  return isStarted && problems.length === 0 && (kind === 'headroom' || kind === 'attestation');
}

const REASONS_OF_NOTHING: readonly Reason[] = ['NOT_STARTED', 'NO_DATA', 'DATA_QUALITY', 'QUERY_ERROR'];

function isReasonOfNothing(reason: Reason | null): reason is Reason {
  return reason !== null && REASONS_OF_NOTHING.includes(reason);
}

function pick({ verdict, reason, statistic, requirement, null: rejected }: CertifiedCriterion) {
  return { verdict, reason, statistic, requirement, null: rejected };
}

function pickDecided({ verdict, reason, statistic }: Decided) {
  return { verdict, reason, statistic };
}

/** Whether counts are those of the window: how it is cut into blocks decides which errors may have had one cause. */
function isOfWindow(
  kind: DecidingCriterion['kind'],
  evidence: Evidence,
  { startSeconds, endSeconds }: JudgedTime,
  { scrapeSeconds }: { scrapeSeconds: number }
): boolean {
  const span = { startSeconds, endSeconds, scrapeSeconds };
  const counts = ((): ReadonlyArray<CountsEvidence | null> => {
    switch (kind) {
      case 'successRatio':
        return [evidence as CountsEvidence];
      case 'latency':
        return [(evidence as EvidenceOf['latency']).least, (evidence as EvidenceOf['latency']).most];
      case 'noRegression':
        return [(evidence as EvidenceOf['noRegression']).release, (evidence as EvidenceOf['noRegression']).baseline];
      default:
        return [];
    }
  })();
  return (
    endSeconds > startSeconds &&
    counts.every((one) => {
      return one === null || (one.blockSeconds === blockSeconds(span) && one.blocks.length === blocksIn(span));
    })
  );
}

function differences(
  at: string,
  stated: Readonly<Record<string, unknown>>,
  computed: Readonly<Record<string, unknown>>,
  relative: number
): CertificateProblem[] {
  return Object.keys(stated).flatMap((key): CertificateProblem[] => {
    const [one, other] = [stated[key], computed[key]];
    const place = at === '' ? key : `${at}.${key}`;
    return isSame(one, other, relative)
      ? []
      : [{ kind: 'differs', at: place, stated: one as Json, computed: (other ?? null) as Json }];
  });
}
