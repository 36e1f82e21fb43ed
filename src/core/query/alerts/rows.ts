import { pairState, type AlertPair, type AlertSeverity } from '../../budget/alertPairs';
import { firingPair } from '../slos/firingPair';
import { alertKey, isWhole, type ActiveAlert, type Read } from '../../alerting/alert';
import { notifiedOf, type HeldAlert, type Notified } from '../../alerting/alertmanager';
import { sloFinder } from '../../alerting/sloOfAlert';
import { annotationLinks } from '../../slo/annotationLinks';
import type { SloLink } from '../../slo/links';
import type { Labels, Slo, Upstream } from '../../slo/slo';
import { parseDuration } from '../../window/duration';
import { isEmptyRow, withoutEmptyCopies } from '../copies';
import type { Since } from '../incident/since';
import type { SloRow } from '../slos/row';

/** What one upstream tells of alerts. */
export interface UpstreamAlerts {
  upstream: Upstream;
  /** All of its SLOs, those that were not chosen among them. */
  known: readonly Slo[];
  /** Those that were chosen. */
  rows: readonly SloRow[];
  /** What those that burn have cost since their onset, as far as it is known. */
  costs: ReadonlyMap<SloRow, Since>;
  alerts: Read<readonly ActiveAlert[]>;
}

/** What Grafana itself tells, whatever the upstream. */
export interface GrafanaAlerting {
  alerts: Read<readonly ActiveAlert[]>;
  /** Null where none is configured. */
  alertmanager: Read<readonly HeldAlert[]> | null;
}

export interface AlertRow {
  /** `missing`: it burns, and where alerts could be read there is none for it. */
  state: ActiveAlert['state'] | 'missing' | 'unknown';
  /** What it is of; null where no SLO known here is, and of an SLO of which several are. */
  row: SloRow | null;
  /** Several SLOs that its labels do not tell apart, or none. */
  candidates: readonly Slo[];
  alert: ActiveAlert | null;
  /** The upstream whose alert it is; null for Grafana's own. */
  upstream: Upstream | null;
  /** What its label says where that is another word; empty where nothing does. */
  severity: string;
  pair: Pick<AlertPair, 'shortSeconds' | 'longSeconds'> | null;
  cost: Pick<Since, 'badEvents' | 'costRatio'> | null;
  notified: Notified;
  links: readonly SloLink[];
}

export interface AlertRows {
  rows: AlertRow[];
  /** Alerts of no SLO known here that are not among the rows, because SLOs were chosen and nobody knows whether they are of those. */
  leftOut: number;
}

interface Found {
  alert: ActiveAlert;
  upstream: Upstream | null;
  candidates: readonly Slo[];
}

/**
 * The alerts of all upstreams and of Grafana, each of its SLO, and the SLOs that burn without one: those that fire first,
 * pages before tickets, and the longest first.
 */
export function alertRows(all: readonly UpstreamAlerts[], grafana: GrafanaAlerting): AlertRows {
  const chosen = new Map(
    withoutEmptyCopies(
      all.flatMap(({ rows, costs }) => rows.map((row) => ({ slo: row.slo, row, cost: costs.get(row) ?? null }))),
      ({ row }) => isEmptyRow(row)
    ).map((one) => [one.slo.id, one])
  );
  const isFiltered = all.some(({ known, rows }) => rows.length < known.length);
  const held = grafana.alertmanager?.state === 'ok' ? grafana.alertmanager.value : [];
  const found = findAll(all, grafana);

  const rows: AlertRow[] = [];
  const alerted = new Map<string, Set<string>>();
  let leftOut = 0;
  for (const { alert, upstream, candidates } of found) {
    const shown = candidates.filter(({ id }) => chosen.has(id));
    if (candidates.length === 0 && isFiltered) {
      leftOut += 1;
    } else if (candidates.length === 0 || shown.length > 0) {
      const one = candidates.length === 1 ? (chosen.get(candidates[0]?.id ?? '') ?? null) : null;
      const pair = pairOf(alert.labels, one?.row ?? null);
      const severity = severityOf(alert.labels, pair, one?.row ?? null);
      shown.forEach(({ id }) => alerted.set(id, (alerted.get(id) ?? new Set()).add(severity)));
      rows.push({
        state: alert.state,
        row: one?.row ?? null,
        candidates,
        alert,
        upstream,
        severity,
        pair,
        cost: one?.cost ?? null,
        notified: notifiedOf(alert, held),
        links: linksOf(alert, one?.row ?? null),
      });
    }
  }
  const readFrom = new Map(all.map(({ upstream, alerts }) => [upstream.uid, isWhole(alerts)]));
  const isKnown = (uid: string) => readFrom.get(uid) === true && isWhole(grafana.alerts);
  for (const { row, cost } of chosen.values()) {
    const pair = firingPair(row);
    const known = alerted.get(row.slo.id);
    // A ticket for what is worth a page is no page.
    if (pair && (known === undefined || (pair.severity === 'page' && [...known].every((one) => one === 'ticket')))) {
      rows.push({
        state: isKnown(row.slo.upstream.uid) ? 'missing' : 'unknown',
        row,
        candidates: [row.slo],
        alert: null,
        upstream: row.slo.upstream,
        severity: pair.severity,
        pair,
        cost,
        notified: { state: 'unknown' },
        links: row.slo.links,
      });
    }
  }
  return { rows: rows.sort(byUrgency), leftOut };
}

