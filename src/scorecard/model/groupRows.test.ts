import fc from 'fast-check';
import { AT, sloFrame, type Spec } from '../testing';
import type { ColumnId } from './columns';
import { groupLabels, groupRows } from './groupRows';
import { groupLines } from './lines';
import { readRows } from './readRows';
import { WORST_FIRST, type Direction, type Sort } from './sortRows';

const rowsOf = (specs: readonly Spec[]) => readRows([sloFrame(specs)], AT);
const region = (value: string, spec: Spec): Spec => ({ ...spec, labels: value === '' ? {} : { region: value } });
const COUNTED = { badEvents: 10, totalEvents: 1000 };
const SPECS: Spec[] = [
  region('eu', { name: 'a', status: 'burning', budget: 0.6, ...COUNTED, burnRates: { '5m': 20, '1h': 2 } }),
  region('eu', { name: 'b', budget: 0.2, badEvents: 0, totalEvents: 9000, burnRates: { '5m': 1, '1h': 3 } }),
  region('us', { name: 'c', budget: 0.1, ...COUNTED }),
  region('us', { name: 'd', budget: 0.9, sli: 0.99 }),
  region('', { name: 'e', budget: 0.5, badEvents: 1, totalEvents: 10 }),
];
const grouped = (sort: Sort = WORST_FIRST, specs = SPECS) => groupRows(rowsOf(specs), rowsOf(specs), 'region', sort);

test('a group is as bad as its worst row, counts events and not ratios, and tells the least budget and the fastest burn', () => {
  const [eu, us, none] = grouped();
  expect(eu).toMatchObject({
    name: 'eu',
    status: 'burning',
    counts: { burning: 1, healthy: 1 },
    sli: { state: 'known', ratio: 1 - 10 / 10_000 },
    budgetRemaining: { value: 0.2 },
    leastBudget: { row: { name: 'b' } },
    burnRates: [
      { window: '5m', rate: { value: 20 } },
      { window: '1h', rate: { value: 3 } },
    ],
  });
  expect(us).toMatchObject({ name: 'us', sli: { state: 'absent', reason: { kind: 'ratiosOnly', slos: 1 } } });
  expect(none).toMatchObject({ name: '', sli: { ratio: 0.9 } });
});

test('windows of another length have no common SLI', () => {
  const [group] = grouped(WORST_FIRST, [
    region('eu', { name: 'a', ...COUNTED }),
    region('eu', { name: 'b', window: 60, ...COUNTED }),
  ]);
  expect(group?.sli).toEqual({ state: 'absent', reason: { kind: 'differentWindows' } });
});

test.each<[ColumnId, Direction, string[]]>([
  ['status', 'descending', ['eu', 'us', '']],
  ['slo', 'descending', ['us', 'eu', '']],
  ['budget', 'ascending', ['us', 'eu', '']],
  ['budget', 'descending', ['', 'eu', 'us']],
  ['sli', 'ascending', ['', 'eu', 'us']],
])('groups by %s, %s, stand by the number they show', (column, direction, names) => {
  expect(grouped({ column, direction }).map(({ name }) => name)).toEqual(names);
});

test('a filter leaves a group that knows how many it had', () => {
  const rows = rowsOf(SPECS);
  const [group] = groupRows(rows.slice(1, 2), rows, 'region', WORST_FIRST);
  expect(group).toMatchObject({ name: 'eu', all: 2, status: 'healthy' });
  expect(group?.rows.map(({ name }) => name)).toEqual(['b']);
});

test('what rows have can be grouped by', () => {
  expect(groupLabels(rowsOf(SPECS))).toEqual(['service', 'upstream', 'region']);
  expect(groupLabels(rowsOf([{ name: 'a', owner: 'web', labels: { service: 'x', zone: 'b', app: 'a' } }]))).toEqual([
    'service',
    'owner',
    'upstream',
    'app',
    'zone',
  ]);
  const named = rowsOf([{ name: 'a', service: 'shop', labels: { service: 'other' } }]);
  expect(groupRows(named, named, 'service', WORST_FIRST).map(({ name }) => name)).toEqual(['shop']);
});

describe('whatever the rows', () => {
  const ratio = fc.option(fc.constantFrom(-1, 0, 0.2, 0.5));
  const spec: fc.Arbitrary<Spec> = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    id: fc.constantFrom('1', '2', '3', '4', '5'),
    status: fc.constantFrom('burning', 'blind', 'healthy'),
    budget: ratio,
    badEvents: fc.option(fc.constantFrom(0.1, 0.2, 0.3)),
    totalEvents: fc.option(fc.constantFrom(7, 10, 0.7)),
    labels: fc.record({ region: fc.constantFrom('eu', 'us', '') }, { requiredKeys: [] }),
  });
  const sorts = fc.record({
    column: fc.constantFrom<ColumnId>('status', 'slo', 'sli', 'budget', 'trend', 'burnRates', 'exhaustion', 'releases'),
    direction: fc.constantFrom<Direction>('ascending', 'descending'),
  });

  test('none is lost or doubled, and a group is healthy only where all of it is', () => {
    fc.assert(
      fc.property(fc.array(spec), sorts, (specs, sort) => {
        const rows = rowsOf(specs);
        const groups = groupRows(rows, rows, 'region', sort);
        const shown = groups.flatMap((group) => [...group.rows]);
        expect(shown).toHaveLength(rows.length);
        expect(new Set(shown)).toEqual(new Set(rows));
        expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
        for (const { status, rows: own, all } of groups) {
          expect(status === 'healthy').toBe(own.every((row) => row.status === 'healthy'));
          expect(all).toBe(own.length);
        }
      }),
      { numRuns: 60 }
    );
  });

  test('groups, their numbers and their order do not depend on the order of the answer', () => {
    const shuffled = fc.array(spec).chain((specs) => {
      const rows = rowsOf(specs);
      return fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }));
    });
    fc.assert(
      fc.property(shuffled, sorts, ([rows, others], sort) => {
        expect(groupRows(others, others, 'region', sort)).toEqual(groupRows(rows, rows, 'region', sort));
      }),
      { numRuns: 60 }
    );
  });

  test('a closed group shows itself alone, an open one its rows below it', () => {
    fc.assert(
      fc.property(fc.array(spec), fc.subarray(['eu', 'us', '']), (specs, open) => {
        const rows = rowsOf(specs);
        const groups = groupRows(rows, rows, 'region', WORST_FIRST);
        const isOpen = (id: string) => groups.some((group) => group.id === id && open.includes(group.name));
        expect(groupLines(groups, isOpen).map(({ id }) => id)).toEqual(
          groups.flatMap(({ id, name, rows: own }) => [id, ...(open.includes(name) ? own.map((row) => row.id) : [])])
        );
      }),
      { numRuns: 60 }
    );
  });
});
