import type { CriterionAssessment, ReleaseAssessment } from '../src/core/release/assessment/assessment';
import type { CertificateProblem } from '../src/core/release/certificate/verify';
import type { Reason, Verdict } from '../src/core/release/verdict';
import {
  assumptionWords,
  outlookWords,
  releaseProblemWords,
  roughDuration,
  verdictWords,
} from '../src/shared/words/release';

/** With the tag that programs look for. */
export function taggedVerdict(verdict: Verdict, reason: Reason | null): string {
  return `${verdictWords(verdict, reason)}${reason === null ? '' : ` (${reason})`}`;
}

export function assessmentWords(assessment: ReleaseAssessment): string[] {
  const { policy, version, verdict, reason, registration, span, criteria, policyDigest } = assessment;
  const seconds = Math.max(0, span.endSeconds - span.startSeconds);
  return [
    `${policy.service} ${version ?? ''}: ${taggedVerdict(verdict, reason)}`,
    `  policy ${policy.name} ${policyDigest}, ${registration.state === 'registered' ? 'registered before the start' : 'registration unverified'}`,
    `  counted for ${roughDuration(seconds)} of at least ${roughDuration(policy.soak.atLeastSeconds)}`,
    ...criteria.flatMap(criterionWords),
  ];
}

function criterionWords(criterion: CriterionAssessment): string[] {
  const { id, required, verdict, reason, requirement, inequality, outlook, problems, assumptions } = criterion;
  return [
    `  ${id}${required ? '' : ' (not required)'}: ${taggedVerdict(verdict, reason)}; ${requirement}`,
    ...(inequality === '' ? [] : [`    ${inequality}`]),
    ...(outlook === null ? [] : [`    ${outlookWords(outlook)}`]),
    ...problems.map((problem) => `    ${releaseProblemWords(problem)}`),
    ...assumptions.map((assumption) => `    assumes: ${assumptionWords(assumption)}`),
  ];
}

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
