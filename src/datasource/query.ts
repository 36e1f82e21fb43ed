import type { ScopedVars } from '@grafana/data';
import type { Slo } from '../core/slo/slo';
import { QUERY_SCHEMA_VERSION, QUERY_TYPES, type SloQuery } from './types';

export const DEFAULT_QUERY: Omit<SloQuery, 'refId'> = { schemaVersion: QUERY_SCHEMA_VERSION, queryType: 'slos' };

/** A query as stored by any version, or as somebody wrote it by hand, brought to the present schema. */
export function migrateQuery(stored: Partial<SloQuery> & { refId: string }): SloQuery {
  const queryType = QUERY_TYPES.find((known) => known === stored.queryType) ?? DEFAULT_QUERY.queryType;
  return { ...stored, schemaVersion: QUERY_SCHEMA_VERSION, queryType };
}

export type Replace = (text: string, scopedVars?: ScopedVars, format?: (value: unknown) => string) => string;

/**
 * The values a list of texts stands for once variables are replaced. A variable with several values gives them all; one
 * set to everything gives an empty list, which filters nothing.
 */
export function interpolateList(
  texts: readonly string[] | undefined,
  replace: Replace,
  scopedVars?: ScopedVars
): string[] {
  const values: string[] = [];
  for (const text of texts ?? []) {
    const replaced = replace(text, scopedVars, (value) => JSON.stringify(value));
    values.push(...(replaced === text ? [text] : parseList(replaced)));
  }
  return values.some((value) => value === ALL) ? [] : values.filter((value) => value !== '');
}

const ALL = '$__all';

function parseList(replaced: string): string[] {
  try {
    const parsed: unknown = JSON.parse(replaced);
    return Array.isArray(parsed) ? parsed.map(String) : [String(parsed)];
  } catch {
    // A variable inside a longer text: what came out is one literal value.
    return [replaced.replaceAll('"', '')];
  }
}

export interface SloFilter {
  services: readonly string[];
  slos: readonly string[];
}

export function filterSlos(all: readonly Slo[], { services, slos }: SloFilter): Slo[] {
  return all.filter(
    ({ service, name }) =>
      (services.length === 0 || services.includes(service)) && (slos.length === 0 || slos.includes(name))
  );
}
