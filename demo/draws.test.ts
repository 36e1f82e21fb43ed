/** @jest-environment node */
import { binomial, minuteKey, poisson, streamKey, uniform } from './draws';

const draws = Array.from({ length: 20_000 }, (_, minute) => uniform(minuteKey(streamKey(20, 'orders'), minute), 0));

function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

test('draws are uniform, repeatable and different per seed, stream, minute and number', () => {
  const { mean, variance } = moments(draws);
  expect(mean).toBeCloseTo(0.5, 2);
  expect(variance).toBeCloseTo(1 / 12, 2);
  const key = minuteKey(streamKey(20, 'orders'), 7);
  expect(uniform(key, 0)).toBe(draws[7]);
  const others = [uniform(key, 1), uniform(minuteKey(streamKey(21, 'orders'), 7), 0), draws[8]];
  others.push(uniform(minuteKey(streamKey(20, 'order'), 7), 0));
  expect(new Set([draws[7], ...others]).size).toBe(5);
});

test.each([0.3, 8, 29, 31, 400])('poisson counts have mean and variance %d', (expected) => {
  const { mean, variance } = moments(draws.map((draw) => poisson(expected, draw)));
  expect(mean / expected).toBeCloseTo(1, 1);
  expect(variance / expected).toBeCloseTo(1, 1);
});

test('binomial counts stay within the trials', () => {
  expect(binomial(10, 0, 0.5)).toBe(0);
  expect(binomial(10, 1, 0.5)).toBe(10);
  expect(binomial(0, 0.5, 0.5)).toBe(0);
  for (const probability of [0.001, 0.5, 0.999]) {
    const counts = draws.map((draw) => binomial(1000, probability, draw));
    expect(Math.max(...counts)).toBeLessThanOrEqual(1000);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
    expect(moments(counts).mean / (1000 * probability)).toBeCloseTo(1, 1);
  }
});
