import React from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import type { PolicyProblem } from '../../core/budget/policyOptions';
import { policyProblemWords } from '../policyWords';
import { fieldOf } from './policyFields';

/** What is wrong with the configured policy, where no field says it; the SLOs it concerns have none until it is mended. */
export function PolicyProblems({ problems }: { problems: readonly PolicyProblem[] }) {
  return problems.length === 0 ? null : (
    <Alert
      severity="error"
      title={t(
        'config.policy.problems',
        'The error-budget policy has errors; SLOs that they concern show “Cannot tell”'
      )}
    >
      <ul>
        {problems
          .filter((problem) => fieldOf(problem, 'defaults') === null)
          .map((problem, index) => (
            <li key={index}>{policyProblemWords(problem)}</li>
          ))}
      </ul>
    </Alert>
  );
}
