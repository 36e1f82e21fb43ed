import { stepSeconds } from './steps';

describe('window of a step by its name', () => {
  it.each([
    ['1 hour', 3600],
    ['12 hours', 43_200],
    ['7 days', 604_800],
    ['28 days', 2_419_200],
    ['4 weeks', 2_419_200],
    ['1h', 3600],
    ['28d', 2_419_200],
    ['30 m', 1800],
    ['1 Hour', 3600],
  ])('%j is %d s', (name, seconds) => {
    expect(stepSeconds(name)).toBe(seconds);
  });

  it.each(['fast', 'an hour', '1', '0 hours', '1 month', '1.5 hours', 'a1h', '1h30', '', '-1h', '1 hourly'])(
    '%j tells none',
    (name) => {
      expect(stepSeconds(name)).toBeNull();
    }
  );
});
