import { pairState, workbookPairs, type AlertPair } from './alertPairs';
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

  it('is unknown when a window is not recorded at all', () => {
    expect(pairState(pair, new Map([[300, measured(20)]]))).toBe('unknown');
  });
});
