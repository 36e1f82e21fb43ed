import type { ColumnId } from '../model/columns';
import { layoutFor } from './layout';

const NO_ALERTS: readonly ColumnId[] = ['alert'];
const NEITHER: readonly ColumnId[] = ['alert', 'releases'];

test.each([
  [1600, 7, 'wide', ['status', 'slo', 'objective', 'sli', 'budget', 'trend', 'burnRates', 'exhaustion']],
  [1200, 7, 'wide', ['status', 'slo', 'sli', 'budget', 'burnRates', 'exhaustion']],
  [900, 7, 'wide', ['status', 'slo', 'sli', 'budget', 'trend', 'exhaustion']],
  [768, 7, 'wide', ['status', 'slo', 'sli', 'budget', 'exhaustion']],
  [680, 7, 'wide', ['status', 'slo', 'sli', 'budget']],
  [400, 7, 'compact', ['status', 'slo', 'budget']],
  [300, 7, 'stacked', ['status', 'slo', 'budget']],
  [1600, 0, 'wide', ['status', 'slo', 'objective', 'sli', 'budget', 'trend', 'exhaustion']],
])('%i pixels with %i windows', (width, windows, shape, columns) => {
  expect(layoutFor(width, windows, NEITHER)).toMatchObject({ shape, columns });
});

test.each([
  [1600, ['status', 'slo', 'objective', 'sli', 'budget', 'trend', 'burnRates', 'exhaustion', 'releases']],
  [1240, ['status', 'slo', 'sli', 'budget', 'burnRates', 'exhaustion', 'releases']],
  [1200, ['status', 'slo', 'sli', 'budget', 'burnRates', 'exhaustion']],
  [900, ['status', 'slo', 'sli', 'budget', 'exhaustion', 'releases']],
  [680, ['status', 'slo', 'sli', 'budget']],
  [400, ['status', 'slo', 'budget']],
])('%i pixels with releases', (width, columns) => {
  expect(layoutFor(width, 7, NO_ALERTS).columns).toEqual(columns);
});

test.each([
  [1600, ['status', 'slo', 'objective', 'sli', 'budget', 'trend', 'burnRates', 'exhaustion', 'alert', 'releases']],
  [1240, ['status', 'slo', 'sli', 'budget', 'burnRates', 'exhaustion', 'alert']],
  [900, ['status', 'slo', 'sli', 'budget', 'exhaustion', 'alert']],
])('%i pixels with alerts and releases', (width, columns) => {
  expect(layoutFor(width, 7, []).columns).toEqual(columns);
});

const OPTIONS = { columns: [], density: 'comfortable', textSize: 'normal' } as const;

test.each<[number, ColumnId[], ColumnId[]]>([
  [1600, ['slo', 'budget', 'status'], ['slo', 'budget', 'status']],
  [1600, ['budget', 'exhaustion'], ['slo', 'budget', 'exhaustion']],
  [520, ['trend', 'slo', 'sli', 'exhaustion'], ['slo', 'sli', 'exhaustion']],
  [300, ['slo', 'sli'], ['slo']],
  [200, ['slo', 'status', 'sli', 'budget'], ['status', 'slo', 'budget']],
])('%i pixels with columns of choice %j', (width, columns, shown) => {
  expect(layoutFor(width, 7, NO_ALERTS, { ...OPTIONS, columns }).columns).toEqual(shown);
});

test('text for the wall leaves room for fewer columns', () => {
  const wall = layoutFor(1350, 7, NO_ALERTS, { ...OPTIONS, textSize: 'wall' });
  expect(wall.zoom).toBe(1.5);
  expect(wall.columns).toEqual(layoutFor(900, 7, NO_ALERTS).columns);
});

test('a track for every column', () => {
  const { columns, template } = layoutFor(1600, 7, NO_ALERTS);
  expect(template.replace(/minmax\([^)]*\)/g, 'm').split(' ')).toHaveLength(columns.length);
});
