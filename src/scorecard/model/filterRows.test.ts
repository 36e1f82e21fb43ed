import fc from 'fast-check';
import { AT, sloFrame, type Spec } from '../testing';
import { countStatuses, filterRows, isFiltering, NO_FILTER, type RowFilter } from './filterRows';
import { readRows } from './readRows';

const SPECS: Spec[] = [
  { name: 'Cart', service: 'shop', owner: 'web', status: 'burning', labels: { region: 'eu' } },
  { name: 'login', service: 'id', owner: 'core', status: 'healthy', labels: { region: 'us' }, upstream: 'prom-a' },
  { name: 'mail', service: 'shop', owner: 'core', status: 'healthy', tool: 'sloth' },
];
const ROWS = readRows([sloFrame(SPECS)], AT);
const names = (filter: Partial<RowFilter>) => filterRows(ROWS, { ...NO_FILTER, ...filter }).map(({ name }) => name);

test.each<[Partial<RowFilter>, string[]]>([
  [{}, ['Cart', 'login', 'mail']],
  [{ text: '  ' }, ['Cart', 'login', 'mail']],
  [{ text: 'CART' }, ['Cart']],
  [{ text: 'core shop' }, ['mail']],
  [{ text: 'region=eu' }, ['Cart']],
  [{ text: 'prom-a' }, ['login']],
  [{ text: 'sloth' }, ['mail']],
  [{ text: '.*' }, []],
  [{ statuses: ['healthy'] }, ['login', 'mail']],
  [{ statuses: ['healthy', 'burning'] }, ['Cart', 'login', 'mail']],
  [{ services: ['shop'], owners: ['core'] }, ['mail']],
  [{ services: ['shop', 'id'], statuses: ['burning'] }, ['Cart']],
])('%j', (filter, expected) => {
  expect(names(filter)).toEqual(expected);
});

test('a filter leaves rows out and adds none, and a second time leaves out no more', () => {
  const filters = fc.record<RowFilter>({
    text: fc.constantFrom('', 'a', 'shop', 'core l', 'x'),
    statuses: fc.subarray(['burning', 'healthy', 'blind']),
    services: fc.subarray(['shop', 'id']),
    owners: fc.subarray(['web', 'core']),
  });
  fc.assert(
    fc.property(filters, (filter) => {
      const shown = filterRows(ROWS, filter);
      expect(shown).toEqual(ROWS.filter((row) => shown.includes(row)));
      expect(filterRows(shown, filter)).toEqual(shown);
      expect(isFiltering(filter) || shown.length === ROWS.length).toBe(true);
    })
  );
});

test('a status is counted among what the rest of the filter leaves, worst first', () => {
  expect(countStatuses(ROWS, NO_FILTER)).toEqual([
    { status: 'burning', count: 1 },
    { status: 'healthy', count: 2 },
  ]);
  expect(countStatuses(ROWS, { ...NO_FILTER, owners: ['core'], statuses: ['burning', 'blind'] })).toEqual([
    { status: 'burning', count: 0 },
    { status: 'blind', count: 0 },
    { status: 'healthy', count: 2 },
  ]);
});
