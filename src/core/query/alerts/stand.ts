import { groupBy } from '../columns';
import type { SloRow } from '../slos/row';
import { alertRows, type AlertRow, type GrafanaAlerting, type UpstreamAlerts } from './rows';

/**
 * How the burn alerts of an SLO stand, the first that holds of any of them:
 *
 * - `firing`: one fires, and nothing is known to keep it from people.
 * - `missing`: it burns, and where alerts could be read there is none for it.
 * - `silenced`, `inhibited`: all that fire are kept from people.
 * - `pending`: its condition is met, but not for long enough.
 * - `unknown`: nobody can tell, since alerts could not be read.
 * - `none`: there is none.
 */
export const ALERT_STANDS = ['firing', 'missing', 'silenced', 'inhibited', 'pending', 'unknown', 'none'] as const;

export type AlertStand = (typeof ALERT_STANDS)[number];

/** The rows of an upstream with how their alerts stand. */
export function withAlertStands(told: UpstreamAlerts, grafana: GrafanaAlerting): SloRow[] {
  const { rows } = alertRows([told], grafana);
  const ofSlos = rows.flatMap((row) => row.candidates.map(({ id }) => ({ id, stand: standOf(row) })));
  const bySlo = groupBy(ofSlos, ({ id }) => id);
  const otherwise = told.alerts.state === 'ok' && grafana.alerts.state === 'ok' ? 'none' : 'unknown';
  return told.rows.map((row) => {
    const own = (bySlo.get(row.slo.id) ?? []).map(({ stand }) => stand);
    return { ...row, alert: ALERT_STANDS.find((stand) => own.includes(stand)) ?? otherwise };
  });
}

function standOf({ state, notified }: AlertRow): AlertStand {
  const isKept = notified.state === 'silenced' || notified.state === 'inhibited';
  return state === 'firing' && isKept ? notified.state : state;
}
