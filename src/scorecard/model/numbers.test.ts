import { AT, sloFrame } from '../testing';
import { bar, barScale } from './barScale';
import { decimalsApart, decimalsForTwoDigits, decimalsOf } from './decimals';
import { drawTrend, TREND_HEIGHT, TREND_WIDTH } from './drawTrend';
import { readRows } from './readRows';

test.each([
  [99.912, [99.9, 100], 3, 3],
  [99.89999, [99.9, 100], 3, 5],
  [99.9999, [99.9, 100], 3, 4],
  [99.9, [99.9, 100], 3, 1],
  [100, [99.9, 100], 3, 0],
  [43.21, [0, 100], 1, 1],
  [-0.04, [0, 100], 1, 2],
  [0.00000001, [0, 100], 1, 6],
])('%s beside %j with at least %i decimals takes %i', (value, others, least, expected) => {
  expect(decimalsApart(value, others, least)).toBe(expected);
});

test.each([
  [100 * 0.999, 1],
  [100 * 0.9995, 2],
  [99, 0],
  [99.9999999999, 0],
])('%s needs %i decimals', (value, expected) => {
  expect(decimalsOf(value)).toBe(expected);
});

test.each([
  [0, 0],
  [38.2, 0],
  [9.63, 1],
  [0.24, 2],
  [0.004, 2],
  [-3.2, 1],
  [Infinity, 0],
])('%s is shown with %i decimals', (value, expected) => {
  expect(decimalsForTwoDigits(value)).toBe(expected);
});

test.each([
  [[1, 0.4, null], 0],
  [[1, -0.1], -0.25],
  [[1, -0.4], -0.5],
  [[1, -9], -0.5],
])('budgets %j have a scale from %s', (budgets, low) => {
  const rows = readRows(
    [sloFrame(budgets.map((budget, index) => ({ name: String(index), budget, status: 'blind' })))],
    AT
  );
  expect(barScale(rows).low).toBe(low);
});

test.each([
  [0.5, 0, { start: 0, length: 0.5, zero: 0, cut: false }],
  [0.4, -0.25, { start: 0.2, length: 0.32, zero: 0.2, cut: false }],
  [-0.25, -0.5, { start: 1 / 6, length: 1 / 6, zero: 1 / 3, cut: false }],
  [-9, -0.5, { start: 0, length: 1 / 3, zero: 1 / 3, cut: true }],
  [1.2, 0, { start: 0, length: 1, zero: 0, cut: true }],
])('the bar of %s from %s', (value, low, expected) => {
  const drawn = bar(value, { low });
  expect(drawn.cut).toBe(expected.cut);
  expect(drawn.start).toBeCloseTo(expected.start);
  expect(drawn.length).toBeCloseTo(expected.length);
  expect(drawn.zero).toBeCloseTo(expected.zero);
});

const points = (...values: Array<number | null>) =>
  values.map((value, index) => ({ timeMilliseconds: index * 1000, value }));

test('a trend without a number is not drawn', () => {
  expect(drawTrend([])).toBeNull();
  expect(drawTrend(points(null, null))).toBeNull();
});

test('a trend is drawn over its whole time, with gaps where there is no number', () => {
  const drawing = drawTrend(points(1, 0.5, null, -0.2, null));
  expect(drawing).toMatchObject({ first: 1, last: -0.2, lowest: -0.2 });
  expect(drawing?.line.match(/M/g)).toHaveLength(2);
  expect(drawing?.line.startsWith('M0 2')).toBe(true);
  expect(drawing?.end).toBe(`M${0.75 * TREND_WIDTH} ${TREND_HEIGHT - 2}h0`);
  expect(drawing?.zero).toBeGreaterThan(TREND_HEIGHT / 2);
});

test('small changes stay small and the empty budget is drawn only when in sight', () => {
  const drawing = drawTrend(points(0.9, 0.89));
  const heights = [...(drawing?.line ?? '').matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeLessThan(3);
  expect(drawing?.zero).toBeNull();
});
