import { createTheme, FieldType, getDisplayProcessor } from '@grafana/data';
import { objectiveDecimals, sliDecimals } from './fields';

it.each([
  [[], 0, '100%'],
  [[0.99], 0, '99%'],
  [[0.9995], 2, '99.95%'],
  [[0.9, 0.99999], 3, '99.999%'],
  [[null, 0.999], 1, '99.9%'],
  [[0.57], 0, '57%'],
])('of objectives %j every digit is seen with %i decimals: %s', (ratios, decimals, text) => {
  expect([objectiveDecimals(ratios), sliDecimals(ratios)]).toEqual([decimals, decimals + 2]);
  const display = getDisplayProcessor({
    field: { type: FieldType.number, config: { unit: 'percentunit', decimals: objectiveDecimals(ratios) } },
    theme: createTheme(),
  });
  const shown = display(ratios.at(-1) ?? 1);
  expect(`${shown.text}${shown.suffix}`).toBe(text);
});
