import { intervalOf } from './interval';

const at = (value: number, lower: number, upper: number, objective: number | null = 0.9) =>
  intervalOf({ objective, value, lower, upper });

it('has the objective in the middle where nothing is far beyond it', () => {
  // Half of the bad events that may be, between a quarter of them and all.
  expect(at(0.95, 0.9, 0.975)).toEqual({
    from: expect.closeTo(0.125),
    measured: expect.closeTo(0.25),
    to: expect.closeTo(0.5),
    objective: 0.5,
  });
});

it('moves the objective to the left where what was measured is beyond it', () => {
  const { objective, measured, from } = at(0.5, 0.3, 0.6)!;
  expect(measured / objective).toBeCloseTo(5);
  expect(from / objective).toBeCloseTo(4);
  expect(measured).toBeLessThan(1);
});

it('cuts a band off that reaches far beyond', () => {
  expect(at(0.95, 0, 1)).toMatchObject({ from: 0, to: 1, objective: 0.5 });
});

it('is none of what is no share, or was not counted', () => {
  expect([at(0.9, 0.8, 1, null), intervalOf({ objective: 0.9, value: null, lower: 0, upper: 1 })]).toEqual([
    null,
    null,
  ]);
  expect(at(1, 1, 1, 1)).toBeNull();
});
