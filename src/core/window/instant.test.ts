import { parseInstant } from './instant';

it.each([
  ['1790000000', 1_790_000_000],
  ['1790000000.9', 1_790_000_000],
  ['2026-09-21T13:33:20Z', 1_789_997_600],
  ['2026-09-21T15:33:20.500+02:00', 1_789_997_600],
  ['2026-09-21 13:33Z', 1_789_997_580],
])('%s is a moment', (text, seconds) => expect(parseInstant(text)).toBe(seconds));

it.each(['', 'now', 'yesterday', '2026-09-21', '2026-09-21T13:33:20', '2026-13-41T00:00:00Z', '-5', '1790000000000'])(
  '%s is none: it is of no zone, or no time at all',
  (text) => expect(parseInstant(text)).toBeNull()
);
