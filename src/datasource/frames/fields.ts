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

/** Decimals of a percentage by which every digit of the objectives is seen: 2 for 0.9995. Unknown objectives need none. */
export function objectiveDecimals(objectiveRatios: ReadonlyArray<number | null>): number {
  const decimals = objectiveRatios.map((ratio) => {
    // As Grafana writes percentages: fractions times 100 are off by some 1e-14.
    const [, digits = ''] = ((ratio ?? 1) * 100).toFixed(MOST_DECIMALS).replace(/0+$/, '').split('.');
    return digits.length;
  });
  return Math.max(0, ...decimals);
}

/** Decimals by which an SLI is told from an objective that is near. */
export function sliDecimals(objectiveRatios: ReadonlyArray<number | null>): number {
  return objectiveDecimals(objectiveRatios) + 2;
}

/**
 * Decimals of a line of SLIs: an axis has those of its first line, so that no two of its ticks may look alike, and an axis
 * that goes down to the fire needs fewer than one that ends at the objective. A value is still told from the objective.
 */
export function lineDecimals(objectiveRatio: number | null, ratios: ReadonlyArray<number | null>): number {
  const least = ratios.reduce<number>((found, ratio) => Math.min(found, ratio ?? found), objectiveRatio ?? 1);
  const stepPercent = (100 * (1 - least)) / MOST_TICKS;
  // Ticks are 1, 2, 2.5 or 5 apart, or ten times as many, or a tenth: those of 2.5 have the most digits.
  const ofTicks = stepPercent > 0 ? Math.floor(Math.log10(25 / stepPercent)) : 0;
  const most = sliDecimals([objectiveRatio]);
  return Math.min(most, Math.max(most - 1, ofTicks));
}

/** Of the axis of a panel that fills a screen. */
const MOST_TICKS = 30;

/** A percentage of more digits is no objective of any service. */
const MOST_DECIMALS = 8;

/** Times of what is known to minutes: more would look as if it were known to seconds. */
export const TO_THE_MINUTE = 'time:YYYY-MM-DD HH:mm';

/** What a field of times holds. */
export function milliseconds(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000;
}
