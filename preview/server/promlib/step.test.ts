/** @jest-environment node */
import { formatGoDuration, formatInterval, parseInterval, roundInterval } from './duration';
import { alignToStep, expandMacros, type StepInput, stepMs } from './step';

const HOUR_MS = 3_600_000;

function input(over: Partial<StepInput> & { hours: number }): StepInput {
  const { hours, ...rest } = over;
  const none = { interval: '', intervalMs: 0, scrapeInterval: '15s', maxDataPoints: 0 };
  return { fromMs: 0, toMs: hours * HOUR_MS, ...none, ...rest };
}

// The cases of promlib's own test of its query model: the range of each, and the step it expects.
describe('step of a range query', () => {
  test.each([
    ['12 h over 1500 points is 28.8 s, rounded up to 30 s', input({ hours: 12 }), 30_000],
    ['1 h would be 2.4 s, but the scrape interval is 15 s', input({ hours: 1 }), 15_000],
    ['48 h is 115.2 s, rounded to 2 min', input({ hours: 48 }), 120_000],
    ['a scrape interval above the calculated step wins', input({ hours: 48, scrapeInterval: '240s' }), 240_000],
    ['intervalMs is the minimum in place of the scrape interval', input({ hours: 48, intervalMs: 60_000 }), 120_000],
    [
      'a minimum step is taken as it is, not rounded',
      input({ hours: 1, interval: '150s', maxDataPoints: 12_384 }),
      150_000,
    ],
    ['$__rate_interval as step is four scrapes', input({ hours: 5 / 60, interval: '$__rate_interval' }), 60_000],
    [
      '$__rate_interval as step over 2 days is 2 min and one scrape',
      input({
        hours: 48,
        interval: '${__rate_interval}',
        intervalMs: 120_000,
        scrapeInterval: '30s',
        maxDataPoints: 12_384,
      }),
      150_000,
    ],
    // 30 d / 11,000 is 235.6 s, which the table of intervals makes 5 min.
    ['never more than 11,000 points', input({ hours: 720, interval: '1s', maxDataPoints: 1_000_000 }), 300_000],
  ])('%s', (_name, given, expected) => {
    expect(stepMs(given)).toBe(expected);
  });
});

describe('alignment to the step', () => {
  test('rounds down to a multiple of the step', () => {
    expect(alignToStep(1_000_059_999, 60_000, 0)).toBe(1_000_020_000);
    expect(alignToStep(1_000_020_000, 60_000, 0)).toBe(1_000_020_000);
  });

  test('a day starts at local midnight', () => {
    const noonUtc = Date.UTC(2024, 5, 10, 12);
    expect(alignToStep(noonUtc, 24 * HOUR_MS, 0)).toBe(Date.UTC(2024, 5, 10));
    expect(alignToStep(noonUtc, 24 * HOUR_MS, 2 * 3600)).toBe(Date.UTC(2024, 5, 9, 22));
    expect(alignToStep(Date.UTC(2024, 5, 10, 23), 24 * HOUR_MS, 2 * 3600)).toBe(Date.UTC(2024, 5, 10, 22));
  });

  test('times before 1970 round down as well', () => {
    expect(alignToStep(-1, 60_000, 0)).toBe(-60_000);
  });
});

describe('macros', () => {
  const base = input({ hours: 48, intervalMs: 60_000 });

  test.each([
    ['[$__interval]', '[2m]'],
    ['[${__interval}]', '[2m]'],
    ['$__interval_ms ${__interval_ms}', '120000 120000'],
    ['[$__range] $__range_s $__range_ms', '[172800s] 172800 172800000'],
    // 60 s and one scrape of 15 s is more than four scrapes.
    ['[$__rate_interval] $__rate_interval_ms', '[1m15s] 75000'],
    ['$other', '$other'],
  ])('%s', (expr, expected) => {
    expect(expandMacros(expr, base, 120_000)).toBe(expected);
  });

  test.each([
    ['a minimum step takes the place of the scrape interval', { interval: '5m' }, 120_000, '20m0s'],
    ['the rate interval as minimum step is the step', { interval: '$__rate_interval' }, 60_000, '1m0s'],
    ['the interval as minimum step counts four times', { interval: '$__interval', intervalMs: 1 }, 120_000, '8m0s'],
  ])('%s', (_name, over, step, expected) => {
    expect(expandMacros('$__rate_interval', { ...base, ...over }, step)).toBe(expected);
  });
});

describe('durations', () => {
  test('read', () => {
    expect(['15s', '1m30s', '15', '>10s', '1d', '1w', '250ms'].map(parseInterval)).toEqual([
      15_000, 90_000, 15_000, 10_000, 86_400_000, 604_800_000, 250,
    ]);
    expect(() => parseInterval('soon')).toThrow('invalid duration "soon"');
  });

  test('written', () => {
    expect([500, 15_000, 60_000, 90_000, 7_200_000].map(formatGoDuration)).toEqual([
      '500ms',
      '15s',
      '1m0s',
      '1m30s',
      '2h0m0s',
    ]);
    expect([0.5, 999, 90_000, 5_400_000, 172_800_000].map(formatInterval)).toEqual(['1ms', '999ms', '1m', '1h', '2d']);
  });

  test('rounded by the table, both ends of a bracket', () => {
    expect([10, 10.1, 7500, 7501, 604_800_000, 3_628_799_999, 3_628_800_000].map(roundInterval)).toEqual([
      1, 10, 5000, 10_000, 86_400_000, 2_592_000_000, 31_536_000_000,
    ]);
  });
});
