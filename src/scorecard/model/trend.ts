import { FieldType, isDataFrame, type Field } from '@grafana/data';
import type { TrendPoint } from './row';
import { asNumber } from './values';

/** The points of a nested frame with a time and a number field; none when it is anything else. */
export function readTrend(value: unknown): TrendPoint[] {
  if (!isDataFrame(value)) {
    return [];
  }
  const fields: Field[] = value.fields;
  const times = fields.find(({ type }) => type === FieldType.time)?.values;
  const numbers = fields.find(({ type }) => type === FieldType.number)?.values;
  if (!times || !numbers) {
    return [];
  }
  return Array.from(times, (time, index) => ({ timeMilliseconds: Number(time), value: asNumber(numbers[index]) }));
}
