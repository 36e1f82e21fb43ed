import type { Failure, QueryFailed } from '../failure';
import type { Answer } from './port';

/** Why there is no answer; one that is not there at all was never given. */
export function failureOf(answer: Exclude<Answer, { state: 'ok' }> | undefined): Failure {
  if (answer === undefined) {
    return { cause: 'unavailable', message: '' };
  }
  const { cause, message, promql } = answer;
  return { cause, message, ...(promql === undefined ? {} : { promql }) };
}

export function queryFailed(answer: Exclude<Answer, { state: 'ok' }> | undefined): QueryFailed {
  return { kind: 'queryFailed', ...failureOf(answer) };
}
