import type { AlertPair } from '../core/budget/alertPairs';
import { firingPairWords, pairProblemWords } from './pairWords';

const pair: AlertPair = { severity: 'page', shortSeconds: 300, longSeconds: 3600, factor: 14.4 };
const fires = (own: Partial<AlertPair>) =>
  firingPairWords({ rule: 'pairFires', pair: { ...pair, ...own }, shortRate: 20.04, longRate: 14.4 });

describe('words of alert pairs', () => {
  it.each<[Partial<AlertPair>, string]>([
    [{}, 'Burn rate 20 over 5m and 14.4 over 1h, both above 14.4: worth a page.'],
    [{ severity: 'ticket' }, 'Burn rate 20 over 5m and 14.4 over 1h, both above 14.4: worth a ticket.'],
    [{ comparison: '>=' }, 'Burn rate 20 over 5m and 14.4 over 1h, both at least 14.4: worth a page.'],
    [
      { comparison: '>=', severity: 'ticket' },
      'Burn rate 20 over 5m and 14.4 over 1h, both at least 14.4: worth a ticket.',
    ],
    [{ shortSeconds: 3600 }, 'Burn rate 14.4 over 1h, above 14.4: worth a page.'],
    [{ shortSeconds: 3600, severity: 'ticket' }, 'Burn rate 14.4 over 1h, above 14.4: worth a ticket.'],
  ])('of one with %j that fires', (own, words) => {
    expect(fires(own)).toBe(words);
  });

  it('say which cannot fire', () => {
    expect(pairProblemWords({ kind: 'pairUnreachable', shortSeconds: 300, longSeconds: 3600, factor: 14.4 })).toBe(
      'the alert pair 5m/1h can never fire: its burn rate of 14.4 is out of reach even if every event fails'
    );
  });

  it('say what a single failure does where there is little traffic', () => {
    expect(
      pairProblemWords({
        kind: 'lowTraffic',
        expectedEvents: 10.2,
        shortSeconds: 300,
        longSeconds: 3600,
        failureBudgetRatio: 0.13889,
      })
    ).toBe(
      'low traffic: about 10 events in 1h, so that one failure alone fires the alert pair 5m/1h; it spends 13.9% of the budget'
    );
  });
});
