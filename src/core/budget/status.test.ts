import fc from 'fast-check';
import { workbookPairs } from './alertPairs';
import { COVERAGE_FLOOR_RATIO, measured, unmeasured, type DataState, type Measured } from './dataState';
import { judgeStatus, STATUSES, usualRateWindow, type StatusInput } from './status';

const DAY = 86_400;
const WINDOWS = [300, 1800, 3600, 7200, 21_600, DAY, 3 * DAY];
const noData = unmeasured('noData', { kind: 'seriesMissing', metric: 'm' });
const noTraffic = unmeasured('noTraffic', { kind: 'ratioUndefined', metric: 'm' });
const failed = unmeasured('error', { kind: 'queryFailed', cause: 'timeout', message: 'timeout' });

function input(budgetRemaining: Measured, rates: Record<number, Measured> = {}): StatusInput {
  return {
    windowSeconds: 30 * DAY,
    budgetRemaining,
    burnRates: new Map(WINDOWS.map((seconds) => [seconds, rates[seconds] ?? measured(0.2)])),
    pairs: workbookPairs(30 * DAY),
    doubtful: false,
  };
}

const page = { 300: measured(30), 3600: measured(20) };
const ticket = { 7200: measured(4), [DAY]: measured(3.5) };

describe('the burn rate that is the present one', () => {
  const HOUR = 3600;
  it.each<[string, Array<[number, number | null]>, number | null]>([
    [
      'six hours where they are known',
      [
        [HOUR, 1],
        [6 * HOUR, 1],
        [12 * HOUR, 1],
      ],
      6 * HOUR,
    ],
    [
      'what a tool has near to them',
      [
        [64 * 60, 1],
        [6 * HOUR + 26 * 60, 1],
        [DAY, 1],
      ],
      6 * HOUR + 26 * 60,
    ],
    [
      'the longer of two as near',
      [
        [3 * HOUR, 1],
        [12 * HOUR, 1],
      ],
      12 * HOUR,
    ],
    [
      'the nearest with a number',
      [
        [2 * HOUR, 1],
        [6 * HOUR, null],
      ],
      2 * HOUR,
    ],
    ['up to four times as long', [[DAY, 1]], DAY],
    [
      'none beyond',
      [
        [HOUR, 1],
        [3 * DAY, 1],
      ],
      null,
    ],
    ['none of nothing', [], null],
  ])('is that over %s', (_, rates, window) => {
    expect(usualRateWindow(rates)).toBe(window);
  });

  it('tells when the budget is gone', () => {
    const given = { ...input(measured(0.3)), burnRates: new Map([[8 * HOUR, measured(1.5)]]), pairs: [] };
    expect(judgeStatus(given).exhaustion).toEqual({
      seconds: expect.closeTo((0.3 * 30 * DAY) / 1.5, 3),
      rateWindowSeconds: 8 * HOUR,
      countsPayback: false,
    });
  });
});

