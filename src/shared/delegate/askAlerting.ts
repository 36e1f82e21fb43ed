import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { catchError, defer, forkJoin, map, of, timeout, type Observable } from 'rxjs';
import type { ActiveAlert, Read, Unreadable } from '../../core/alerting/alert';
import { readAlertmanager, type HeldAlert } from '../../core/alerting/alertmanager';
import { readGrafanaAlerts } from '../../core/alerting/grafanaAlerts';
import { describeError } from './answers';

/** What these tell stands beside what the upstreams know, so nobody waits long for it. */
const MOST_MILLISECONDS = 5000;

/** The active alerts of the rules that Grafana itself evaluates, as far as the viewer may see them; answers once, whatever goes wrong. */
export function askGrafanaAlerts(): Observable<Read<ActiveAlert[]>> {
  return answered(
    // Of all that do not fire it would tell each alert of each rule.
    get('/api/prometheus/grafana/api/v1/rules', { state: ['firing', 'pending'] }).pipe(map(readGrafanaAlerts))
  );
}

/**
 * What an Alertmanager does with the alerts that it has; answers once, whatever goes wrong.
 *
 * @param uid of its data source; `grafana` for Grafana's own
 */
export function askAlertmanager(uid: string): Observable<Read<HeldAlert[]>> {
  const resource = (name: string) => get(`/api/alertmanager/${encodeURIComponent(uid)}/api/v2/${name}`);
  return answered(
    forkJoin([resource('alerts'), resource('silences')]).pipe(
      map(([alerts, silences]) => readAlertmanager(alerts, silences))
    )
  );
}

function get(url: string, params: Record<string, string[]> = {}): Observable<unknown> {
  return defer(() =>
    getBackendSrv().fetch<unknown>({ url, method: 'GET', params, showErrorAlert: false, showSuccessAlert: false })
  ).pipe(map(({ data }) => data));
}

function answered<T>(answer: Observable<Read<T>>): Observable<Read<T>> {
  return answer.pipe(
    timeout({ first: MOST_MILLISECONDS, with: () => of(unreadable('unavailable', '')) }),
    catchError((error: unknown) => of(unreadable(causeOf(error), describeError(error))))
  );
}

function unreadable(cause: Unreadable, message: string): Extract<Read<never>, { state: 'unreadable' }> {
  return { state: 'unreadable', cause, message };
}

function causeOf(error: unknown): Unreadable {
  const status = isFetchError(error) ? error.status : 0;
  if (status === 401 || status === 403) {
    return 'forbidden';
  }
  return status === 404 || status === 405 || status === 501 ? 'missing' : 'unavailable';
}
