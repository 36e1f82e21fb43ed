import {
  createDataFrame,
  MappingType,
  type DataFrame,
  type DataLink,
  type Field,
  type QueryResultMeta,
  type QueryResultMetaNotice,
  type ValueMapping,
} from '@grafana/data';
import { endOfSilences } from '../../core/alerting/alertmanager';
import {
  ALERT_STATES,
  ALERT_TABLE_FIELDS,
  ALERT_TABLE_SCHEMA,
  ALERT_TABLE_VERSION,
  NOTIFIED_STATES,
  type AlertFieldName,
  type AlertFieldSpec,
  type AlertState,
  type NotifiedState,
} from '../../core/frame/alertTable';
import { alertRows, type AlertRow, type GrafanaAlerting, type UpstreamAlerts } from '../../core/query/alerts/rows';
import { formatDuration } from '../../core/window/duration';
import { alertHeading } from '../alertHeadings';
import {
  alertRemarkWords,
  alertStateWord,
  leftOutWords,
  notifiedReasonWords,
  notifiedWord,
  openRunbookWords,
  unreadableAlertsWords,
} from '../alertWords';
import { FIELD_TYPES, milliseconds, SEVERITY_MAPPING, TO_THE_MINUTE } from './fields';
import { notAskedNotices } from './notices';

/** The alerts as the frame that core/frame/alertTable describes. */
export function alertsFrame(
  refId: string,
  found: ReadonlyArray<{ upstream: UpstreamAlerts; grafana: GrafanaAlerting }>
): DataFrame {
  const upstreams = found.map(({ upstream }) => upstream);
  const grafana: GrafanaAlerting = found[0]?.grafana ?? { alerts: { state: 'ok', value: [] }, alertmanager: null };
  const { rows, leftOut } = alertRows(upstreams, grafana);
  const notices = [
    ...noticesOf(upstreams, grafana, leftOut),
    ...notAskedNotices(
      upstreams.flatMap((one) => one.rows),
      ['onset']
    ),
  ];
  const meta: QueryResultMeta = {
    custom: { schema: ALERT_TABLE_SCHEMA, version: ALERT_TABLE_VERSION },
    preferredVisualisationType: 'table',
    notices,
  };
  if (rows.length === 0 && notices.length === 0) {
    return createDataFrame({ refId, name: 'alerts', meta, fields: [] });
  }
  return createDataFrame({
    refId,
    name: 'alerts',
    meta,
    fields: [
      field('state', ({ state }) => state, rows, { mappings: [stateMapping()] }),
      field('severity', ({ severity }) => severity, rows, { mappings: [SEVERITY_MAPPING] }),
      field('service', (row) => sloOf(row)?.service ?? row.alert?.labels['service'] ?? '', rows),
      field('slo', (row) => sloOf(row)?.name ?? '', rows),
      field('owner', (row) => sloOf(row)?.owner ?? '', rows),
      field('pair', ({ pair }) => (pair ? windowsOf(pair) : ''), rows),
      field('since', ({ alert }) => milliseconds(alert?.activeSeconds ?? null), rows),
      field('onset', ({ row }) => milliseconds(row?.onset?.atSeconds ?? null), rows, { unit: TO_THE_MINUTE }),
      field('cost', ({ cost }) => cost?.costRatio ?? null, rows),
      field('badEvents', ({ cost }) => cost?.badEvents ?? null, rows),
      field('budgetRemaining', ({ row }) => row?.budgetRemaining.value ?? null, rows),
      field('exhaustion', ({ row }) => finiteOrNull(row?.verdict.exhaustion?.seconds ?? null), rows),
      field('notified', ({ notified }) => notified.state, rows, { mappings: [notifiedMapping()] }),
      field('notifiedReason', ({ notified }) => notifiedReasonWords(notified), rows),
      field(
        'silencedUntil',
        ({ notified }) => milliseconds(notified.state === 'silenced' ? endOfSilences(notified.silences) : null),
        rows
      ),
      field('alert', ({ alert }) => alert?.name ?? '', rows),
      field('runbook', runbookOf, rows, { links: [runbookLink()] }),
      field('remark', alertRemarkWords, rows),
      field('source', ({ upstream }) => upstream?.name ?? 'Grafana', rows),
      field('labels', (row) => row.alert?.labels ?? sloOf(row)?.labels ?? {}, rows),
      field('links', ({ links }) => links, rows),
      field('id', ({ row }) => row?.slo.id ?? '', rows),
    ],
  });
}

