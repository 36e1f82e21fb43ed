import { isWhole, type Read } from '../../alerting/alert';
import { ALERT_STANDS, type AlertStand } from '../../alerting/alertStand';
import { groupBy } from '../../groupBy';
import type { SloRow } from '../slos/row';
import { alertRows, type AlertRow, type GrafanaAlerting, type UpstreamAlerts } from './rows';

/** Why nobody can tell whether there is an alert where none is found. */
export type Untold =
  /** Alerts could not be read, or not all of them. */
  | { kind: 'unread'; place: 'upstream' | 'grafana'; read: Read<unknown> }
  /** Its rules fail or have stopped, and fire nothing then. */
  | { kind: 'rulesFail' }
  /** Without its burn rates nobody knows whether one should fire. */
  | { kind: 'ratesUnknown' };

/** How the alerts of a row stand, and what says so. */
export interface RowAlert {
  stand: AlertStand;
  /** Those that stand so; none where there is none, and where nobody can tell. */
  alerts: readonly AlertRow[];
  /** Of one that is unknown why. */
  untold: readonly Untold[];
}

/** The rows of all upstreams with how their alerts stand; those of Grafana are told apart by all SLOs that there are. */
export function withAlerts(all: readonly UpstreamAlerts[], grafana: GrafanaAlerting): SloRow[] {
  const bySlo = groupBy(
    alertRows(all, grafana).rows.flatMap((row) => row.candidates.map(({ id }) => ({ id, row, stand: standOf(row) }))),
    ({ id }) => id
  );
  return all.flatMap((told) => {
    const unread: Untold[] = [
      ...(isWhole(told.alerts) ? [] : [{ kind: 'unread' as const, place: 'upstream' as const, read: told.alerts }]),
      ...(isWhole(grafana.alerts)
        ? []
        : [{ kind: 'unread' as const, place: 'grafana' as const, read: grafana.alerts }]),
    ];
    return told.rows.map((row) => {
      const own = bySlo.get(row.slo.id) ?? [];
      const untold = [...unread, ...untoldOf(row)];
      const stand =
        ALERT_STANDS.find((one) => own.some((each) => each.stand === one)) ??
        (untold.length === 0 ? 'none' : 'unknown');
      const alerts = own.filter((each) => each.stand === stand).map((each) => each.row);
      return { ...row, alert: { stand, alerts, untold: stand === 'unknown' ? untold : [] } };
    });
  });
}

function untoldOf({ problems, pairStates, verdict }: SloRow): Untold[] {
  return [
    ...(problems.some(({ kind }) => kind === 'ruleFails' || kind === 'rulesStopped')
      ? [{ kind: 'rulesFail' as const }]
      : []),
    ...(verdict.status === 'blind' && pairStates.includes('unknown') ? [{ kind: 'ratesUnknown' as const }] : []),
  ];
}

function standOf({ state, notified }: AlertRow): AlertStand {
  const isKept = notified.state === 'silenced' || notified.state === 'inhibited';
  return state === 'firing' && isKept ? notified.state : state;
}
