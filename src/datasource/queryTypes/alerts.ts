import { combineLatest, map, of, startWith, switchMap, type Observable } from 'rxjs';
import { planAlerts, readAlerts } from '../../core/alerting/seriesAlerts';
import type { GrafanaAlerting, UpstreamAlerts } from '../../core/query/alerts/rows';
import { burningOf } from '../../core/query/incident/burning';
import { judgeSince, looksSinceOnset, planSince } from '../../core/query/incident/since';
import { alertsFrame } from '../frames/alerts';
import { failures, type Asked, type QueryKind, type Told } from './queryKind';
import { askRows } from './slos';

/** What one upstream tells, and Grafana, which tells the same whichever upstream asks. */
export interface FoundAlerts {
  upstream: UpstreamAlerts;
  grafana: GrafanaAlerting;
}

export const ALERTS: QueryKind<FoundAlerts> = {
  ask: askAlerts,
  frames: ({ refId }, _, found) => [alertsFrame(refId, found)],
};

function askAlerts(asked: Asked): Observable<Told<FoundAlerts>> {
  const alerts = planAlerts(asked.range.toSeconds);
  return combineLatest([askBurns(asked), asked.askUpstream(alerts), asked.grafanaAlerting]).pipe(
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
