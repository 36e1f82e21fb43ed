import type { ScopedVars } from '@grafana/data';
import { ORDERS } from '../core/budget/order';
import type { Slo } from '../core/slo/slo';
import {
  ANNOTATION_MARKS,
  BUDGET_UNITS,
  LATENCY_VIEWS,
  QUERY_SCHEMA_VERSION,
  QUERY_TYPES,
  RELEASE_VIEWS,
  SPENT_PERIODS,
  type LabelFilter,
  type SloQuery,
  type SloQueryType,
} from './types';

export const DEFAULT_QUERY: Omit<SloQuery, 'refId'> = { schemaVersion: QUERY_SCHEMA_VERSION, queryType: 'slos' };

/** A query as stored by any version, or as somebody wrote it by hand, brought to the present schema. */
export function migrateQuery(stored: Partial<SloQuery> & { refId: string }): SloQuery {
  const { services, slos, owners, labels, statuses, order, window, unit, per, latency, groupBy, mark, release } =
    stored;
  return {
    ...stored,
    schemaVersion: QUERY_SCHEMA_VERSION,
    queryType: QUERY_TYPES.find((known) => known === stored.queryType) ?? DEFAULT_QUERY.queryType,
    services: services == null ? undefined : textsOf(services),
    slos: slos == null ? undefined : textsOf(slos),
    owners: owners == null ? undefined : textsOf(owners),
    labels: labels == null ? undefined : listOf(labels).flatMap(labelFilterOf),
    statuses: statuses == null ? undefined : textsOf(statuses),
    order: order == null ? undefined : (ORDERS.find((known) => known === order) ?? 'worst'),
    window: window == null ? undefined : textOf(window),
    unit: unit == null ? undefined : (BUDGET_UNITS.find((known) => known === unit) ?? 'percent'),
    per: per == null ? undefined : (SPENT_PERIODS.find((known) => known === per) ?? 'day'),
    latency: latency == null ? undefined : (LATENCY_VIEWS.find((known) => known === latency) ?? 'share'),
    groupBy: groupBy == null ? undefined : textOf(groupBy),
    mark: mark == null ? undefined : (ANNOTATION_MARKS.find((known) => known === mark) ?? 'episodes'),
    release: release == null ? undefined : (RELEASE_VIEWS.find((known) => known === release) ?? 'criteria'),
    ...Object.fromEntries(RELEASE_TEXTS.map((name) => [name, stored[name] == null ? undefined : textOf(stored[name])])),
  };
}

/** What a query of a release says in one text each. */
const RELEASE_TEXTS = ['policy', 'version', 'baseline', 'start', 'attempt'] as const satisfies ReadonlyArray<
  keyof SloQuery
>;

const CHOICES = {
  queryType: QUERY_TYPES,
  order: ORDERS,
  unit: BUDGET_UNITS,
  per: SPENT_PERIODS,
  latency: LATENCY_VIEWS,
  mark: ANNOTATION_MARKS,
  release: RELEASE_VIEWS,
} as const satisfies Partial<Record<keyof SloQuery, readonly string[]>>;

/** Something that a query chooses and there is not. */
export interface UnknownChoice {
  field: keyof typeof CHOICES | 'status';
  text: string;
  known: readonly string[];
}

/**
 * The first choice of a query, as somebody wrote it by hand, that there is not: what an editor replaces by the default would
 * be an answer to another question where nobody sees the editor.
 */
export function unknownChoice(stored: Partial<SloQuery>): UnknownChoice | undefined {
  const fields = Object.keys(CHOICES) as Array<keyof typeof CHOICES>;
  return fields
    .map((field) => ({ field, text: String(stored[field] ?? ''), known: CHOICES[field] as readonly string[] }))
    .find(({ text, known }) => text !== '' && !known.includes(text));
}

function labelFilterOf(stored: unknown): LabelFilter[] {
  if (typeof stored !== 'object' || stored === null) {
    return [];
  }
  const { label, values } = stored as Partial<Record<keyof LabelFilter, unknown>>;
  return [{ label: textOf(label), values: textsOf(values) }];
}

/** Somebody who means one value writes it without a list around it. */
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value == null ? [] : [value];
}

function textsOf(value: unknown): string[] {
  return listOf(value)
    .map(textOf)
    .filter((text) => text !== '');
}

/** YAML and JSON written by hand have numbers where a text of digits is meant. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export type Replace = (text: string, scopedVars?: ScopedVars, format?: (value: unknown) => string) => string;

/** What stands in a query as text and may hold template variables. */
export type QueryTexts = Required<
  Pick<SloQuery, 'services' | 'slos' | 'owners' | 'labels' | 'statuses' | 'window' | 'groupBy'>
> &
  ReleaseTexts;

export type ReleaseTexts = Required<Pick<SloQuery, (typeof RELEASE_TEXTS)[number]>>;

