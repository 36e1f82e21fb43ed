import { compositeBudget } from './compositeBudget';

const points = (...values: Array<[timeSeconds: number, value: number | null]>) =>
  values.map(([timeSeconds, value]) => ({ timeSeconds, value }));

test('the budget of a composite is one less what its members have spent of it', () => {
  expect(
    compositeBudget([
      { weight: 1, points: points([10, 1], [20, 0.75], [30, 0.5]) },
      { weight: 2, points: points([10, 1], [20, 0.875], [30, 0.25]) },
    ])
  ).toEqual(points([10, 1], [20, 0.5], [30, -1]));
});

test('a time at which a member has no number has none', () => {
  expect(
    compositeBudget([
      { weight: 1, points: points([10, 0.5], [20, 0.25], [30, 0.25]) },
      { weight: 1, points: points([20, null], [30, 0.5]) },
    ])
  ).toEqual(points([10, null], [20, null], [30, -0.25]));
});
