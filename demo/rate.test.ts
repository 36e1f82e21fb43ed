/** @jest-environment node */
import { rateAt, rateSeries } from './rate';
import { absent } from './series';

const noFine = Infinity;
const series = (...values: number[]) => rateSeries(Float64Array.from(values));

test('a window that is covered from edge to edge gives the plain increase per second', () => {
  expect(rateAt(series(0, 60, 120, 180, 240, 300), 5, 5, noFine)).toBe(1);
});

test('a counter reset adds what came after it', () => {
  // 10 to 30, then 5 to 25: 20 + 5 + 20.
  expect(rateAt(series(10, 20, 30, 5, 15, 25), 5, 5, noFine) * 300).toBeCloseTo(45, 10);
});

test('a series born in the window loses its first value and is extrapolated to at most half an interval', () => {
  // Samples at minutes 3..5 of a 5 min window: increase 20 over 120 s, 30 s added at the start.
  expect(rateAt(series(absent, absent, absent, 100, 110, 120), 5, 5, noFine) * 300).toBeCloseTo((20 * 150) / 120, 10);
});

test('extrapolation towards the start stops where the counter would be zero', () => {
  expect(rateAt(series(absent, absent, absent, 0, 10, 20), 5, 5, noFine) * 300).toBeCloseTo(20, 10);
});

test('a series that has gone is extrapolated towards the end', () => {
  expect(rateAt(series(100, 110, 120, absent, absent, absent), 5, 5, noFine) * 300).toBeCloseTo((20 * 150) / 120, 10);
});

test('one sample or none has no rate', () => {
  expect(rateAt(series(absent, absent, 5), 2, 2, noFine)).toBe(-1);
  expect(rateAt(series(1, 2, absent, absent, absent, absent), 5, 3, noFine)).toBe(-1);
});

test('a gap counts its samples, not its minutes', () => {
  // Four samples over 5 min: the average interval is 100 s.
  expect(rateAt(series(10, 20, absent, absent, 30, 40, absent), 6, 6, noFine) * 360).toBeCloseTo((30 * 360) / 300, 10);
});
