/** Frames and panel data for the tests of this plugin, made the way Grafana makes them. */
import {
  applyFieldOverrides,
  createTheme,
  dateTime,
  FieldConfigOptionsRegistry,
  FieldType,
  LoadingState,
  toDataFrame,
  type DataFrame,
  type Field,
  type FieldConfigSource,
  type PanelData,
  type QueryResultMetaNotice,
} from '@grafana/data';
import {
  SLO_TABLE_FIELDS,
  SLO_TABLE_SCHEMA,
  SLO_TABLE_VERSION,
  type SloTableFieldSpec,
  type SloTableRole,
} from '../core/frame/sloTable';
import { fieldConfig } from './fieldConfig';
import type { Reading } from './model/reading';
import { readRows } from './model/readRows';

export const AT = Date.UTC(2026, 10, 24, 2, 13, 5);
export const theme = createTheme();

/** November of Berlin, in which `AT` lies. */
export const PERIOD = {
  name: 'month',
  text: 'month, Europe/Berlin, Nov 1 – 30, 2026',
  budget: 'The budget is a share of the events so far.',
  startMilliseconds: Date.UTC(2026, 9, 31, 23),
  endMilliseconds: Date.UTC(2026, 10, 30, 23),
};

export interface Spec {
  id?: string;
  service?: string;
  name: string;
  status?: string;
  statusReason?: string;
  firingPair?: string;
  /** In epoch milliseconds. */
  burningSince?: number | null;
  worstGroup?: string;
  alertStand?: string;
  alertReason?: string;
  policy?: string;
  policyReason?: string;
  objective?: number | null;
  /** In seconds. */
  window?: number | null;
  sli?: number | null;
  budget?: number | null;
  dataState?: string;
  dataStateReason?: string;
  /** By window. */
  burnRates?: Record<string, number | null>;
  exhaustion?: number | null;
  trend?: Array<number | null>;
  labels?: Record<string, string>;
  owner?: string;
  tool?: string;
  eventSli?: number | null;
  eventBudget?: number | null;
  badEvents?: number | null;
  totalEvents?: number | null;
  links?: unknown;
  description?: string;
  upstream?: string;
  details?: unknown;
}

const FIELD_TYPES = {
  string: FieldType.string,
  number: FieldType.number,
  time: FieldType.time,
  frame: FieldType.frame,
  other: FieldType.other,
};

/** A frame of the contract as the data source sends it. */
export function sloFrame(specs: readonly Spec[], refId = 'A', notices?: QueryResultMetaNotice[]): DataFrame {
  const field = (role: SloTableRole, value: (spec: Spec) => unknown, extra: Partial<Field> = {}) => ({
    name: SLO_TABLE_FIELDS[role].name,
    type: FIELD_TYPES[SLO_TABLE_FIELDS[role].type],
    config: { custom: { role }, unit: unitOf(role) },
    values: specs.map(value),
    ...extra,
  });
  const windows = [...new Set(specs.flatMap(({ burnRates = {} }) => Object.keys(burnRates)))];
  return toDataFrame({
    refId,
    meta: { custom: { schema: SLO_TABLE_SCHEMA, version: SLO_TABLE_VERSION }, ...(notices && { notices }) },
    fields: [
      field('service', ({ service = 'shop' }) => service),
      field('name', ({ name }) => name),
      field('status', ({ status = 'healthy' }) => status),
      field('firingPair', ({ firingPair = '' }) => firingPair),
      field('burningSince', ({ burningSince = null }) => burningSince),
      field('worstGroup', ({ worstGroup = '' }) => worstGroup),
      field('statusReason', ({ statusReason = '' }) => statusReason),
      ...(specs.some(({ alertStand }) => alertStand !== undefined)
        ? [
            field('alert', ({ alertStand = '' }) => alertStand),
            field('alertReason', ({ alertReason = '' }) => alertReason),
          ]
        : []),
      ...(specs.some(({ policy }) => policy !== undefined)
        ? [field('policy', ({ policy = '' }) => policy), field('policyReason', ({ policyReason = '' }) => policyReason)]
        : []),
      field('objective', ({ objective = 0.999 }) => objective),
      field('window', ({ window = 30 * 86_400 }) => window),
      field('sli', ({ sli = 0.9995 }) => sli),
      field('budgetRemaining', ({ budget = 0.5 }) => budget),
      field('dataState', ({ dataState = 'measured' }) => dataState),
      field('dataStateReason', ({ dataStateReason = '' }) => dataStateReason),
      ...windows.map((window) =>
        field('burnRate', ({ burnRates }) => burnRates?.[window] ?? null, { labels: { window } })
      ),
      field('exhaustion', ({ exhaustion = null }) => exhaustion),
      field('trend', ({ trend }) => (trend ? trendFrame(trend) : null)),
      field('labels', ({ labels = {} }) => labels),
      field('owner', ({ owner = '' }) => owner),
      field('tool', ({ tool = '' }) => tool),
      field('eventSli', ({ eventSli = null }) => eventSli),
      field('eventBudgetRemaining', ({ eventBudget = null }) => eventBudget),
      field('badEvents', ({ badEvents = null }) => badEvents),
      field('totalEvents', ({ totalEvents = null }) => totalEvents),
      field('links', ({ links = [] }) => links),
      field('description', ({ description = '' }) => description),
      field('upstream', ({ upstream = 'eu' }) => upstream),
      field('id', ({ id, service = 'shop', name }) => id ?? `${service}/${name}`),
      field('details', ({ details = { atMilliseconds: AT } }) => details),
    ],
  });
}

