import { AT, failedReading, lost, PERIOD, reading, type Spec } from '../testing';
import { keepLast, type Kept } from './keepLast';
import type { Reading } from './reading';

const CART: Spec = { name: 'cart', budget: 0.8, burnRates: { '5m': 20, '1h': 20 } };
const LOGIN: Spec = { name: 'login', status: 'burning', budget: 0.3 };

function after(...readings: Reading[]): Kept {
  const kept = readings.reduce<Kept | null>(keepLast, null);
  if (!kept) {
    throw new Error('nothing read');
  }
  return kept;
}

function summary({ rows }: Kept) {
  return rows.map(({ name, status, budget, stale }) => ({
    name,
    status,
    budget: budget.value,
    was: stale?.status ?? null,
  }));
}

test('a failed refresh keeps every row, blind, with the numbers of then', () => {
  const kept = after(reading([CART, LOGIN]), failedReading());
  expect(summary(kept)).toEqual([
    { name: 'cart', status: 'blind', budget: 0.8, was: 'healthy' },
    { name: 'login', status: 'blind', budget: 0.3, was: 'burning' },
  ]);
  expect(kept.rows[0]?.stale?.atMilliseconds).toBe(AT);
});

test('what explains and weighs the numbers of then stays with them', () => {
  const counted: Spec = {
    ...CART,
    ...{ eventSli: 0.9991, eventBudget: 0.91, badEvents: 9, totalEvents: 100_000 },
    details: { method: 'as recorded', eventMethod: 'counted', sinceMilliseconds: AT - 9e8, coverageRatio: 0.95 },
  };
  const then = {
    events: { sli: { value: 0.9991 }, budget: { value: 0.91 }, bad: 9, total: 100_000, method: 'counted' },
    ...{ method: 'as recorded', sinceMilliseconds: AT - 9e8, coverageRatio: 0.95 },
  };
  expect(after(reading([counted]), failedReading()).rows).toMatchObject([then]);
  const gone = lost({ ...counted, details: {} });
  expect(gone.eventBudget).toBeNull();
  expect(after(reading([counted]), reading([gone])).rows).toMatchObject([then]);
});

test('numbers of a period that is over are told with that period', () => {
  const november = { ...CART, details: { period: PERIOD, atMilliseconds: AT } };
  const december = {
    ...PERIOD,
    startMilliseconds: PERIOD.endMilliseconds,
    endMilliseconds: Date.UTC(2026, 11, 31, 23),
  };
  const gone = { ...lost(CART), details: { period: december, atMilliseconds: PERIOD.endMilliseconds + 60_000 } };
  expect(after(reading([november]), reading([gone])).rows).toMatchObject([{ period: PERIOD, budget: { value: 0.8 } }]);
});

test('it keeps them through any number of failures and lets go at the next good refresh', () => {
  const down = after(reading([CART]), failedReading(), failedReading(), failedReading());
  expect(summary(down)).toEqual([{ name: 'cart', status: 'blind', budget: 0.8, was: 'healthy' }]);
  expect(summary(keepLast(down, reading([{ ...CART, budget: 0.7 }])))).toEqual([
    { name: 'cart', status: 'healthy', budget: 0.7, was: null },
  ]);
});

test('a row that comes back as an error keeps its numbers, the others are new', () => {
  const kept = after(reading([CART, LOGIN]), reading([lost(CART), { ...LOGIN, budget: 0.2 }]));
  expect(summary(kept)).toEqual([
    { name: 'cart', status: 'blind', budget: 0.8, was: 'healthy' },
    { name: 'login', status: 'burning', budget: 0.2, was: null },
  ]);
});

test('an alert that is seen to burn stays burning though the budget is old', () => {
  const burning: Spec = { ...lost(CART), status: 'burning', burnRates: { '5m': 30, '1h': 25 } };
  const [row] = after(reading([CART]), reading([burning])).rows;
  expect(row).toMatchObject({ status: 'burning', budget: { value: 0.8 }, stale: { burnRates: false } });
  expect(row?.burnRates.map(({ rate }) => rate.value)).toEqual([30, 25]);
});

test('old burn rates do not look as if they fired now', () => {
  const pairs = [{ severity: 'page', short: '5m', long: '1h', factor: 14.4, state: 'firing' }];
  const firing = reading([{ ...CART, status: 'burning', details: { pairs } }]);
  expect(firing.rows[0]?.burnRates[0]?.fires).not.toBeNull();
  const [row] = after(firing, failedReading()).rows;
  expect(row?.burnRates.map(({ rate, fires }) => [rate.value, fires])).toEqual([
    [20, null],
    [20, null],
  ]);
});

