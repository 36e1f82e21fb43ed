import { migrateQuery } from './query';
import type { SloVariableQuery } from './types';

export const VARIABLE_VALUES = [
  'services',
  'slos',
  'owners',
  'labelNames',
  'labelValues',
  'statuses',
  'policies',
  'releases',
] as const satisfies ReadonlyArray<SloVariableQuery['values']>;

/** Why a variable lists nothing. */
export type VariableProblem =
  { kind: 'unknownQuery'; text: string } | { kind: 'labelMissing' } | { kind: 'policyMissing' };

export type VariableReading =
  { ok: true; query: SloVariableQuery } | { ok: false; problem: VariableProblem; query: SloVariableQuery };

const NO_QUERY: SloVariableQuery = { refId: 'variable', values: 'services' };

/**
 * The query of a template variable as stored, or as somebody wrote it in code: an object, or one of the texts `services`,
 * `slos`, `owners`, `statuses`, `policies`, `releases(name of a policy)`, `label_names()` and `label_values(region)`, plain or as
 * the `query` of an object. Where it cannot be read, `query` is what an editor may begin with.
 */
export function readVariableQuery(stored: unknown): VariableReading {
  const written = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const refId = typeof written.refId === 'string' ? written.refId : NO_QUERY.refId;
  const text = typeof stored === 'string' ? stored : (spreadText(written) ?? written.query);
  if (typeof text === 'string') {
    return readText(text.trim(), refId);
  }
  const values = VARIABLE_VALUES.find((known) => known === written.values);
  if (values === undefined) {
    return written.values === undefined
      ? { ok: true, query: { ...NO_QUERY, refId } }
      : { ok: false, problem: { kind: 'unknownQuery', text: String(written.values) }, query: { ...NO_QUERY, refId } };
  }
  const { services } = migrateQuery({ refId, services: written.services as string[] });
  const label = typeof written.label === 'string' ? written.label : '';
  const policy = typeof written.policy === 'string' ? written.policy : '';
  return checked({
    refId,
    values,
    ...(label === '' ? {} : { label }),
    ...(policy === '' ? {} : { policy }),
    ...(services === undefined ? {} : { services }),
  });
}

/**
 * Grafana lays the default query under each target by spreading both into one object, which takes a plain text apart
 * into its characters under the keys 0, 1, 2 and so on.
 */
function spreadText(written: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof written['0'] !== 'string') {
    return undefined;
  }
  let text = '';
  for (let index = 0; typeof written[index] === 'string'; index++) {
    text += String(written[index]);
  }
  return text;
}

function readText(text: string, refId: string): VariableReading {
  const labelValues = /^label_values\(\s*([^(),\s]+)\s*\)$/.exec(text);
  if (labelValues) {
    return checked({ refId, values: 'labelValues', label: labelValues[1] ?? '' });
  }
  const releases = /^releases\((.*)\)$/.exec(text);
  if (releases) {
    return checked({ refId, values: 'releases', policy: (releases[1] ?? '').trim() });
  }
  switch (text) {
    case 'services':
    case 'slos':
    case 'owners':
    case 'statuses':
    case 'policies':
      return checked({ refId, values: text });
    case 'label_names()':
      return checked({ refId, values: 'labelNames' });
    default:
      return { ok: false, problem: { kind: 'unknownQuery', text }, query: { ...NO_QUERY, refId } };
  }
}

function checked(query: SloVariableQuery): VariableReading {
  if (query.values === 'labelValues' && (query.label ?? '') === '') {
    return { ok: false, problem: { kind: 'labelMissing' }, query };
  }
  return query.values === 'releases' && (query.policy ?? '') === ''
    ? { ok: false, problem: { kind: 'policyMissing' }, query }
    : { ok: true, query };
}
