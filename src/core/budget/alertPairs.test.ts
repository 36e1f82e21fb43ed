import { isReachable, pairState, workbookPairs, type AlertPair } from './alertPairs';
import { measured, unmeasured, type Measured } from './dataState';

const DAY = 86_400;
const idle = unmeasured('noTraffic', { kind: 'ratioUndefined', metric: 'm' });
const gone = unmeasured('noData', { kind: 'seriesMissing', metric: 'm' });

describe('alert pairs', () => {
  // Factors that Sloth ships: google-30d.yaml and google-28d.yaml.
  it.each([
    [30, [14.4, 6, 3, 1]],
    [28, [13.44, 5.6, 2.8, 0.9333]],
  ])('of %d days', (days, factors) => {
    const pairs = workbookPairs(days * DAY);
    pairs.forEach(({ factor }, index) => expect(factor).toBeCloseTo(factors[index]!, 4));
    expect(pairs.map(({ severity }) => severity)).toEqual(['page', 'page', 'ticket', 'ticket']);
    expect(pairs.map(({ shortSeconds, longSeconds }) => [shortSeconds, longSeconds])).toEqual([
      [300, 3600],
      [1800, 21_600],
      [7200, DAY],
      [21_600, 3 * DAY],
    ]);
  });

  const pair: AlertPair = { severity: 'page', shortSeconds: 300, longSeconds: 3600, factor: 14.4 };
  it.each<[string, Measured, Measured, string]>([
    ['both above', measured(20), measured(15), 'firing'],
    ['short at the factor', measured(14.4), measured(20), 'quiet'],
    ['long below', measured(20), measured(14), 'quiet'],
    ['long missing', measured(20), gone, 'unknown'],
    ['long missing, short below', measured(2), gone, 'quiet'],
    ['short idle', idle, measured(20), 'quiet'],
    ['both missing', gone, gone, 'unknown'],
  ])('%s', (_, short, long, state) => {
    expect(
      pairState(
        pair,
        new Map([
          [300, short],
          [3600, long],
        ])
      )
    ).toBe(state);
  });

  const rates = (rate: number) =>
    new Map([
      [300, measured(rate)],
      [3600, measured(rate)],
    ]);

  it('fires at its factor where that is enough', () => {
    expect(pairState(pair, rates(14.4))).toBe('quiet');
    expect(pairState({ ...pair, comparison: '>=' }, rates(14.4))).toBe('firing');
    expect(pairState({ ...pair, comparison: '>=' }, rates(14.399))).toBe('quiet');
  });

  it('compares the burn rate as its tool rounds it', () => {
    const rounded: AlertPair = { ...pair, factor: 9, roundedDecimals: 1 };
    expect(pairState({ ...pair, factor: 9 }, rates(9.04))).toBe('firing');
    expect(pairState(rounded, rates(9.04))).toBe('quiet');
    expect(pairState(rounded, rates(9.06))).toBe('firing');
  });

  it('compares with what its tool makes of the factor', () => {
    const threshold: AlertPair = { ...pair, factor: 14.4, thresholdRate: 14.399 };
    expect(pairState(threshold, rates(14.3995))).toBe('firing');
    expect(pairState(threshold, rates(14.399))).toBe('quiet');
    expect(pairState({ ...threshold, comparison: '>=' }, rates(14.399))).toBe('firing');
  });

  // Factor times budget: 14.4 needs an objective of at least 93.06 %, 6 of 83.33 %; 4 at 75 % is the edge itself.
  it.each<[number, number, AlertPair['comparison'], boolean]>([
    [14.4, 0.93, undefined, false],
    [14.4, 0.931, undefined, true],
    [6, 0.833, undefined, false],
    [6, 0.834, undefined, true],
    [4, 0.75, undefined, false],
    [4, 0.75, '>=', true],
    [4.001, 0.75, '>=', false],
  ])(
    'factor %d at objective %d, compared by %s, can be reached: %s',
    (factor, objectiveRatio, comparison, reachable) => {
      const one: AlertPair = { ...pair, factor, ...(comparison ? { comparison } : {}) };
      expect(isReachable(one, objectiveRatio)).toBe(reachable);
    }
  );

  it('is unknown when a window is not recorded at all', () => {
    expect(pairState(pair, new Map([[300, measured(20)]]))).toBe('unknown');
  });
});