test('a row that a good refresh leaves out is gone; one that a failed refresh leaves out stays', () => {
  expect(summary(after(reading([CART, LOGIN]), reading([LOGIN])))).toHaveLength(1);
  const partial = reading([LOGIN], { failures: [{ message: '503', refId: 'A' }] });
  expect(summary(after(reading([CART, LOGIN]), partial)).map(({ name, status }) => [name, status])).toEqual([
    ['login', 'burning'],
    ['cart', 'blind'],
  ]);
});

test('an answer without data is an answer: older numbers are forgotten', () => {
  const gone: Spec = { ...lost(CART), dataState: 'noData' };
  expect(summary(after(reading([CART]), reading([gone]), reading([lost(CART)])))).toEqual([
    { name: 'cart', status: 'blind', budget: null, was: null },
  ]);
});

test('a row that never had a number stays through a failure, without one', () => {
  expect(summary(after(reading([lost(CART)]), failedReading()))).toEqual([
    { name: 'cart', status: 'blind', budget: null, was: null },
  ]);
});

test.each([
  ['another question', { question: 'B' }, []],
  ['frames with other fields', { schema: 'other', rows: [] }, []],
])('nothing is carried over to %s', (_, extra, expected) => {
  expect(summary(after(reading([CART]), failedReading(extra)))).toEqual(expected);
});

test('while the answer is on its way the last one stays as it is', () => {
  const down = after(reading([CART]), failedReading());
  const loading = failedReading({ settled: false, failures: [] });
  expect(keepLast(down, loading).rows).toBe(down.rows);
});

describe('while an answer is on its way', () => {
  const MINUTE = 60_000;
  const later = (minutes: number, specs: readonly Spec[]): Reading => {
    const at = AT + minutes * MINUTE;
    const rows = reading(specs).rows.map((row) => ({ ...row, atMilliseconds: at }));
    return reading([], { rows, settled: false, toMilliseconds: at });
  };
  const shownAgain = (minutes: number) =>
    reading([CART, LOGIN], { settled: false, toMilliseconds: AT + minutes * MINUTE });

  test('how alerts stood is shown until it is known anew, but for what fires otherwise than before', () => {
    const told = reading([{ ...CART, alertStand: 'none' }]);
    const stand = (spec: Partial<Spec>) =>
      after(told, later(1, [{ ...CART, alertStand: '', ...spec }])).rows[0]?.alerts;
    expect(stand({})?.stand).toBe('none');
    expect(stand({ alertStand: 'silenced' })?.stand).toBe('silenced');
    expect(stand({ firingPair: 'page 5m/1h' })).toBeNull();
  });

  test('the rows that are there already are shown, with the last trend until theirs arrives', () => {
    const [trend] = reading([CART]).rows.map((row) => row.trend);
    const partOfIt = later(1, [{ ...CART, budget: 0.6, trend: [] }]);
    const kept = after(reading([CART, LOGIN]), shownAgain(1), partOfIt);
    expect(summary(kept)).toEqual([
      { name: 'cart', status: 'healthy', budget: 0.6, was: null },
      { name: 'login', status: 'burning', budget: 0.3, was: null },
    ]);
    expect(kept.rows[0]?.trend).toEqual(trend);
  });

  test('rows that a second refresh goes without are stale, the others are not', () => {
    const kept = after(reading([CART, LOGIN]), shownAgain(1), later(1, [CART]), later(2, [{ ...CART, budget: 0.5 }]));
    expect(summary(kept)).toEqual([
      { name: 'cart', status: 'healthy', budget: 0.5, was: null },
      { name: 'login', status: 'blind', budget: 0.3, was: 'burning' },
    ]);
  });

  test('nothing looks fresh that no refresh has answered', () => {
    const kept = after(reading([CART, LOGIN]), shownAgain(1), shownAgain(2), shownAgain(3));
    expect(kept.rows.map(({ status }) => status)).toEqual(['blind', 'blind']);
    expect(summary(keepLast(kept, reading([CART, LOGIN])))).toHaveLength(2);
    expect(keepLast(kept, reading([CART])).rows[0]?.status).toBe('healthy');
  });
});

test('rows shown again while another question is on its way are not remembered as its answer', () => {
  const stillTheOld = reading([CART], { question: 'B', settled: false });
  const shown = after(reading([CART]), stillTheOld);
  expect(summary(shown)).toHaveLength(1);
  expect(summary(keepLast(shown, failedReading({ question: 'B' })))).toEqual([]);
});

test.each([
  ['a failure', failedReading()],
  ['a good answer', reading([LOGIN])],
  ['a lost row', reading([lost(CART)])],
  ['a partial failure', reading([LOGIN], { failures: [{ message: 'x', refId: '' }] })],
  ['loading', failedReading({ settled: false })],
])('applying %s twice changes nothing', (_, next) => {
  const once = after(reading([CART]), next);
  expect(keepLast(once, next)).toEqual(once);
});
