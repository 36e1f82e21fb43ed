import type { Assumption } from '../src/core/release/assessment/assumption';
import type { CriterionAssessment, ReleaseAssessment, ReleaseProblem } from '../src/core/release/assessment/assessment';
import type { CertificateProblem } from '../src/core/release/certificate/verify';
import type { Reason, Verdict } from '../src/core/release/verdict';

const REASONS: Readonly<Record<Reason, string>> = {
  NOT_STARTED: 'the release has not started',
  NO_DATA: 'there is no data',
  INSUFFICIENT_SAMPLE: 'more events are needed',
  SOAK_INCOMPLETE: 'the soak is not over',
  DATA_QUALITY: 'what was scraped cannot be trusted',
  MODEL_UNVALIDATED: 'what the guarantee assumes does not hold, or was not measured',
  QUERY_ERROR: 'a query has no answer',
  EXPIRED: 'it has expired',
};

export function verdictWords(verdict: Verdict, reason: Reason | string | null): string {
  return verdict === 'INCONCLUSIVE'
    ? `not decided: ${REASONS[reason as Reason] ?? 'unknown'} (${reason})`
    : verdict === 'PASS'
      ? 'passes'
      : 'fails';
}

export function assessmentWords(assessment: ReleaseAssessment): string[] {
  const { policy, version, verdict, reason, registration, span, criteria, policyDigest } = assessment;
  const seconds = Math.max(0, span.endSeconds - span.startSeconds);
  return [
    `${policy.service} ${version ?? ''}: ${verdictWords(verdict, reason)}`,
    `  policy ${policy.name} ${policyDigest}, ${registration.state === 'registered' ? 'registered before the start' : 'registration unverified'}`,
    `  counted for ${durationWords(seconds)} of at least ${durationWords(policy.soak.atLeastSeconds)}`,
    ...criteria.flatMap(criterionWords),
  ];
}

function criterionWords(criterion: CriterionAssessment): string[] {
  const { id, required, verdict, reason, requirement, inequality, outlook, problems, assumptions } = criterion;
  return [
    `  ${id}${required ? '' : ' (not required)'}: ${verdictWords(verdict, reason)}; ${requirement}`,
    ...(inequality === '' ? [] : [`    ${inequality}`]),
    ...(outlook === null ? [] : [`    ${outlookWords(outlook.moreEvents, outlook.moreSeconds)}`]),
    ...problems.map((problem) => `    ${problemWords(problem)}`),
    ...assumptions.map((assumption) => `    assumes: ${assumptionWords(assumption)}`),
  ];
}

function outlookWords(events: number | null, seconds: number | null): string {
  return events === null
    ? 'at the present rates it would never pass'
    : `needs about ${Math.ceil(events).toLocaleString('en')} more events${seconds === null ? '' : `, about ${durationWords(seconds)}`}`;
}

export function durationWords(seconds: number): string {
  return seconds < 90
    ? `${Math.ceil(seconds)} s`
    : seconds < 5400
      ? `${Math.round(seconds / 60)} min`
      : `${(seconds / 3600).toFixed(1)} h`;
}

function problemWords(problem: ReleaseProblem): string {
  switch (problem.kind) {
    case 'queryFailed':
      return `${problem.metric} could not be read: ${problem.message || 'no answer'}. Check address, credentials and limits of the Prometheus.`;
    case 'partialAnswer':
      return `The answer for ${problem.metric} lacks something: ${problem.message}`;
    case 'noSeries':
      return `There is no series of ${problem.metric}. Check the policy's selectors and the version.`;
    case 'noTargets':
      return `No target of the ${problem.side} is told by ${problem.metric}.`;
    case 'mixedTargets':
      return `Targets ran several versions while they were watched: ${problem.targets.join(', ')}. Start when the release is out.`;
    case 'tooManyTargets':
      return `${problem.metric} tells more than ${problem.most} targets.`;
    case 'bucketsDiffer':
      return `Not all series of ${problem.metric} have the bound ${problem.bound}.`;
    case 'copies':
      return `${problem.metric} seems to be counted more than once: ${problem.label} is ${problem.values.join(', ')}. Select one of them.`;
    case 'notCovered':
      return `Only ${(100 * problem.coverageRatio).toFixed(1)}% of the time was scraped, of at least ${100 * problem.floorRatio}%.`;
    case 'contradiction':
      return `${problem.bad} bad events of ${problem.total} contradict each other.`;
    case 'notANumber':
    case 'negative':
    case 'notWhole':
    case 'notAscending':
      return `${problem.metric} is no sound counter (${problem.kind}): ${JSON.stringify(problem.labels)}`;
  }
}

function assumptionWords(assumption: Assumption): string {
  switch (assumption.kind) {
    case 'bursts':
      return assumption.registered
        ? `one cause makes at most ${assumption.most} bad events, as registered`
        : `one cause makes at most ${assumption.most} bad events; nothing is registered, so larger ones are outside of the guarantee`;
    case 'soakRulesOut':
      return `a constant burn rate below ${assumption.burnRate.toFixed(1)} may go unseen in so short a soak`;
    case 'attested':
      return `the word of ${assumption.author}, which nothing here checks`;
    default:
      return PLAIN[assumption.kind];
  }
}

const PLAIN = {
  anchoredWindow: 'the window began at the start of the release and only grew',
  divided: 'counts are divided by the size of bursts, which is an approximation at one look',
  countedOnce: 'no event is counted twice',
  badSeriesAbsent: 'no series of bad events means that none happened',
  allSinceStart: "all events since the start are the release's own",
  fixedLook: 'nobody looked before the end of the soak',
  asymptotic: 'there are many events; the level is exact only in the limit',
  steadySplit: 'traffic was split the same way all the time, and errors are rare',
  comparableUsers: 'who reached the release is like who reached the baseline',
  timeConfounded: 'the time makes no difference; the baseline ran at another one',
  lostAtMeanRate: 'what was lost at restarts came at the mean rate',
  extrapolated: 'counts are increases as Prometheus extrapolates them, rounded',
} as const;

export function certificateProblemWords(problem: CertificateProblem): string {
  switch (problem.kind) {
    case 'notACertificate':
      return `This is no release certificate: ${problem.at || 'the whole'} is missing or of another type.`;
    case 'digest':
      return `It was changed: its digest is ${problem.computed}, and it says ${problem.stated}.`;
    case 'subject':
      return 'The subject is not the release that the certificate is about.';
    case 'policyDigest':
      return `The policy in it has the digest ${problem.computed}, and it says ${problem.stated}.`;
    case 'criteria':
      return 'Its criteria are not those of its policy.';
    case 'unknownMethod':
      return `${problem.at}: the method is ${problem.method}, and ${problem.expected} is what the policy asks for.`;
    case 'missingEvidence':
      return `${problem.at}: evidence is missing, or not that of the window.`;
    case 'differs':
      return `${problem.at}: it says ${JSON.stringify(problem.stated)}, and ${JSON.stringify(problem.computed)} follows from the evidence.`;
    case 'time':
      return `${problem.at} contradicts the other times or the policy.`;
  }
}
