import type { Field } from '@grafana/data';
import type { SloTableFieldSpec } from '../../core/frame/sloTable';

/** How many of the contract's unit one of another is: its ratios are fractions and its durations seconds. */
const FACTORS: Partial<Record<NonNullable<SloTableFieldSpec['unit']>, Readonly<Record<string, number>>>> = {
  percentunit: { percent: 0.01 },
  s: { ns: 1e-9, µs: 1e-6, ms: 1e-3, m: 60, h: 3600, d: 86_400 },
};

/**
 * The field as the contract has it: its numbers in the unit of the contract where its own is another of the same, and in that
 * unit where it has none. Thresholds, budgets and what is exported go by the contract, whatever the source counts in.
 */
export function inContractUnit(field: Field, { unit }: SloTableFieldSpec): Field {
  if (unit === undefined) {
    return field;
  }
  const factor = FACTORS[unit]?.[field.config.unit ?? ''];
  if (factor === undefined && field.config.unit) {
    return field;
  }
  return {
    ...field,
    config: { ...field.config, unit },
    values: factor === undefined ? field.values : field.values.map((value) => scaled(value, factor)),
    // The display processor was made for the other unit, or for none.
    display: undefined,
    state: undefined,
  };
}

function scaled(value: unknown, factor: number): unknown {
  return typeof value === 'number' ? value * factor : value;
}
