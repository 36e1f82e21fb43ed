import type { Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import type {
  AskedQuery,
  CriterionAssessment,
  ReleaseAssessment,
  ReleaseProblem,
} from '../../release/assessment/assessment';
import { assumptionsOf } from '../../release/assessment/assumptions';
import { composeVerdict } from '../../release/assessment/compose';
import { decideCriterion, decideNothing, isSoaked } from '../../release/assessment/decide';
import type { JudgedTime } from '../../release/assessment/deciding';
import { methodOf, paramsOf, requirementOf } from '../../release/assessment/method';
import type { PolicyCriterion } from '../../release/policy/policy';
import { policyDigest } from '../../release/policy/spec';
import type { Reason } from '../../release/verdict';
import type { Answers } from '../port';
import { evidenceReader, type ReadEvidence } from './evidence';
import { isStarted, planRelease, planReleaseSamples } from './plan';
import { readRegistration, readSeenBefore } from './registration';
import { type ReleaseRequest, spanOf } from './request';

/**
 * Whether a release passes by its policy, with everything that shows it. Every defect of what was asked leaves the criterion
 * undecided with its reason; there is no way from it to a PASS.
 *
 * @param first answers to `planRelease`
 * @param second answers to `planReleaseSamples`
 */
export function judgeRelease(request: ReleaseRequest, first: Answers, second: Answers): ReleaseAssessment {
  const { policy, version, baselineVersion, attempt, startSeconds, endSeconds } = request;
  const time: JudgedTime = { attempt, startSeconds, endSeconds };
  const read = evidenceReader(request, first, second);
  const criteria = policy.criteria.map((criterion) =>
    isStarted(request)
      ? assess(request, criterion, time, read(criterion), first)
      : assessed(request, criterion, time, { ok: false, problems: [] }, 'NOT_STARTED', [])
  );
  return {
    policy,
    policyDigest: policyDigest(policy) ?? 'sha256:',
    version,
    baselineVersion,
    attempt,
    span: spanOf(request, 'soak'),
    phase: phaseOf(request, time),
    registration: readRegistration(first),
    seenBefore: readSeenBefore(first),
    criteria,
    ...composeVerdict(policy, criteria, time),
  };
}

function phaseOf(request: ReleaseRequest, time: JudgedTime): ReleaseAssessment['phase'] {
  const { soak } = request.policy;
  if (!isStarted(request)) {
    return 'notStarted';
  }
  const seconds = time.endSeconds - time.startSeconds;
  return seconds >= soak.atMostSeconds ? 'ended' : isSoaked(request.policy, time) ? 'soaked' : 'soaking';
}

function assess(
  request: ReleaseRequest,
  criterion: PolicyCriterion,
  time: JudgedTime,
  read: ReadEvidence,
  first: Answers
): CriterionAssessment {
  const reason = read.ok ? null : reasonOf(read.problems);
  return assessed(request, criterion, time, read, reason, queriesOf(request, criterion, first));
}

function assessed(
  { policy }: ReleaseRequest,
  criterion: PolicyCriterion,
  time: JudgedTime,
  read: ReadEvidence,
  reason: Reason | null,
  queries: readonly AskedQuery[]
): CriterionAssessment {
  const { id, kind, required } = criterion;
  return {
    id,
    kind,
    required,
    ...requirementOf(criterion),
    method: methodOf(policy, criterion),
    params: paramsOf(policy, criterion, time.attempt),
    queries,
    evidence: read.ok ? read.evidence : null,
    problems: read.ok ? [] : read.problems,
    assumptions: read.ok ? assumptionsOf(policy, criterion, read.evidence, time) : [],
    ...(read.ok && reason === null
      ? decideCriterion(policy, criterion, read.evidence, time)
      : decideNothing(criterion, reason ?? 'NO_DATA')),
  };
}

/** The worst of what is wrong: without an answer nobody knows what else is. */
function reasonOf(problems: readonly ReleaseProblem[]): Reason {
  const kinds = problems.map(({ kind }) => kind);
  if (kinds.some((kind) => kind === 'queryFailed' || kind === 'partialAnswer')) {
    return 'QUERY_ERROR';
  }
  return kinds.length > 0 && kinds.every((kind) => kind === 'noSeries' || kind === 'noTargets')
    ? 'NO_DATA'
    : 'DATA_QUALITY';
}

/** What was asked for the evidence of a criterion, as a request for this criterion alone would ask it. */
function queriesOf(request: ReleaseRequest, criterion: PolicyCriterion, first: Answers): AskedQuery[] {
  const alone = { ...request, policy: { ...request.policy, criteria: [criterion] } };
  const counted = [...planRelease(alone), ...planReleaseSamples(alone, first)].filter(
    ({ id }) => id.includes('|raw:') || id.startsWith('budget|')
  );
  return counted.map((query) => ({
    role: roleOf(criterion, query.id, query.promql),
    expr: query.promql,
    atSeconds: query.kind === 'instant' ? query.atSeconds : query.endSeconds,
  }));
}

function roleOf(criterion: PolicyCriterion, id: string, promql: string): string {
  const [span = '', ...rest] = id.split('|');
  if (criterion.kind === 'remainingBudget') {
    return rest.slice(1).join(' ');
  }
  const events = 'events' in criterion ? criterion.events : 'slo' in criterion ? criterion.slo.events : null;
  if (events === null) {
    return `${span} buckets`;
  }
  const terms = [
    ...events.part.map(({ selector }) => ({ role: events.counted, text: open(selector) })),
    ...events.total.map(({ selector }) => ({ role: 'total', text: open(selector) })),
  ];
  const [longest] = terms
    .filter(({ text }) => promql.startsWith(text))
    .sort((one, other) => other.text.length - one.text.length);
  return `${span} ${longest?.role ?? ''}`;
}

/** A selector to which matchers may be added. */
function open(selector: Selector): string {
  return print(selector).replace(/}$/, '');
}
