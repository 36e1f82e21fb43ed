import fc from 'fast-check';
import { formatDuration, parseDuration } from './duration';

describe('durations in Prometheus text', () => {
  it.each([
    ['5m', 300],
    ['1h', 3600],
    ['1d', 86_400],
    ['3d', 259_200],
    ['1w', 604_800],
    ['4w', 2_419_200],
    ['30d', 2_592_000],
    ['1y', 31_536_000],
    ['1h4m', 3840],
    ['1d1h43m', 92_580],
    ['12d20h34m', 1_110_840],
    ['90d', 7_776_000],
    ['1m30s', 90],
    ['250ms', 0.25],
  ])('%s is %d seconds, both ways', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
    expect(formatDuration(seconds)).toBe(text);
  });

  it.each(['', '5', 'm', '5x', '1m1h', '-5m', '5m ', '1.5h'])('%j is no duration', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('prints nothing that it does not read back as the same length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds))).toBe(seconds);
      })
    );
  });
});
