import { AT, failedReading, lost, reading, sloFrame, type Spec } from '../testing';
import { keepLast } from './keepLast';
import { readRows } from './readRows';
import { statusChanges } from './statusChanges';

const rows = (statuses: Record<string, string>) =>
  readRows([sloFrame(Object.entries(statuses).map(([name, status]): Spec => ({ name, status })))], AT);
const changes = (before: Record<string, string>, after: Record<string, string>) =>
  statusChanges(rows(before), rows(after)).map(({ row, from, isWorse }) => [row.name, from, row.status, isWorse]);

test('the worst news comes first and good news last, however the rows come', () => {
  const before = { a: 'burning', b: 'healthy', c: 'healthy', d: 'healthy', e: 'atRisk' };
  const after = { e: 'atRisk', d: 'smouldering', c: 'burning', b: 'blind', a: 'healthy' };
  expect(changes(before, after)).toEqual([
    ['c', 'healthy', 'burning', true],
    ['b', 'healthy', 'blind', true],
    ['d', 'healthy', 'smouldering', true],
    ['a', 'burning', 'healthy', false],
  ]);
});

test('rows that come or go have not changed', () => {
  expect(changes({ a: 'healthy', gone: 'healthy' }, { a: 'healthy', new: 'burning' })).toEqual([]);
});

test('a refresh that fails changes nothing, and the next one is compared with what was known', () => {
  const specs: Spec[] = [
    { name: 'a', status: 'healthy' },
    { name: 'b', status: 'burning' },
  ];
  const good = keepLast(null, reading(specs));
  const failed = keepLast(good, failedReading());
  expect(failed.rows.map(({ status }) => status)).toEqual(['blind', 'blind']);
  expect(statusChanges(good.rows, failed.rows)).toEqual([]);
  const partly = keepLast(failed, reading([lost(specs[0]!), { name: 'b', status: 'healthy' }]));
  expect(statusChanges(failed.rows, partly.rows)).toMatchObject([{ row: { name: 'b' }, from: 'burning' }]);
});
