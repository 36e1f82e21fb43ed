import { QUERY_TYPES } from '../types';
import { typeDescription, typeOptions } from './typeOptions';

describe('query types', () => {
  it('can all be chosen, each once, under what one wants to know', () => {
    expect(
      typeOptions()
        .map(({ value }) => value)
        .sort()
    ).toEqual([...QUERY_TYPES].sort());
    expect([...new Set(typeOptions().map(({ group }) => group))]).toEqual([
      'Status now',
      'Over time',
      'Incidents',
      'Alerts',
      'Latency',
      'Releases',
      'On graphs of others',
    ]);
  });

  it('are each described otherwise', () => {
    expect(new Set(QUERY_TYPES.map(typeDescription)).size).toBe(QUERY_TYPES.length);
  });
});
