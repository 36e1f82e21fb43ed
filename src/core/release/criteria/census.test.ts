import { judgeBurnAlerts } from './burnAlerts';
import { judgeHeadroom } from './headroom';
import { judgeRemainingBudget } from './remainingBudget';

describe('remaining budget', () => {
  const criterion = { objectiveRatio: 0.999, leastRemainingRatio: 0.25 };

  it('fails where even the best case has too little left', () => {
    const decision = judgeRemainingBudget(criterion, { bad: 3100, total: 4_000_000, unobserved: 0 });
    expect(decision).toMatchObject({ verdict: 'FAIL', reason: null, pFail: null });
    expect(decision.remainingRatio).toBeCloseTo(0.225, 12);
  });

  it('passes at exactly what is required', () => {
    expect(judgeRemainingBudget(criterion, { bad: 3000, total: 4_000_000, unobserved: 0 }).verdict).toBe('PASS');
    expect(judgeRemainingBudget(criterion, { bad: 3001, total: 4_000_000, unobserved: 0 }).verdict).toBe('FAIL');
  });

  it.each([
    [{ bad: 0, total: 0, unobserved: 0 }, 'NO_DATA'],
    [{ bad: NaN, total: 10, unobserved: 0 }, 'DATA_QUALITY'],
    [{ bad: 11, total: 10, unobserved: 0 }, 'DATA_QUALITY'],
    [{ bad: 0, total: 10, unobserved: -1 }, 'DATA_QUALITY'],
    [{ bad: 0, total: 10.5, unobserved: 0 }, 'DATA_QUALITY'],
  ])('concludes nothing from %p', (evidence, reason) => {
    expect(judgeRemainingBudget(criterion, evidence)).toMatchObject({ verdict: 'INCONCLUSIVE', reason });
  });

  it('concludes nothing without a requirement', () => {
    const decision = judgeRemainingBudget(
      { ...criterion, leastRemainingRatio: NaN },
      { bad: 0, total: 10, unobserved: 0 }
    );
    expect(decision.reason).toBe('DATA_QUALITY');
  });
});

describe('burn alerts in a soak', () => {
  const criterion = { objectiveRatio: 0.999, leastSoakSeconds: 1800, alpha: 0.05 };
  const windows = (longBad: number, longTotal: number, shortBad: number, shortTotal: number) => ({
    long: { bad: longBad, total: longTotal },
    short: { bad: shortBad, total: shortTotal },
  });
  const quiet = windows(3, 12_000, 0, 1000);
  const judge = (moments: ReadonlyArray<typeof quiet | null>, soakSeconds = 1800) =>
    judgeBurnAlerts(criterion, soakSeconds, [{ factor: 14.4, moments }]);

  it('passes where all was seen and nothing fired', () => {
    expect(judge([quiet, quiet])).toEqual({ verdict: 'PASS', reason: null, pFail: null, fired: [] });
  });

  it('fails where a pair fired at some moment, also before the soak is over', () => {
    expect(judge([quiet, windows(180, 12_000, 20, 1000), quiet], 600)).toMatchObject({ verdict: 'FAIL', fired: [0] });
  });

  it.each([
    ['one window only', windows(180, 12_000, 14, 1000)],
    ['exactly the factor', windows(72, 5000, 72, 5000)],
  ])('does not fire by %s', (_, moment) => {
    expect(judge([moment]).verdict).toBe('PASS');
  });

  it('does not fail where one bad event fires a pair', () => {
    expect(judge([windows(3, 200, 1, 17)])).toMatchObject({
      verdict: 'INCONCLUSIVE',
      reason: 'INSUFFICIENT_SAMPLE',
      fired: [0],
    });
  });

  it('does not fail where a burn rate of 1 cannot be ruled out', () => {
    // 1 of 65 is a burn rate of 15.4, and at a burn rate of 1 there are as many in 6 % of such windows.
    expect(judge([windows(1, 65, 2, 100)]).reason).toBe('INSUFFICIENT_SAMPLE');
  });

  it('waits until the soak is over, and for nothing where nothing was seen', () => {
    expect(judge([quiet], 1799).reason).toBe('SOAK_INCOMPLETE');
    expect(judge([]).reason).toBe('NO_DATA');
    expect(judge([null, null]).reason).toBe('NO_DATA');
    expect(judgeBurnAlerts(criterion, 1800, []).reason).toBe('NO_DATA');
  });

  it('does not pass where a hundredth was not seen, or had no traffic', () => {
    const seen = Array<typeof quiet>(98).fill(quiet);
    expect(judge([...seen, quiet, null]).verdict).toBe('PASS');
    expect(judge([...seen, null, null]).reason).toBe('DATA_QUALITY');
    expect(judge([...seen, windows(0, 100, 0, 0), null]).reason).toBe('DATA_QUALITY');
  });

  it('does not pass where one of several pairs was not seen', () => {
    const histories = [
      { factor: 14.4, moments: [quiet] },
      { factor: 6, moments: [] },
    ];
    expect(judgeBurnAlerts(criterion, 1800, histories).verdict).toBe('INCONCLUSIVE');
  });

  it.each([NaN, -1])('concludes nothing from %p bad events', (bad) => {
    expect(judge([windows(bad, 12_000, 0, 1000)]).reason).toBe('DATA_QUALITY');
  });
});

describe('headroom', () => {
  const criterion = { leastHeadroomRatio: 0.25, alpha: 0.05 };
  const forecast = { peakLower: 640, peakUpper: 712, capacity: 1000, backtest: { origins: 19, coverageRatio: 0.9 } };

  it.each([
    ['no backtest', null],
    ['too few origins', { origins: 18, coverageRatio: 1 }],
    ['bounds that did not hold', { origins: 40, coverageRatio: 0.89 }],
    ['a coverage that is no number', { origins: 40, coverageRatio: NaN }],
  ])('concludes nothing with %s', (_, backtest) => {
    expect(judgeHeadroom(criterion, { ...forecast, backtest }).reason).toBe('MODEL_UNVALIDATED');
  });

  it('is not decided where the bounds are on both sides', () => {
    expect(judgeHeadroom(criterion, { ...forecast, peakUpper: 800 }).reason).toBe('INSUFFICIENT_SAMPLE');
  });

  it.each([{ peakUpper: NaN }, { peakLower: 900 }, { capacity: 0 }, { peakUpper: Infinity }])(
    'concludes nothing from %p',
    (change) => {
      expect(judgeHeadroom(criterion, { ...forecast, ...change }).reason).toBe('DATA_QUALITY');
    }
  );
});
