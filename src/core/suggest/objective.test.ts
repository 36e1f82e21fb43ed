import { chooseObjective } from './objective';

describe('chooseObjective', () => {
  it.each<[string, number, number, number]>([
    ['99.99 % without failures and with traffic', 1_000_000, 0, 0.9999],
    ['99.99 % with exactly a fifth of the budget left', 1_000_000, 80, 0.9999],
    ['the next one with one failure more', 1_000_000, 81, 0.9995],
    ['99.9 % where a stricter budget would be nearly spent', 1_000_000, 700, 0.999],
    ['90 % where 8 % failed', 1_000_000, 80_000, 0.9],
    ['what the traffic can tell: 99 % of 1,000 events allow 10', 1000, 0, 0.99],
    ['a looser one with one event less', 999, 0, 0.98],
  ])('gives %s', (_, total, bad, objectiveRatio) => {
    expect(chooseObjective({ total, bad })).toEqual({ state: 'ok', objectiveRatio });
  });

  it('gives none where even 90 % was met too closely', () => {
    expect(chooseObjective({ total: 1_000_000, bad: 80_001 })).toEqual({ state: 'tooUnreliable' });
  });

  it('gives none where a handful of failures would decide', () => {
    expect(chooseObjective({ total: 99, bad: 0 })).toEqual({ state: 'tooFewEvents' });
  });
});
