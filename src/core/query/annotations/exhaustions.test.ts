import { exhaustions } from './exhaustions';

const points = (...values: Array<number | null>) => values.map((value, index) => ({ timeSeconds: index * 60, value }));

it.each([
  ['falls below nothing', points(0.2, 0.1, -0.1, -0.2), [120]],
  ['comes to exactly nothing', points(0.2, 0, 0), [60]],
  ['recovers and runs out again', points(0.1, -0.1, 0.2, -0.3), [60, 180]],
  ['runs out in a gap', points(0.1, null, null, -0.1), [180]],
  ['was spent before', points(-0.1, -0.2), []],
  ['was spent before a gap', points(null, -0.2, null, -0.3), []],
  ['lasts', points(0.5, 0.4), []],
  ['is unknown', points(null, null), []],
])('a budget that %s', (_, budget, expected) => {
  expect(exhaustions(budget)).toEqual(expected);
});
