import { combineLatest, map, of, shareReplay, startWith, switchMap, type Observable } from 'rxjs';
import type { Read } from '../../core/alerting/alert';
import { planAlerts, readAlerts } from '../../core/alerting/seriesAlerts';
import type { GrafanaAlerting, UpstreamAlerts } from '../../core/query/alerts/rows';
import { burningOf } from '../../core/query/incident/burning';
import { judgeSince, looksSinceOnset, planSince } from '../../core/query/incident/since';
import { askAlertmanager, askGrafanaAlerts } from '../../shared/delegate/askAlerting';
import { alertsFrame } from '../frames/alerts';
import { failures, type Asked, type AskedRange, type QueryKind, type Told } from './queryKind';
import { askRows } from './slos';

/** What one upstream tells, and Grafana, which tells the same whichever upstream asks. */
export interface FoundAlerts {
  upstream: UpstreamAlerts;
  grafana: GrafanaAlerting;
}

/** Grafana tells of now; a range that ends earlier than this asks of the past. */
const PRESENT_SECONDS = 300;

export const ALERTS: QueryKind<FoundAlerts> = {
  ask: askAlerts,
  frames: ({ refId }, _, found) => [alertsFrame(refId, found)],
};

function askAlerts(asked: Asked): Observable<Told<FoundAlerts>> {
  const alerts = planAlerts(asked.range.toSeconds);
  return combineLatest([askBurns(asked), asked.askUpstream(alerts), askGrafanaOnce(asked)]).pipe(
    map(([{ found, ...told }, answers, grafana]) => ({
      state: told.state,
      found: {
        upstream: { upstream: asked.upstream, known: asked.known, ...found, alerts: readAlerts(answers) },
        grafana,
      },
      messages: [...told.messages, ...failures(answers)],
      sent: [...alerts, ...told.sent],
    }))
  );
}

type Burns = Pick<UpstreamAlerts, 'rows' | 'costs'>;

/** How the SLOs stand, and since when those that fire burn, tells to ask what that has cost. */
function askBurns(asked: Asked): Observable<Told<Burns>> {
  const { toSeconds } = asked.range;
  return askRows(asked, { trend: false, onset: true }).pipe(
    switchMap((told): Observable<Told<Burns>> => {
      const first: Told<Burns> = { ...told, found: { rows: told.found, costs: new Map() } };
      const burning = burningOf(told.found).map(({ row }) => row);
      const looks = looksSinceOnset(toSeconds, burning);
      const queries = told.state === 'loading' ? [] : planSince(toSeconds, looks);
      return queries.length === 0
        ? of(first)
        : asked.askUpstream(queries).pipe(
            map((answers) => ({
              state: told.state,
              found: { rows: told.found, costs: judgeSince(toSeconds, looks, answers) },
              messages: [...told.messages, ...failures(answers)],
              sent: [...told.sent, ...queries],
            })),
            startWith<Told<Burns>>({ ...first, state: 'loading' })
          );
    })
  );
}

/** One range is of one query, which asks Grafana once, however many upstreams it has. */
const askedOfGrafana = new WeakMap<AskedRange, Observable<GrafanaAlerting>>();

/** What Grafana itself tells of alerts at the end of the range. */
export function askGrafanaOnce({ range, options, nowSeconds }: Asked): Observable<GrafanaAlerting> {
  const known = askedOfGrafana.get(range);
  if (known) {
    return known;
  }
  const isPast = nowSeconds - range.toSeconds > PRESENT_SECONDS;
  const { alertmanagerUid = '' } = options;
  const asked = combineLatest({
    alerts: isPast ? of(PAST) : askGrafanaAlerts(),
    alertmanager: alertmanagerUid === '' ? of(null) : isPast ? of(PAST) : askAlertmanager(alertmanagerUid),
  }).pipe(shareReplay({ bufferSize: 1, refCount: true }));
  askedOfGrafana.set(range, asked);
  return asked;
}

const PAST: Extract<Read<never>, { state: 'unreadable' }> = { state: 'unreadable', cause: 'past', message: '' };
