/** @jest-environment node */
import { durationText } from './duration';

test.each([
  [0, '0s'],
  [90, '1m30s'],
  [3840, '1h4m'],
  [3 * 86_400, '3d'],
  [7 * 86_400, '1w'],
  [28 * 86_400, '4w'],
  [30 * 86_400, '30d'],
  [365 * 86_400, '1y'],
  [370_260, '4d6h51m'],
])('%d seconds are printed as Prometheus does: %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
