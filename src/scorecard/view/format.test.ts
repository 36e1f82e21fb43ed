import { formattedValueToString } from '@grafana/data';
import { readRows } from '../model/readRows';
import { sloFrame, theme } from '../testing';
import { createFormat } from './format';

/** As the data source chose decimals for other panels, and perhaps somebody others for this one. */
function shown(configured: number) {
  const frame = sloFrame([{ name: 'a', objective: 0.99, sli: 0.98765 }]);
  for (const field of frame.fields.filter(({ name }) => name === 'sli')) {
    field.config = { ...field.config, decimals: configured, custom: { ...field.config.custom, decimals: 4 } };
  }
  const [row] = readRows([frame], 0);
  return formattedValueToString(createFormat(theme, 'utc').sli(row!));
}

test('decimals of the frame itself are no choice of anybody, those of the panel are', () => {
  expect(shown(4)).toBe('98.77%');
  expect(shown(1)).toBe('98.8%');
});
