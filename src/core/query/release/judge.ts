import type { Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import { assessCriterion } from '../../release/assessment/assess';
import type { AskedQuery, ReleaseAssessment } from '../../release/assessment/assessment';
import { composeVerdict } from '../../release/assessment/compose';
import { isSoaked } from '../../release/assessment/decide';
import type { JudgedTime } from '../../release/assessment/deciding';
import type { PolicyCriterion } from '../../release/policy/policy';
import { policyDigest } from '../../release/policy/spec';
import type { Answers } from '../port';
import { evidenceReader } from './evidence';
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
      ? assessCriterion(policy, criterion, time, read(criterion), queriesOf(request, criterion, first))
      : assessCriterion(policy, criterion, time, { ok: false, problems: [] }, [])
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
