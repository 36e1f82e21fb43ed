import type { PolicyCriterion, ReleasePolicy } from '../policy/policy';
import type { Reason } from '../verdict';
import type { AskedQuery, CriterionAssessment, ReleaseProblem } from './assessment';
import { assumptionsOf } from './assumptions';
import { decideCriterion, decideNothing } from './decide';
import type { JudgedTime } from './deciding';
import type { Evidence } from './evidence';
import { methodOf, paramsOf, requirementOf } from './method';

/** What was counted for a criterion, or why nothing can be: without a problem, because the release has not started. */
export type ReadEvidence = { ok: true; evidence: Evidence } | { ok: false; problems: readonly ReleaseProblem[] };

/** A criterion with its verdict and everything that shows it. */
export function assessCriterion(
  policy: ReleasePolicy,
  criterion: PolicyCriterion,
  time: JudgedTime,
  read: ReadEvidence,
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
    ...(read.ok
      ? decideCriterion(policy, criterion, read.evidence, time)
      : decideNothing(criterion, reasonOf(read.problems))),
  };
}

/** The worst of what is wrong: without an answer nobody knows what else is. */
function reasonOf(problems: readonly ReleaseProblem[]): Reason {
  const kinds = problems.map(({ kind }) => kind);
  if (kinds.length === 0) {
    return 'NOT_STARTED';
  }
  if (kinds.some((kind) => kind === 'queryFailed' || kind === 'partialAnswer')) {
    return 'QUERY_ERROR';
  }
  return kinds.every((kind) => kind === 'noSeries' || kind === 'noTargets') ? 'NO_DATA' : 'DATA_QUALITY';
}
