import { FieldType, toDataFrame } from '@grafana/data';
import { AT, PERIOD, sloFrame, trendFrame, type Spec } from '../testing';
import { readRows } from './readRows';
import type { ScoreRow } from './row';

function readRow(spec: Omit<Spec, 'name'>): ScoreRow {
  const [row] = readRows([sloFrame([{ name: 'a', ...spec }])], AT);
  if (!row) {
    throw new Error('no row');
  }
  return row;
}

function covered(dataState: string, coverageRatio: number): Omit<Spec, 'name'> {
  return { dataState, details: { coverageRatio } };
}

test('concatenates frames and leaves out those that are no SLOs', () => {
  const other = toDataFrame({ fields: [{ name: 'value', type: FieldType.number, values: [1] }] });
  const rows = readRows([sloFrame([{ name: 'a' }]), other, sloFrame([{ name: 'b' }], 'B')], AT);
  expect(rows.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('rows with the same id are told apart, the first keeping its id', () => {
  const rows = readRows([sloFrame([{ name: 'a' }, { name: 'a' }]), sloFrame([{ name: 'a' }])], AT);
  expect(rows.map(({ id }) => id)).toEqual(['shop/a', 'shop/a#2', 'shop/a#3']);
});

test('without an id the row is known by what tells it apart', () => {
  const ids = readRows(
    [
      sloFrame([
        { id: '', name: 'a', labels: { region: 'eu' } },
        { id: '', name: 'a', labels: { region: 'us' } },
      ]),
    ],
    AT
  ).map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
});

test.each([
  ['a frame of three fields is enough', {}, 'healthy', null],
  ['a status nobody knows', { status: 'splendid' }, 'blind', 'unknownStatus'],
  ['healthy without a number', { budget: null }, 'blind', 'healthyWithoutNumber'],
  ['healthy with an error', { dataState: 'error' }, 'blind', 'healthyWithoutNumber'],
  ['healthy without data', { dataState: 'noData' }, 'blind', 'healthyWithoutNumber'],
  ['healthy without traffic', { dataState: 'noTraffic', budget: null }, 'blind', 'healthyWithoutNumber'],
  ['healthy, most of the window seen', covered('gapsSkipped', 0.9), 'healthy', null],
  ['healthy, most of the window seen, a part missing', covered('partial', 0.95), 'healthy', null],
  ['healthy, too little of the window seen', covered('partial', 0.89), 'blind', 'healthyNotCovered'],
  ['healthy, nobody knows how much was seen', { dataState: 'gapsSkipped' }, 'blind', 'healthyNotCovered'],
  ['at risk, too little of the window seen', { ...covered('partial', 0.1), status: 'atRisk' }, 'atRisk', null],
  ['healthy by counted events only', { budget: null, eventBudget: 1 }, 'blind', 'healthyWithoutNumber'],
  ['burning without a number', { status: 'burning', budget: null }, 'burning', null],
] as const)('status: %s', (_, spec, status, doubt) => {
  expect(readRow(spec)).toMatchObject({ status, statusDoubt: doubt });
});

test.each([
  [null, undefined, null, 'noData'],
  [NaN, undefined, null, 'noData'],
  [0, undefined, 0, 'measured'],
  [-9, undefined, -9, 'measured'],
  [0.4, 'nonsense', 0.4, 'measured'],
  [null, 'noTraffic', null, 'noTraffic'],
])('a budget of %s in state %s reads as %s, %s', (budget, dataState, value, state) => {
  const row = readRow({ status: 'blind', budget, dataState: dataState ?? '' });
  expect(row.budget.value).toBe(value);
  expect(row.dataState).toBe(state);
});

test('burn rates are ordered by window and marked by the pairs that fire', () => {
  const pair = (severity: string, short: string, long: string, factor: number, state: string) => ({
    ...{ severity, short, long, factor, state },
  });
  const { burnRates } = readRow({
    burnRates: { '1d': 2, '5m': 20, '1h': 15, '6h': 1.5, '3d': 1.2, bad: 9 },
    details: {
      pairs: [
        pair('ticket', '6h', '3d', 1, 'firing'),
        pair('page', '5m', '1h', 14.4, 'firing'),
        pair('ticket', '5m', '1d', 1, 'quiet'),
      ],
    },
  });
  expect(burnRates.map(({ window, fires }) => [window, fires?.severity ?? null])).toEqual([
    ['5m', 'page'],
    ['1h', 'page'],
    ['6h', 'ticket'],
    ['1d', null],
    ['3d', 'ticket'],
  ]);
});

test('a window in a firing pair that does not exceed the factor is not marked', () => {
  const details = { pairs: [{ severity: 'page', short: '5m', long: '1h', factor: 14.4, state: 'firing' }] };
  const { burnRates } = readRow({ burnRates: { '5m': 14.4, '1h': 15 }, details });
  expect(burnRates.map(({ fires }) => fires !== null)).toEqual([false, true]);
});

test('a window that reaches the factor is marked where that is enough', () => {
  const pair = { severity: 'page', short: '5m', long: '1h', factor: 14.4, comparison: '>=', state: 'firing' };
  const { burnRates } = readRow({ burnRates: { '5m': 14.4, '1h': 14.3 }, details: { pairs: [pair] } });
  expect(burnRates.map(({ fires }) => fires)).toEqual([{ severity: 'page', factor: 14.4, comparison: '>=' }, null]);
});

test('a burn rate without a number has the state its details give, and is none of the row where they know nothing of it', () => {
  const { burnRates } = readRow({
    burnRates: { '5m': null, '1h': null },
    details: { burnRates: [{ window: '5m', windowSeconds: 300, state: 'noTraffic', reason: '0/0' }] },
  });
  expect(burnRates.map(({ state, reason }) => [state, reason])).toEqual([['noTraffic', '0/0']]);
});

test.each([
  ['in', { exhaustion: 3600, burnRates: { '6h': 5 } }],
  ['spent', { budget: 0, exhaustion: 0 }],
  ['spent', { budget: -0.4, exhaustion: null }],
  ['notAtThisRate', { exhaustion: null, burnRates: { '6h': 0.4 } }],
  ['unknown', { exhaustion: null, burnRates: { '6h': null } }],
  ['unknown', { exhaustion: null, burnRates: { '6h': 3 } }],
  ['unknown', { exhaustion: null }],
  ['unknown', { budget: null, exhaustion: null, burnRates: { '6h': 0.4 } }],
  [
    'notThisPeriod',
    { exhaustion: null, burnRates: { '6h': 3 }, details: { period: PERIOD, exhaustionRateWindow: '6h' } },
  ],
  ['in', { exhaustion: 3600, burnRates: { '6h': 3 }, details: { period: PERIOD, exhaustionRateWindow: '6h' } }],
  ['spent', { budget: -1, details: { period: PERIOD, exhaustionRateWindow: '6h' } }],
  ['unknown', { exhaustion: null, details: { period: PERIOD, exhaustionRateWindow: '' } }],
])('exhaustion is %s for %j', (kind, spec) => {
  expect(readRow(spec).exhaustion.kind).toBe(kind);
});

test('reads the calendar period, and none from what has no start or end', () => {
  expect(readRow({ details: { period: PERIOD } }).period).toEqual(PERIOD);
  expect(readRow({ details: { period: { ...PERIOD, endMilliseconds: 'never' } } }).period).toBeNull();
  expect(readRow({ details: {} }).period).toBeNull();
});

test.each([null, 'text', 7, [], { pairs: 'no', problems: [null, 3, { text: '' }], burnRates: [{}] }])(
  'details of %j do no harm',
  (details) => {
    const row = readRow({ details });
    expect(row.problems).toEqual([]);
    expect(row.atMilliseconds).toBe(AT);
  }
);

test('reads the trend, and nothing from what is no frame with time and number', () => {
  expect(readRow({ trend: [1, null, 0.5] }).trend.map(({ value }) => value)).toEqual([1, null, 0.5]);
  const frame = sloFrame([{ name: 'a' }, { name: 'b' }]);
  const trend = frame.fields.find(({ name }) => name === 'trend');
  trend?.values.splice(0, 2, 'text', { ...trendFrame([1]), fields: [] });
  expect(readRows([frame], AT).map((row) => row.trend)).toEqual([[], []]);
});

test('reads counted events, where the data begin, links and the upstream', () => {
  const details = { eventMethod: 'good over total', sinceMilliseconds: AT - 9e8, coverageRatio: 0.4 };
  const links = [{ kind: 'runbook', title: '', url: 'https://runbooks.example' }];
  expect(
    readRow({ eventSli: 0.99, eventBudget: -9, badEvents: 1.5, totalEvents: 150, links, details, upstream: 'us' })
  ).toMatchObject({
    events: { sli: { value: 0.99 }, budget: { value: -9 }, bad: 1.5, total: 150, method: 'good over total' },
    sinceMilliseconds: AT - 9e8,
    coverageRatio: 0.4,
    links,
    upstream: 'us',
  });
});

test('a frame of the required fields alone has none of what is optional', () => {
  const frame = toDataFrame({
    fields: [
      { name: 'name', values: ['a'] },
      { name: 'status', values: ['healthy'] },
      { name: 'budgetRemaining', values: [0.5] },
    ],
  });
  const nothing = { value: null, field: null };
  expect(readRows([frame], AT)).toMatchObject([
    {
      status: 'healthy',
      events: { sli: nothing, budget: nothing, bad: null, total: null, method: '' },
      sinceMilliseconds: null,
      coverageRatio: null,
      links: [],
      upstream: '',
    },
  ]);
});
