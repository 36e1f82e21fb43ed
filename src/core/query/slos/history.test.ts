import { mergeDefinitions } from '../../slo/merge';
import { shortHistories } from './history';
import { ALL_WINDOWS, AT, DAY, definition, type Held, judge, quiet, recorded, upstream } from './testing';

describe('a history shorter than the windows', () => {
  const held = (since: number): Held => [
    [/count_over_time/, 720 * (since / 30)],
    [/min_over_time/, AT - since * DAY],
    ...quiet,
  ];

  it('is said once, with a window that it fills', () => {
    const slos = mergeDefinitions(upstream, [], [definition('a'), definition('b')]);
    expect(shortHistories(judge(slos, held(10)))).toEqual([
      {
        upstream,
        sinceSeconds: AT - 10 * DAY,
        windowSeconds: 30 * DAY,
        slos: 2,
        shorterWindowSeconds: 7 * DAY,
      },
    ]);
    expect(shortHistories(judge(slos, held(0.5)))[0]!.shorterWindowSeconds).toBeNull();
  });

  it('counts a young SLO of which gaps are skipped among the young', () => {
    const nan: Held = [[/ratio_rate30d|remaining/, NaN], [/count_over_time\(\(/, 2000], ...held(10)];
    const poisoned = {
      ...recorded('requests', ALL_WINDOWS),
      recorded: { ...recorded('requests', ALL_WINDOWS).recorded!, poisoned: true },
    };
    const rows = judge([poisoned], nan);
    expect(rows[0]!.budgetRemaining).toMatchObject({ state: 'gapsSkipped', reason: { kind: 'gapsSkipped' } });
    expect(shortHistories(rows)).toMatchObject([{ slos: 1, sinceSeconds: AT - 10 * DAY }]);
  });

  it('is said of those whose windows it does not fill, whatever shorter ones there are', () => {
    const week = { ...definition('b'), window: { kind: 'rolling' as const, seconds: 7 * DAY } };
    const slos = mergeDefinitions(upstream, [], [definition('a'), week]);
    const rows = judge(slos, [[/over_time.*\[1w/, 720], ...held(10)]);
    expect(shortHistories(rows)).toMatchObject([{ slos: 1, windowSeconds: 30 * DAY }]);
  });

  it('is not that of one young SLO among older ones', () => {
    const slos = mergeDefinitions(upstream, [], [definition('a'), definition('b')]);
    const rows = judge(slos, [[/over_time.*a_total/, undefined], ...quiet]);
    expect(shortHistories(rows)).toEqual([]);
    expect(shortHistories([])).toEqual([]);
  });
});
