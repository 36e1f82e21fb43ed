import { FieldType, type DataFrame, type Field } from '@grafana/data';
import { SLO_TABLE_FIELDS, type SloTableFieldSpec, type SloTableRole } from '../../core/frame/sloTable';
import { asRecord, oneOf } from './values';

/** The fields of a frame by the role they play; only `burnRate` may have several. */
export type FieldsByRole = ReadonlyMap<SloTableRole, readonly Field[]>;

const ROLES = Object.keys(SLO_TABLE_FIELDS) as SloTableRole[];

/** Without these there is nothing to show that would deserve the name of a row. */
export const REQUIRED_ROLES = ['name', 'status', 'budgetRemaining'] as const satisfies readonly SloTableRole[];

/**
 * Finds the role of every field: `config.custom.role` first, which an override chooses or else the source names, then the
 * field's name; the name of an SLO is the first text left over, where nothing else is. A role that is taken stays with the
 * first field that claims it explicitly; a number without a unit gets the one of the contract.
 */
export function resolveRoles(frame: DataFrame): FieldsByRole {
  const byRole = new Map<SloTableRole, Field[]>();
  const claim = (role: SloTableRole | null, field: Field) => {
    if (role && (role === 'burnRate' || !byRole.has(role))) {
      byRole.set(role, [...(byRole.get(role) ?? []), withUnit(field, SLO_TABLE_FIELDS[role])]);
    }
  };
  const explicit = (field: Field) => oneOf(asRecord(field.config.custom).role, ROLES);
  frame.fields.forEach((field) => claim(explicit(field), field));
  const others = frame.fields.filter((field) => !explicit(field));
  others.forEach((field) => claim(oneOf(field.name, ROLES), field));
  const text = others.find(({ name, type }) => type === FieldType.string && oneOf(name, ROLES) === null);
  if (text) {
    claim('name', text);
  }
  return byRole;
}

/** The required roles that no field plays. */
export function missingRoles(fields: FieldsByRole): SloTableRole[] {
  return REQUIRED_ROLES.filter((role) => !fields.has(role));
}

function withUnit(field: Field, { unit }: SloTableFieldSpec): Field {
  // The display processor was made without the unit, so it goes as well.
  return unit === undefined || field.config.unit
    ? field
    : { ...field, config: { ...field.config, unit }, display: undefined };
}