function unitOf(role: SloTableRole): string | undefined {
  const spec: SloTableFieldSpec = SLO_TABLE_FIELDS[role];
  return spec.unit;
}

export function trendFrame(values: Array<number | null>): DataFrame {
  return toDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: values.map((_, index) => AT + index * 60_000) },
      { name: 'budgetRemaining', type: FieldType.number, values },
    ],
  });
}

/** As a query answers an SLO it could not see. */
export function lost(spec: Spec): Spec {
  return {
    ...spec,
    status: 'blind',
    statusReason: '',
    sli: null,
    budget: null,
    eventSli: null,
    eventBudget: null,
    badEvents: null,
    totalEvents: null,
    burnRates: Object.fromEntries(Object.keys(spec.burnRates ?? {}).map((window) => [window, null])),
    exhaustion: null,
    trend: undefined,
    dataState: 'error',
    dataStateReason: 'upstream eu: 503 (https://eu/api)',
  };
}

/** What Grafana hands to the panel: overrides applied with the panel's own defaults. */
export function panelData(
  frames: DataFrame[],
  extra: Partial<PanelData> = {},
  overrides: FieldConfigSource['overrides'] = []
): PanelData {
  const to = dateTime(AT + 60_000);
  return {
    state: LoadingState.Done,
    series: applyFieldOverrides({
      data: frames,
      fieldConfig: {
        defaults: { thresholds: fieldConfig.standardOptions?.thresholds?.defaultValue, color: { mode: 'thresholds' } },
        overrides,
      },
      fieldConfigRegistry: registry(),
      replaceVariables: (text) => text,
      theme,
      timeZone: 'utc',
    }),
    timeRange: { from: dateTime(AT - 3_600_000), to, raw: { from: 'now-1h', to: 'now' } },
    request: request([{ refId: 'A' }]),
    ...extra,
  };
}

/** Only the queries of a request matter here. */
export function request(targets: Array<{ refId: string }>): PanelData['request'] {
  return { targets } as PanelData['request'];
}

function registry(): FieldConfigOptionsRegistry {
  return new FieldConfigOptionsRegistry(() =>
    ['thresholds', 'color', 'unit', 'decimals', 'mappings', 'noValue'].map((id) => ({
      id,
      path: id,
      name: id,
      editor: () => null,
      override: () => null,
      process: (value: unknown) => value,
      shouldApply: () => true,
    }))
  );
}

export function reading(specs: readonly Spec[], extra: Partial<Reading> = {}): Reading {
  return {
    question: 'A',
    schema: 'slos',
    settled: true,
    rows: readRows([sloFrame(specs)], AT),
    failures: [],
    notices: [],
    frames: { kind: 'fit' },
    toMilliseconds: AT,
    ...extra,
  };
}

/** What a refresh reads as that failed altogether. */
export function failedReading(extra: Partial<Reading> = {}): Reading {
  return reading([], { schema: null, failures: [{ message: '503', refId: 'A' }], frames: { kind: 'none' }, ...extra });
}
