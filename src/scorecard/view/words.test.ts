import { durationWords } from './duration';
import { momentWords } from './words';

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
  ['utc', Date.UTC(2026, 10, 24, 2, 13, 5), '02:13:05'],
  ['utc', Date.UTC(2026, 10, 23, 23, 59, 59), '2026-11-23 23:59:59'],
  ['Asia/Tokyo', Date.UTC(2026, 10, 23, 23, 59, 59), '08:59:59'],
])('a moment in %s', (timeZone, at, words) => {
  expect(momentWords(at, now, timeZone)).toBe(words);
});
