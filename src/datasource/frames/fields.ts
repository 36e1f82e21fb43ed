import { FieldType, MappingType, type ValueMapping } from '@grafana/data';

/** The type of Grafana's for each that a table of core/frame names. */
export const FIELD_TYPES = {
  time: FieldType.time,
  string: FieldType.string,
  number: FieldType.number,
  boolean: FieldType.boolean,
  frame: FieldType.frame,
  other: FieldType.other,
} as const;

/** So that Grafana's own table marks what must not be overlooked. */
export const SEVERITY_MAPPING: ValueMapping = {
  type: MappingType.ValueToText,
  options: { page: { color: 'semi-dark-red', index: 0 }, ticket: { color: 'orange', index: 1 } },
};

/** What a field of times holds. */
export function milliseconds(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000;
}
