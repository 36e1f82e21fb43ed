import { AT, PERIOD, sloFrame, type Spec } from '../testing';
import { amounts, compareEvents, wholePeriodBudget } from './events';
import { readRows } from './readRows';
import type { ScoreRow } from './row';

function readRow(spec: Omit<Spec, 'name'>): ScoreRow {
  const [row] = readRows([sloFrame([{ name: 'a', ...spec }])], AT);
  if (!row) {
    throw new Error('no row');
  }
  return row;
}

test.each([
  ['far apart', 0.184, 0.655, 47.1, true],
  ['below the other number', 0.655, 0.184, -47.1, true],
  ['one point apart', 0.5, 0.51, 1, false],
  ['a little more than one point apart', 0.5, 0.511, 1.1, true],
  ['the same', 0.5, 0.5, 0, false],
  ['close, but only one is spent', 0.002, -0.001, -0.3, true],
  ['close, and one exactly spent', 0, 0.004, 0.4, true],
  ['both overspent and close', -0.4, -0.405, -0.5, false],
  ['the only number', null, 1, null, true],
])('budget by events %s', (_, budget, eventBudget, differencePoints, noticeable) => {
  expect(compareEvents(readRow({ status: 'blind', budget, eventBudget }))).toEqual({ differencePoints, noticeable });
});

test('the difference is that of the numbers as they are shown', () => {
  // 12.3 % and 10.0 % on the screen, though 2.4 points apart.
  expect(compareEvents(readRow({ budget: 0.0996, eventBudget: 0.1234 }))?.differencePoints).toBe(2.3);
});

test('without counted events there is nothing to compare', () => {
  expect(compareEvents(readRow({}))).toBeNull();
});

test('the budget in minutes and in events follows from the row', () => {
  const { time, events } = amounts(readRow({ objective: 0.999, budget: 0.25, badEvents: 412, totalEvents: 1_234_567 }));
  // 30 days are 43 200 minutes, of which one in a thousand may be bad.
  expect(time?.allowedMinutes).toBeCloseTo(43.2);
  expect(time?.leftMinutes).toBeCloseTo(10.8);
  expect(events).toMatchObject({ bad: 412, total: 1_234_567 });
  expect(events?.allowed).toBeCloseTo(1234.567);
});

test('in a calendar period the minutes are those that have passed of it', () => {
  const start = { ...PERIOD, startMilliseconds: AT - 10 * 86_400_000 };
  const { time } = amounts(readRow({ objective: 0.999, budget: 0.25, details: { period: start, atMilliseconds: AT } }));
  // One in a thousand of 14 400 minutes.
  expect(time).toMatchObject({ windowSeconds: 864_000 });
  expect(time?.allowedMinutes).toBeCloseTo(14.4);
  expect(time?.leftMinutes).toBeCloseTo(3.6);
});

test.each([
  // A third of the period has passed.
  [0.4, 0.8],
  [-0.5, 0.5],
  [-3, -1 / 3],
  [1, 1],
])('of %d by the events so far, %d is left of the whole period', (budget, whole) => {
  const period = { ...PERIOD, startMilliseconds: AT - 864e6, endMilliseconds: AT + 2 * 864e6 };
  expect(wholePeriodBudget(readRow({ budget, details: { period, atMilliseconds: AT } }))).toBeCloseTo(whole, 9);
  expect(wholePeriodBudget(readRow({ budget }))).toBeNull();
});

test.each([
  ['no budget', { status: 'blind', budget: null, badEvents: 1, totalEvents: 9 }, false, true],
  ['a budget without end', { budget: -Infinity, badEvents: 1, totalEvents: 9 }, false, true],
  ['no objective', { objective: null, badEvents: 1, totalEvents: 9 }, false, false],
  ['no window', { window: null }, false, false],
  ['no total', { badEvents: 1 }, true, false],
  ['no bad events known', { totalEvents: 9 }, true, false],
])('with %s only what is known is told', (_, spec, time, events) => {
  const known = amounts(readRow(spec));
  expect([known.time !== null, known.events !== null]).toEqual([time, events]);
});