function findAll(all: readonly UpstreamAlerts[], grafana: GrafanaAlerting): Found[] {
  const findAnywhere = sloFinder(all.flatMap(({ known }) => known));
  const ofUpstreams = all.flatMap(({ upstream, known, alerts }) => {
    const find = sloFinder(known);
    return alerts.state === 'ok' ? alerts.value.map((alert) => ({ alert, upstream, candidates: find(alert) })) : [];
  });
  // Two upstreams may be one place seen twice, and a Grafana has many alerts that are no burn of any SLO.
  const ofGrafana =
    grafana.alerts.state === 'ok'
      ? grafana.alerts.value
          .map((alert) => ({ alert, upstream: null, candidates: findAnywhere(alert) }))
          .filter(({ alert, candidates }) => candidates.length > 0 || isOfSlo(alert.labels))
      : [];
  const unique = new Map(
    [...ofUpstreams, ...ofGrafana].map((one) => [`${one.upstream?.uid ?? ''}:${alertKey(one.alert)}`, one])
  );
  return [...unique.values()];
}

function isOfSlo(labels: Labels): boolean {
  return ['sloth_id', 'grafana_slo_uuid'].some((label) => label in labels) || ('short' in labels && 'long' in labels);
}

/** The pair that an alert names; where it names none, as those of Sloth and Grafana SLO, the first of its severity that fires by the numbers of the row. */
function pairOf(labels: Labels, row: SloRow | null): AlertRow['pair'] {
  const shortSeconds = parseDuration(labels['short'] ?? '');
  const longSeconds = parseDuration(labels['long'] ?? '');
  if (shortSeconds && longSeconds) {
    return { shortSeconds, longSeconds };
  }
  const severity = severityOf(labels, null, null);
  return (
    row?.slo.pairs.find((pair) => pair.severity === severity && pairState(pair, row.burnRates) === 'firing') ?? null
  );
}

/** As tools word it: Sloth `page` and `ticket`, the others `critical` and `warning` unless their user has other words. */
function severityOf(labels: Labels, pair: AlertRow['pair'], row: SloRow | null): AlertRow['severity'] {
  const told = labels['sloth_severity'] ?? labels['grafana_slo_severity'] ?? labels['severity'] ?? '';
  const severity = SEVERITIES[told];
  const own = row?.slo.pairs.find(
    (one) => one.shortSeconds === pair?.shortSeconds && one.longSeconds === pair.longSeconds
  );
  return severity ?? own?.severity ?? told;
}

const SEVERITIES: Readonly<Record<string, AlertSeverity | undefined>> = {
  page: 'page',
  critical: 'page',
  ticket: 'ticket',
  warning: 'ticket',
};

function linksOf({ annotations, labels }: ActiveAlert, row: SloRow | null): SloLink[] {
  const links = [...annotationLinks(annotations, labels), ...(row?.slo.links ?? [])];
  return [...new Map(links.map((link) => [link.url, link])).values()];
}

const STATE_ORDER: readonly AlertRow['state'][] = ['firing', 'missing', 'unknown', 'pending'];

function byUrgency(a: AlertRow, b: AlertRow): number {
  const rank = ({ state, severity }: AlertRow) => STATE_ORDER.indexOf(state) * 2 + (severity === 'page' ? 0 : 1);
  const since = ({ alert, row }: AlertRow) => alert?.activeSeconds ?? row?.onset?.atSeconds ?? Infinity;
  return rank(a) - rank(b) || Math.min(since(a), Number.MAX_VALUE) - Math.min(since(b), Number.MAX_VALUE);
}