/** The texts of a query with their variables replaced. The name of a label is taken as it stands. */
export function interpolateTexts(
  { services, slos, owners, labels = [], statuses, window = '', groupBy = '', ...release }: Partial<QueryTexts>,
  replace: Replace,
  scopedVars?: ScopedVars
): QueryTexts {
  return {
    services: interpolateList(services, replace, scopedVars),
    slos: interpolateList(slos, replace, scopedVars),
    owners: interpolateList(owners, replace, scopedVars),
    labels: labels.map(({ label, values }) => ({ label, values: interpolateList(values, replace, scopedVars) })),
    statuses: interpolateList(statuses, replace, scopedVars),
    window: replace(window, scopedVars),
    groupBy: replace(groupBy, scopedVars),
    ...releaseTexts((name) => interpolateList([release[name] ?? ''], replace, scopedVars)[0] ?? ''),
  };
}

function releaseTexts(textOf: (name: keyof ReleaseTexts) => string): ReleaseTexts {
  return Object.fromEntries(RELEASE_TEXTS.map((name) => [name, textOf(name)])) as ReleaseTexts;
}

/** Every text of a query that may hold a template variable. */
export function templateTexts(texts: Partial<QueryTexts>): string[] {
  const { services, slos, owners, labels = [], statuses, window = '', groupBy = '' } = texts;
  const ofRelease = RELEASE_TEXTS.flatMap((name) => texts[name] ?? []);
  const lists = [services, slos, owners, ...labels.map(({ values }) => values), statuses, [window, groupBy], ofRelease];
  return lists.flatMap((list) => list ?? []);
}

/** Whether two queries have the same answer, whatever else they carry. */
export function asksTheSame(a: SloQuery, b: SloQuery): boolean {
  return askedText(a) === askedText(b);
}

/** What any query carries for Grafana's own use. */
const CARRIED = ['refId', 'hide', 'key', 'datasource'];

function askedText(query: SloQuery): string {
  const asked = Object.entries(migrateQuery(query)).filter(
    ([name, value]) => !CARRIED.includes(name) && value !== undefined && value.length !== 0
  );
  return JSON.stringify(asked.sort());
}

/** One line that tells a query from its neighbours. */
export function queryDisplayText(query: SloQuery): string {
  const { queryType, services = [], slos = [], owners = [], labels = [], statuses = [], ...rest } = migrateQuery(query);
  const { latency = 'share', mark = 'episodes', release = 'criteria' } = rest;
  const { groupBy = '', order = 'worst', window = '', policy = '', version = '' } = rest;
  const views: Partial<Record<SloQueryType, string[]>> = {
    latency: [latency],
    annotations: [mark],
    release: [release, policy, version],
  };
  const view = views[queryType] ?? [];
  const pairs = labels
    .filter(({ label, values }) => label !== '' && values.length > 0)
    .map(({ label, values }) => `${label}=${values.join('|')}`);
  const ordered = queryType === 'slos' && order !== 'worst' ? [order] : [];
  return [queryType, ...view, groupBy, ...services, ...slos, ...owners, ...pairs, ...statuses, ...ordered, window]
    .filter((text) => text !== '')
    .join(' ');
}

/**
 * The values a list of texts stands for once variables are replaced. A variable with several values gives them all; one
 * set to everything gives an empty list, which filters nothing, and so does one without a value.
 */
export function interpolateList(
  texts: readonly string[] | undefined,
  replace: Replace,
  scopedVars?: ScopedVars
): string[] {
  const values = (texts ?? []).flatMap((text) => expand(text, replace, scopedVars));
  return values.includes(ALL) ? [] : values.filter((value) => value !== '');
}

/** What a dashboard gives as the value of "All". */
const ALL = '$__all';
const MARK = '\u0000';

/**
 * The texts that one with variables stands for, one for each combination of their values. The values never go through
 * the text: only marks do, so that nothing in a value can be taken for a separator, a quote or another variable.
 */
function expand(text: string, replace: Replace, scopedVars?: ScopedVars): string[] {
  const inserted: string[][] = [];
  const marked = replace(text, scopedVars, (value) => {
    inserted.push(listOf(value).map(String));
    return MARK;
  });
  const [head = '', ...tails] = marked.split(MARK);
  return tails.reduce(
    (begun, tail, index) => begun.flatMap((start) => (inserted[index] ?? []).map((value) => start + value + tail)),
    [head]
  );
}

/** Which SLOs are meant: those that pass every part. An empty list filters nothing, nor does a label without a name. */
export interface SloFilter {
  services: readonly string[];
  slos: readonly string[];
  /** An SLO without an owner has none of them. */
  owners: readonly string[];
  /** An SLO without the label has none of its values. */
  labels: ReadonlyArray<Readonly<LabelFilter>>;
}

export function filterSlos(all: readonly Slo[], { services, slos, owners, labels }: SloFilter): Slo[] {
  const passes = (wanted: readonly string[], value: string | undefined) =>
    wanted.length === 0 || (value !== undefined && wanted.includes(value));
  return all.filter(
    (slo) =>
      passes(services, slo.service) &&
      passes(slos, slo.name) &&
      passes(owners, slo.owner) &&
      labels.every(({ label, values }) => label === '' || passes(values, slo.labels[label]))
  );
}
