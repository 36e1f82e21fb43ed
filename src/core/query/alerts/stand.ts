import type { Read } from '../../alerting/alert';
import { ALERT_STANDS, type AlertStand } from '../../alerting/alertStand';
import { groupBy } from '../../groupBy';
import type { SloRow } from '../slos/row';
import { alertRows, type AlertRow, type GrafanaAlerting, type UpstreamAlerts } from './rows';

/** How the alerts of a row stand, and what says so. */
export interface RowAlert {
  stand: AlertStand;
  /** Those that stand so; none where there is none, and where nobody can tell. */
  alerts: readonly AlertRow[];
  /** What of it could not be read. */
  unread: ReadonlyArray<{ place: 'upstream' | 'grafana'; why: Extract<Read<never>, { state: 'unreadable' }> }>;
}

/** The rows of an upstream with how their alerts stand. */
export function withAlerts(told: UpstreamAlerts, grafana: GrafanaAlerting): SloRow[] {
  const { rows } = alertRows([told], grafana);
  const bySlo = groupBy(
    rows.flatMap((row) => row.candidates.map(({ id }) => ({ id, row, stand: standOf(row) }))),
    ({ id }) => id
  );
  const unread = [
    ...(told.alerts.state === 'ok' ? [] : [{ place: 'upstream' as const, why: told.alerts }]),
    ...(grafana.alerts.state === 'ok' ? [] : [{ place: 'grafana' as const, why: grafana.alerts }]),
  ];
  const otherwise = unread.length === 0 ? 'none' : 'unknown';
  return told.rows.map((row) => {
    const own = bySlo.get(row.slo.id) ?? [];
    const stand = ALERT_STANDS.find((one) => own.some((each) => each.stand === one)) ?? otherwise;
    const alerts = own.filter((each) => each.stand === stand).map((each) => each.row);
    return { ...row, alert: { stand, alerts, unread: stand === 'unknown' ? unread : [] } };
  });
}

function standOf({ state, notified }: AlertRow): AlertStand {
  const isKept = notified.state === 'silenced' || notified.state === 'inhibited';
  return state === 'firing' && isKept ? notified.state : state;
}
