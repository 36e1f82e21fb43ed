import { durationWords } from './duration';
import { amountWords, pointsWords, shareWords } from './numbers';
import { dayWords, momentWords } from './words';

test.each([
  [20, 'less than a minute'],
  [60, '1 min'],
  [3599, '59 min'],
  [2 * 3600, '2 h'],
  [2 * 3600 + 300, '2 h 5 min'],
  [3 * 86_400 + 4 * 3600 + 3599, '3 d 4 h'],
  [3 * 86_400 + 3599, '3 d'],
  [21 * 86_400 + 4 * 3600, '21 d'],
])('%i seconds are %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});

const now = Date.UTC(2026, 10, 24, 2, 30);

test.each([
  ['utc', Date.UTC(2026, 10, 24, 2, 13, 5), '02:13:05 UTC'],
  ['utc', Date.UTC(2026, 10, 23, 23, 59, 59), '2026-11-23 23:59:59 UTC'],
  ['Asia/Tokyo', Date.UTC(2026, 10, 23, 23, 59, 59), '08:59:59 Asia/Tokyo'],
])('a moment in %s', (timeZone, at, words) => {
  expect(momentWords(at, now, timeZone)).toBe(words);
});

test.each([
  ['utc', Date.UTC(2026, 10, 13, 23), 'Nov 13'],
  ['browser', Date.UTC(2026, 10, 13, 23), 'Nov 13'],
  ['Asia/Tokyo', Date.UTC(2026, 10, 13, 23), 'Nov 14'],
  ['utc', Date.UTC(2025, 11, 31), 'Dec 31, 2025'],
])('a day in %s', (timeZone, at, words) => {
  expect(dayWords(at, now, timeZone)).toBe(words);
});

test.each([
  [0, '0'],
  [0.0421, '0.042'],
  [34.56, '34.6'],
  [-12.04, '-12'],
  [1234.567, '1,235'],
  [-4.69e-12, '0'],
  [Infinity, '∞'],
])('an amount of %s is told as %s', (amount, words) => {
  expect(amountWords(amount)).toBe(words);
});

test.each([
  [47.1, '+47.1'],
  [-3, '-3.0'],
  [0, '0.0'],
])('%s points are told as %s', (points, words) => {
  expect(pointsWords(points)).toBe(words);
});

test.each([
  [1 - 0.999, '0.1%'],
  [1 - 0.99995, '0.005%'],
  [1 - 0.999999, '0.0001%'],
  [-4.69e-14, '0%'],
])('a share of %s is told as %s', (ratio, words) => {
  expect(shareWords(ratio)).toBe(words);
});
