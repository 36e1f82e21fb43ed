import { formatDuration } from '../../window/duration';
import { pyrraPairs } from './pairs';

const DAY = 86_400;

// What Pyrra itself makes of these windows.
it.each([
  [28, '5m/1h 30m/6h 2h/1d 6h/4d'],
  [30, '5m/1h4m 32m/6h26m 2h9m/1d1h43m 6h26m/4d6h51m'],
  [14, '3m/30m 15m/3h 1h/12h 3h/2d'],
  [7, '1m/15m 8m/1h30m 30m/6h 1h30m/1d'],
  [90, '16m/3h13m 1h36m/19h17m 6h26m/3d5h9m 19h17m/12d20h34m'],
])('the windows of Pyrra’s pairs for %s days', (days, windows) => {
  const pairs = pyrraPairs(days * DAY);
  const texts = pairs.map(({ shortSeconds, longSeconds }) => [shortSeconds, longSeconds].map(formatDuration).join('/'));
  expect(texts.join(' ')).toBe(windows);
  expect(pairs.map(({ severity, factor }) => `${severity} ${factor}`)).toEqual([
    'page 14',
    'page 7',
    'ticket 2',
    'ticket 1',
  ]);
});
