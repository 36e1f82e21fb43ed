import { failureOf, queryFailed } from './failure';

it('keeps of an answer why there is none, and knows one that never came', () => {
  const answer = { state: 'failed', cause: 'refused', message: 'no', promql: 'up' } as const;
  expect(failureOf(answer)).toEqual({ cause: 'refused', message: 'no', promql: 'up' });
  expect(queryFailed(answer)).toEqual({ kind: 'queryFailed', cause: 'refused', message: 'no', promql: 'up' });
  expect(failureOf(undefined)).toEqual({ cause: 'unavailable', message: '' });
});
