import fc from 'fast-check';
import { gridMove, type GridPosition } from './gridMove';

const SIZE = { rows: 101, columns: 8, page: 10 };
const press = (key: string, at: GridPosition, ctrlKey = false) => gridMove({ key, ctrlKey }, at, SIZE);
const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'];

test.each<[string, boolean, [number, number], [number, number]]>([
  ['ArrowDown', false, [0, 3], [1, 3]],
  ['ArrowDown', false, [100, 3], [100, 3]],
  ['ArrowUp', false, [1, 3], [0, 3]],
  ['ArrowRight', false, [4, 7], [4, 7]],
  ['ArrowLeft', false, [4, 3], [4, 2]],
  ['Home', false, [4, 3], [4, 0]],
  ['End', false, [4, 3], [4, 7]],
  ['Home', true, [4, 3], [0, 0]],
  ['End', true, [4, 3], [100, 7]],
  ['PageDown', false, [4, 3], [14, 3]],
  ['PageDown', false, [95, 3], [100, 3]],
  ['PageUp', false, [25, 3], [15, 3]],
  ['PageUp', false, [5, 3], [1, 3]],
  ['PageUp', false, [0, 3], [0, 3]],
])('%s (control: %s) from %j leads to %j', (key, ctrlKey, [row, column], [toRow, toColumn]) => {
  expect(press(key, { row, column }, ctrlKey)).toEqual({ row: toRow, column: toColumn });
});

test.each(['a', 'Tab', 'Enter', 'Escape', ' '])('%j moves nowhere', (key) => {
  expect(press(key, { row: 1, column: 1 })).toBeNull();
});

test('the arrows belong to the browser while the control key is held', () => {
  expect(press('ArrowRight', { row: 1, column: 1 }, true)).toBeNull();
});

test('whatever the size, a key leads to a cell that is there', () => {
  const grid = fc.record({
    rows: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 4 }),
    page: fc.nat(12),
  });
  fc.assert(
    fc.property(grid, fc.nat(20), fc.nat(9), fc.constantFrom(...KEYS), (size, row, column, key) => {
      const to = gridMove({ key, ctrlKey: false }, { row, column }, size);
      expect(to!.row).toBeGreaterThanOrEqual(0);
      expect(to!.row).toBeLessThan(size.rows);
      expect(to!.column).toBeGreaterThanOrEqual(0);
      expect(to!.column).toBeLessThan(size.columns);
    })
  );
});
