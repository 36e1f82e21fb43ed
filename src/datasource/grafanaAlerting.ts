import { combineLatest, defer, of, share, type Observable } from 'rxjs';
import type { Read } from '../core/alerting/alert';
import type { GrafanaAlerting } from '../core/query/alerts/rows';
import { askAlertmanager, askGrafanaAlerts } from '../shared/delegate/askAlerting';

/** Grafana tells of now; a range that ends earlier than this asks of the past. */
const PRESENT_SECONDS = 300;

const PAST: Extract<Read<never>, { state: 'unreadable' }> = { state: 'unreadable', cause: 'past', message: '' };

/**
 * What Grafana itself tells of alerts, and the Alertmanager that is configured. Who asks while an answer is under way shares
 * it, as panels of a dashboard do; nothing is kept.
 */
export class AlertingOfGrafana {
  private readonly now: Observable<GrafanaAlerting>;

  /** @param alertmanagerUid empty where none is configured */
  constructor(private readonly alertmanagerUid = '') {
    this.now = defer(() =>
      combineLatest({
        alerts: askGrafanaAlerts(),
        alertmanager: alertmanagerUid === '' ? of(null) : askAlertmanager(alertmanagerUid),
      })
    ).pipe(share());
  }

  /** @param agoSeconds how long ago the time is that is asked about */
  ask(agoSeconds: number): Observable<GrafanaAlerting> {
    return agoSeconds > PRESENT_SECONDS
      ? of({ alerts: PAST, alertmanager: this.alertmanagerUid === '' ? null : PAST })
      : this.now;
  }
}
