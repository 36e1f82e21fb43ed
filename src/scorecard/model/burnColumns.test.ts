import { AT, sloFrame } from '../testing';
import { burnColumns, placeBurnRates } from './burnColumns';
import { readRows } from './readRows';
import type { ScoreRow } from './row';

const seconds: Record<string, number> = {
  '5m': 300,
  '30m': 1800,
  '1h': 3600,
  '1h4m': 3840,
  '6h': 21_600,
  '6h26m': 23_160,
  '12h': 43_200,
  '4w': 2_419_200,
};

/** Rows that have the windows given, each with the number of its window as its burn rate. */
function rowsOf(...windows: string[][]): ScoreRow[] {
  const specs = windows.map((own, index) => ({
    name: String(index),
    burnRates: Object.fromEntries(own.map((window) => [window, 1])),
    details: {
      atMilliseconds: AT,
      burnRates: own.map((window) => ({ window, windowSeconds: seconds[window], value: 1, state: 'measured' })),
    },
  }));
  return readRows([sloFrame(specs)], AT);
}

function windowsIn(rows: readonly ScoreRow[], row: ScoreRow): Array<string | null> {
  const columns = burnColumns(rows);
  const placed = placeBurnRates(columns, row.burnRates);
  return columns.map((column) => placed.get(column.seconds)?.window ?? null);
}

const common = ['5m', '30m', '1h', '6h'];

test('a row has the windows of its own, not those of others', () => {
  const [one, other] = rowsOf(common, ['12h']);
  expect(one!.burnRates.map(({ window }) => window)).toEqual(common);
  expect(other!.burnRates.map(({ window }) => window)).toEqual(['12h']);
});

test('there is a column for each window that most rows have, seven at most', () => {
  const rows = rowsOf(['5m', '30m', '1h', '6h', '12h'], ['5m', '30m', '1h', '6h'], ['1h4m', '6h26m', '4w']);
  expect(burnColumns(rows).map(({ window }) => window)).toEqual(['5m', '30m', '1h', '1h4m', '6h', '6h26m', '12h']);
  expect(burnColumns(rows.slice(0, 2)).map(({ window }) => window)).toEqual(['5m', '30m', '1h', '6h', '12h']);
});

test('a window without a column stands in the nearest free one, and not in one of another scale', () => {
  const many = Array.from({ length: 3 }, () => [...common, '1h4m', '12h', '6h26m']);
  const rows = rowsOf(...many, ['5m', '4w'], ['5m', '30m']);
  const columns = burnColumns(rows).filter(({ window }) => common.includes(window));
  const place = (own: string[]) => {
    const [row] = rowsOf(own);
    const placed = placeBurnRates(columns, row!.burnRates);
    return columns.map((column) => placed.get(column.seconds)?.window ?? null);
  };
  expect(place(['5m', '1h4m', '6h26m'])).toEqual(['5m', null, '1h4m', '6h26m']);
  // The column of its own window is never given to another.
  expect(place(['1h', '1h4m'])).toEqual([null, null, '1h', null]);
  expect(place(['4w'])).toEqual([null, null, null, null]);
  expect(windowsIn(rows, rows[3]!)[0]).toBe('5m');
});