/** Of several that nothing tells apart the name, which is mostly the same. */
function sloOf({ candidates }: AlertRow): AlertRow['candidates'][number] | undefined {
  const [first, ...others] = candidates;
  return others.every(({ service, name }) => service === first?.service && name === first.name) ? first : undefined;
}

function windowsOf({ shortSeconds, longSeconds }: NonNullable<AlertRow['pair']>): string {
  return [...new Set([shortSeconds, longSeconds])].map(formatDuration).join('/');
}

function runbookOf({ links }: AlertRow): string {
  return links.find(({ kind }) => kind === 'runbook')?.url ?? '';
}

/** Every address in this column is one that may be followed. */
function runbookLink(): DataLink {
  return { title: openRunbookWords(), url: '${__value.raw}', targetBlank: true };
}

/** Where could not be looked: an alert that nobody could read is not one that does not fire. */
function noticesOf(
  upstreams: readonly UpstreamAlerts[],
  grafana: GrafanaAlerting,
  leftOut: number
): QueryResultMetaNotice[] {
  const unread = [
    ...upstreams.map(({ upstream, alerts }) =>
      unreadableAlertsWords({ kind: 'upstream', name: upstream.name }, alerts)
    ),
    unreadableAlertsWords({ kind: 'grafana' }, grafana.alerts),
    ...(grafana.alertmanager === null ? [] : [unreadableAlertsWords({ kind: 'alertmanager' }, grafana.alertmanager)]),
  ].filter((text) => text !== '');
  return [
    ...unread.map((text) => ({ severity: 'warning' as const, text })),
    ...(leftOut === 0 ? [] : [{ severity: 'info' as const, text: leftOutWords(leftOut) }]),
  ];
}

function field<T>(
  name: AlertFieldName,
  value: (row: AlertRow) => T,
  rows: readonly AlertRow[],
  config: Field['config'] = {}
): Pick<Field<T>, 'name' | 'type' | 'config' | 'values'> {
  const { type, unit }: AlertFieldSpec = ALERT_TABLE_FIELDS[name];
  return {
    name,
    type: FIELD_TYPES[type],
    // What the panel says where it has no row is not said of a cell.
    config: { displayNameFromDS: alertHeading(name), noValue: '—', ...(unit === undefined ? {} : { unit }), ...config },
    values: rows.map(value),
  };
}

/** So that Grafana's own table marks what must not be overlooked. */
function stateMapping(): ValueMapping {
  const colors: Record<AlertState, string> = {
    firing: 'semi-dark-red',
    pending: 'yellow',
    missing: 'semi-dark-purple',
    unknown: 'semi-dark-purple',
  };
  return wordMapping(ALERT_STATES, alertStateWord, colors);
}

function notifiedMapping(): ValueMapping {
  const colors: Record<NotifiedState, string> = {
    told: 'text',
    silenced: 'orange',
    inhibited: 'orange',
    unknown: 'text',
  };
  return wordMapping(NOTIFIED_STATES, notifiedWord, colors);
}

function wordMapping<T extends string>(
  values: readonly T[],
  word: (value: T) => string,
  colors: Record<T, string>
): ValueMapping {
  const options = values.map((value, index) => [value, { text: word(value), color: colors[value], index }] as const);
  return { type: MappingType.ValueToText, options: Object.fromEntries(options) };
}

function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
