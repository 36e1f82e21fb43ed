import fc from 'fast-check';
import { AT, sloFrame, type Spec } from '../testing';
import { COLUMNS, type ColumnId } from './columns';
import { readRows } from './readRows';
import { nextSort, sortRows, WORST_FIRST, type Direction, type Sort } from './sortRows';

const ratio = fc.option(fc.constantFrom(-1, 0, 0.2, 0.5, 1));
const spec: fc.Arbitrary<Spec> = fc.record({
  name: fc.constantFrom('a', 'B', 'c'),
  service: fc.constantFrom('x', 'y'),
  id: fc.constantFrom('1', '2', '3', '4'),
  status: fc.constantFrom('burning', 'blind', 'breached', 'healthy'),
  objective: ratio,
  sli: ratio,
  budget: ratio,
  policy: fc.constantFrom('freeze', 'unknown', 'signOff', 'normal'),
  exhaustion: fc.option(fc.constantFrom(60, 3600, Infinity)),
  burnRates: fc.record({ '5m': ratio, '1h': ratio }),
  trend: fc.array(ratio, { maxLength: 3 }),
});
const sorts = fc.record({
  column: fc.constantFrom(...COLUMNS),
  direction: fc.constantFrom<Direction>('ascending', 'descending'),
});
const rowsOf = (specs: readonly Spec[]) => readRows([sloFrame(specs)], AT);
const ids = (specs: readonly Spec[], sort: Sort) => sortRows(rowsOf(specs), sort).map(({ id }) => id);

test('no row is lost or doubled', () => {
  fc.assert(
    fc.property(fc.array(spec), sorts, (specs, sort) => {
      const rows = rowsOf(specs);
      const sorted = sortRows(rows, sort);
      expect(sorted).toHaveLength(rows.length);
      expect(new Set(sorted)).toEqual(new Set(rows));
    })
  );
});

test('the order does not depend on the order of the answer', () => {
  const shuffled = fc.array(spec).chain((specs) => {
    const rows = rowsOf(specs);
    return fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }));
  });
  fc.assert(
    fc.property(shuffled, sorts, ([rows, others], sort) => {
      expect(sortRows(others, sort)).toEqual(sortRows(rows, sort));
    })
  );
});

test.each<[ColumnId, Spec[], string[]]>([
  ['slo', [{ name: 'b' }, { name: 'A' }, { name: 'c' }], ['A', 'b', 'c']],
  [
    'sli',
    [
      { name: 'half', sli: 0.5 },
      { name: 'none', sli: null },
      { name: 'low', sli: 0.1 },
    ],
    ['low', 'half', 'none'],
  ],
  [
    'budget',
    [
      { name: 'full', budget: 1 },
      { name: 'none', budget: null },
      { name: 'over', budget: -2 },
    ],
    ['over', 'full', 'none'],
  ],
  [
    'exhaustion',
    [
      { name: 'none', budget: null, status: 'blind', dataState: 'noData' },
      { name: 'never', exhaustion: null, burnRates: { '6h': 0.1 } },
      { name: 'soon', exhaustion: 60 },
      { name: 'gone', budget: -1, status: 'breached' },
    ],
    ['gone', 'soon', 'never', 'none'],
  ],
  [
    'trend',
    [{ name: 'up', trend: [0.1, 0.5] }, { name: 'none' }, { name: 'down', trend: [0.9, 0.2] }],
    ['down', 'up', 'none'],
  ],
])('by %s the least comes first, and last when reversed; what is unknown is last in both', (column, specs, names) => {
  const named = (direction: Direction) => sortRows(rowsOf(specs), { column, direction }).map(({ name }) => name);
  const known = names.filter((name) => name !== 'none');
  const unknown = names.filter((name) => name === 'none');
  expect(named('ascending')).toEqual([...known, ...unknown]);
  expect(named('descending')).toEqual([...known.reverse(), ...unknown]);
});

test('the strictest policy and the highest burn rate come first', () => {
  const specs: Spec[] = [
    { name: 'normal', id: 'normal', policy: 'normal', burnRates: { '5m': 1, '1h': 9 } },
    { name: 'unknown', id: 'unknown', policy: 'unknown', burnRates: { '5m': null } },
    { name: 'freeze', id: 'freeze', policy: 'freeze', burnRates: { '5m': 3, '1h': 2 } },
    { name: 'sign', id: 'sign', policy: 'signOff', burnRates: { '5m': 5, '1h': 5 } },
  ];
  expect(ids(specs, { column: 'releases', direction: 'descending' })).toEqual(['freeze', 'sign', 'normal', 'unknown']);
  expect(ids(specs, { column: 'burnRates', direction: 'descending' })).toEqual(['normal', 'sign', 'freeze', 'unknown']);
});

test('best first keeps the lowest budget first among equals', () => {
  const specs: Spec[] = [
    { name: 'fire', id: 'fire', status: 'burning' },
    { name: 'half', id: 'half', budget: 0.5 },
    { name: 'low', id: 'low', budget: 0.2 },
  ];
  expect(ids(specs, { column: 'status', direction: 'ascending' })).toEqual(['low', 'half', 'fire']);
  expect(ids(specs, WORST_FIRST)).toEqual(['fire', 'low', 'half']);
});

test('clicks on one heading sort, reverse and go back to worst first', () => {
  const first = nextSort(WORST_FIRST, 'budget');
  const second = nextSort(first, 'budget');
  expect([first, second, nextSort(second, 'budget')]).toEqual([
    { column: 'budget', direction: 'ascending' },
    { column: 'budget', direction: 'descending' },
    { column: 'status', direction: 'descending' },
  ]);
  expect(nextSort(second, 'burnRates')).toEqual({ column: 'burnRates', direction: 'descending' });
});
