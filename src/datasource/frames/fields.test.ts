import { createTheme, FieldType, getDisplayProcessor } from '@grafana/data';
import { lineDecimals, objectiveDecimals, sliDecimals } from './fields';

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

it.each([
  [0.999, [1, null, 0.9995], 3],
  [0.999, [1, null, 0.96], 2],
  [0.9995, [1], 4],
  [0.9995, [0.998], 3],
  [0.95, [0.97], 2],
  [0.95, [0], 1],
  [1, [], 1],
])('an axis from 100%% down to the objective %d and to %j has %i decimals', (objective, ratios, decimals) => {
  expect(lineDecimals(objective, ratios)).toBe(decimals);
});