describe('status, worst first', () => {
  it.each<[string, StatusInput, string]>([
    ['page pair fires', input(measured(0.5), page), 'burning'],
    ['page pair fires while the budget is spent', input(measured(-1), page), 'burning'],
    ['page pair fires and another window is gone', input(measured(0.5), { ...page, [DAY]: noData }), 'burning'],
    ['budget cannot be read', input(failed), 'blind'],
    ['budget series absent', input(noData), 'blind'],
    ['one burn rate refused', input(measured(0.9), { 300: failed }), 'blind'],
    ['blind outranks breached', input(measured(-0.1), { 300: noData }), 'blind'],
    ['budget spent', input(measured(0)), 'breached'],
    ['breached outranks a firing ticket pair', input(measured(-0.1), ticket), 'breached'],
    ['ticket pair fires', input(measured(0.5), ticket), 'smouldering'],
    ['little left', input(measured(0.0999)), 'atRisk'],
    ['exactly a tenth left', input(measured(0.1)), 'healthy'],
    // 0.3 of 30 days at burn rate 1.5 lasts 6 days; at 1.2 it lasts 7.5.
    ['gone within a week', input(measured(0.3), { 21_600: measured(1.5) }), 'atRisk'],
    ['gone after a week', input(measured(0.3), { 21_600: measured(1.2) }), 'healthy'],
    ['nothing to count now', input(measured(0.8), { 300: noTraffic }), 'noTraffic'],
    ['nothing to count in the whole window', input(noTraffic, { 300: noTraffic }), 'noTraffic'],
    ['breached outranks no traffic', input(measured(-0.1), { 300: noTraffic }), 'breached'],
    ['all quiet', input(measured(0.8)), 'healthy'],
  ])('%s', (_, given, status) => {
    expect(judgeStatus(given).status).toBe(status);
  });

  it.each<[string, number, number, Record<number, Measured>, string]>([
    // Spent 1.5 times by what was seen of 61 % of the time: 0.915 of the whole budget.
    ['the rest could undo', -0.5, 0.61, {}, 'blind'],
    // 1.7 times is 1.037 of the whole.
    ['the rest could not undo', -0.7, 0.61, {}, 'breached'],
    ['nine tenths were seen of', -0.01, 0.9, {}, 'breached'],
    ['little is left of', 0.05, 0.61, {}, 'blind'],
    ['ends soon', 0.3, 0.61, { 21_600: measured(1.5) }, 'blind'],
    ['a ticket pair fires on', 0.5, 0.61, ticket, 'smouldering'],
    ['a page pair fires on', -0.5, 0.61, page, 'burning'],
  ])('of a budget that %s, where a part was seen', (_, value, coverageRatio, rates, status) => {
    expect(judgeStatus(input({ state: 'partial', value, coverageRatio }, rates)).status).toBe(status);
  });

  it('is blind where it is not known how much was seen of a spent budget', () => {
    expect(judgeStatus(input({ state: 'partial', value: -5 })).status).toBe('blind');
  });

  it('without pairs is blind, but where alerts are switched off', () => {
    const without = { ...input(measured(0.8)), pairs: [] };
    expect(judgeStatus(without)).toMatchObject({ status: 'blind', cause: { rule: 'pairsUnknown' } });
    expect(judgeStatus({ ...without, alertsAreOff: true })).toMatchObject({
      status: 'healthy',
      cause: { rule: 'alertsOff' },
    });
    expect(judgeStatus({ ...without, alertsAreOff: true, budgetRemaining: measured(-1) }).status).toBe('breached');
    expect(judgeStatus({ ...without, alertsAreOff: true, budgetRemaining: noData }).status).toBe('blind');
  });

  it('counts what leaves a rolling window before it says that the budget ends soon', () => {
    // Burn rate 1.5 spends 0.05 of the budget a day; what is paid back of the 0.7 is 0.07 a day for ten days, then nothing.
    const given = input(measured(0.3), { 21_600: measured(1.5) });
    const past = [
      { seconds: 10 * DAY, spentRatio: 0.7 },
      { seconds: 20 * DAY, spentRatio: 0 },
    ];
    expect(judgeStatus(given)).toMatchObject({
      status: 'atRisk',
      cause: { rule: 'exhaustionNear' },
      exhaustion: { seconds: expect.closeTo(6 * DAY, 3), countsPayback: false },
    });
    expect(judgeStatus({ ...given, past })).toMatchObject({
      status: 'healthy',
      exhaustion: { seconds: expect.closeTo(20 * DAY, 3), countsPayback: true },
    });
  });

  it('does not call a window healthy of which too little was seen', () => {
    const seen = (coverageRatio: number): Measured => ({ state: 'partial', value: 0.8, coverageRatio });
    expect(judgeStatus(input(seen(COVERAGE_FLOOR_RATIO))).status).toBe('healthy');
    expect(judgeStatus(input(seen(COVERAGE_FLOOR_RATIO - 0.01))).status).toBe('blind');
    expect(judgeStatus(input({ state: 'gapsSkipped', value: 0.8 })).status).toBe('blind');
  });

  it('does not call contradicting numbers healthy, but lets worse be said', () => {
    expect(judgeStatus({ ...input(measured(0.8)), doubtful: true }).status).toBe('blind');
    expect(judgeStatus({ ...input(measured(-1)), doubtful: true }).status).toBe('breached');
    expect(judgeStatus({ ...input(measured(0.8), page), doubtful: true }).status).toBe('burning');
  });

  it('is blind when a burn rate may be incomplete', () => {
    const incomplete: Measured = { state: 'partial', value: 0.2 };
    expect(judgeStatus(input(measured(0.8), { 3600: incomplete })).status).toBe('blind');
  });

  it('is blind when a window of a pair was never recorded', () => {
    const given = input(measured(0.8));
    expect(judgeStatus({ ...given, burnRates: new Map([[300, measured(20)]]) }).status).toBe('blind');
    expect(judgeStatus({ ...given, pairs: [] }).status).toBe('blind');
  });

  it('is never healthy unless every number is there', () => {
    const states: DataState[] = ['measured', 'noTraffic', 'noData', 'partial', 'gapsSkipped', 'error'];
    const anyNumber = fc.record({
      state: fc.constantFrom(...states),
      value: fc.option(fc.double({ min: -2, max: 1, noNaN: true }), { nil: null }),
    });
    fc.assert(
      fc.property(anyNumber, fc.array(anyNumber, { minLength: 7, maxLength: 7 }), (budget, rates) => {
        const coherent = (number: { state: DataState; value: number | null }): Measured =>
          ['noTraffic', 'noData', 'error'].includes(number.state) ? { ...number, value: null } : number;
        const given = input(
          coherent(budget),
          Object.fromEntries(rates.map((rate, index) => [WINDOWS[index]!, coherent(rate)]))
        );
        const { status } = judgeStatus(given);
        expect(STATUSES).toContain(status);
        if (status === 'healthy') {
          expect(given.budgetRemaining.value).not.toBeNull();
          expect(given.budgetRemaining.state).toBe('measured');
          expect([...given.burnRates.values()].map(({ state }) => state)).not.toContain('noData');
          expect([...given.burnRates.values()].map(({ state }) => state)).not.toContain('error');
        }
      })
    );
  });
});
