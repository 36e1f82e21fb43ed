import { FieldType, type DataFrame, type Field } from '@grafana/data';
import { SLO_TABLE_FIELDS, type SloTableRole } from '../../core/frame/sloTable';
import { inContractUnit } from './contractUnit';
import { asRecord, oneOf } from './values';

/** The fields of a frame by the role they play; only `burnRate` may have several. */
export type FieldsByRole = ReadonlyMap<SloTableRole, readonly Field[]>;

const ROLES = Object.keys(SLO_TABLE_FIELDS) as SloTableRole[];

/** Without these there is nothing to show that would deserve the name of a row. */
export const REQUIRED_ROLES = ['name', 'status', 'budgetRemaining'] as const satisfies readonly SloTableRole[];

/** Texts by which metrics are told, not SLOs. */
const NO_NAMES = ['__name__', 'job', 'instance', 'sloth_id', 'sloth_service', 'service'];

/**
 * Finds the role of every field: `config.custom.role` first, which an override chooses or else the source names, then the
 * field's name; the name of an SLO is the first text left over, where nothing else is. Of several that claim a role, as where
 * an override is for many fields, it is that of the one which has its name, else of the first. Numbers are in the units of
 * the contract.
 */
export function resolveRoles(frame: DataFrame): FieldsByRole {
  const byRole = new Map<SloTableRole, Field[]>();
  const claim = (role: SloTableRole | null, field: Field) => {
    if (role && (role === 'burnRate' || !byRole.has(role))) {
      byRole.set(role, [...(byRole.get(role) ?? []), inContractUnit(field, SLO_TABLE_FIELDS[role])]);
      return true;
    }
    return false;
  };
  const explicit = (field: Field) => oneOf(asRecord(field.config.custom).role, ROLES);
  const claiming = frame.fields.filter((field) => explicit(field));
  const named = claiming.filter((field) => explicit(field) === field.name);
  const inOrder = [...new Set([...named, ...claiming])];
  const taken = new Set(inOrder.filter((field) => claim(explicit(field), field)));
  const others = frame.fields.filter((field) => !taken.has(field));
  const left = others.filter((field) => !claim(oneOf(field.name, ROLES), field));
  const text = left.find(({ name, type }) => type === FieldType.string && !NO_NAMES.includes(name));
  if (text) {
    claim('name', text);
  }
  return byRole;
}

/** The required roles that no field plays. */
export function missingRoles(fields: FieldsByRole): SloTableRole[] {
  return REQUIRED_ROLES.filter((role) => !fields.has(role));
}
