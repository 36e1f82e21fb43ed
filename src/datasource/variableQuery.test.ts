import { DEFAULT_QUERY } from './query';
import type { SloVariableQuery } from './types';
import { readVariableQuery } from './variableQuery';

describe('the query of a variable', () => {
  const read = (stored: unknown) => {
    const reading = readVariableQuery(stored);
    return reading.ok ? reading.query : reading.problem;
  };

  it.each<[string, Partial<SloVariableQuery>]>([
    ['services', { values: 'services' }],
    ['slos', { values: 'slos' }],
    [' owners ', { values: 'owners' }],
    ['statuses', { values: 'statuses' }],
    ['policies', { values: 'policies' }],
    ['releases(canary)', { values: 'releases', policy: 'canary' }],
    ['releases( $policy )', { values: 'releases', policy: '$policy' }],
    ['label_names()', { values: 'labelNames' }],
    ['label_values(region)', { values: 'labelValues', label: 'region' }],
    ['label_values( cloud.region )', { values: 'labelValues', label: 'cloud.region' }],
  ])('may be the text %j', (text, expected) => {
    expect(read(text)).toEqual({ refId: 'variable', ...expected });
    expect(read({ refId: 'V', query: text })).toEqual({ refId: 'V', ...expected });
    // As Grafana hands a text over: spread over the default query.
    expect(read({ ...DEFAULT_QUERY, ...(text as unknown as object) })).toEqual({ refId: 'variable', ...expected });
  });

  it.each(['', 'teams', 'label_values()', 'label_values(metric, region)', 'label_names(region)'])(
    'is not the text %j',
    (text) => {
      expect(read(text)).toEqual({ kind: 'unknownQuery', text });
    }
  );

  it.each<[unknown, unknown]>([
    [
      { refId: 'V', values: 'slos', services: ['$service'] },
      { refId: 'V', values: 'slos', services: ['$service'] },
    ],
    [
      { refId: 'V', values: 'slos', services: 'orders' },
      { refId: 'V', values: 'slos', services: ['orders'] },
    ],
    [
      { refId: 'V', values: 'releases', policy: '$policy' },
      { refId: 'V', values: 'releases', policy: '$policy' },
    ],
    [{ refId: 'V', values: 'releases' }, { kind: 'policyMissing' }],
    ['releases()', { kind: 'policyMissing' }],
    [{ refId: 'V' }, { refId: 'V', values: 'services' }],
    [undefined, { refId: 'variable', values: 'services' }],
    [
      { refId: 'V', values: 'teams' },
      { kind: 'unknownQuery', text: 'teams' },
    ],
    [{ refId: 'V', values: 'labelValues' }, { kind: 'labelMissing' }],
    [{ refId: 'V', values: 'labelValues', label: 7 }, { kind: 'labelMissing' }],
  ])('%j is read', (stored, expected) => {
    expect(read(stored)).toEqual(expected);
  });

  it('keeps what can be read for the editor', () => {
    expect(readVariableQuery({ refId: 'V', values: 'labelValues', services: ['a'] }).query).toEqual({
      refId: 'V',
      values: 'labelValues',
      services: ['a'],
    });
  });
});
