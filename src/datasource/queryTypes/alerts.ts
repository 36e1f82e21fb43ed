import { combineLatest, concat, map, of, shareReplay, switchMap, type Observable } from 'rxjs';
import type { Read } from '../../core/alerting/alert';
import { planAlerts, readAlerts } from '../../core/alerting/seriesAlerts';
import { planCosts, readCosts } from '../../core/query/alerts/cost';
import type { GrafanaAlerting, UpstreamAlerts } from '../../core/query/alerts/rows';
import type { Answers, Query } from '../../core/query/port';
import { judgeSlos } from '../../core/query/slos/judge';
import { planOnsets, withOnsets } from '../../core/query/slos/onsets';
import { planPast } from '../../core/query/slos/past';
import { planSlos } from '../../core/query/slos/plan';
import type { SloRow } from '../../core/query/slos/row';
import { askAlertmanager, askGrafanaAlerts } from '../../shared/delegate/askAlerting';
import { alertsFrame } from '../frames/alerts';
import { failures, textOf, type Asked, type AskedRange, type QueryKind, type Told } from './queryKind';

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
  return combineLatest([askBurns(asked), asked.askUpstream(alerts), grafanaOnce(asked)]).pipe(
    map(([burns, answers, grafana]) => ({
      state: burns.state,
      found: {
        upstream: {
          upstream: asked.upstream,
          known: asked.known,
          rows: burns.rows,
          costs: burns.costs,
          alerts: readAlerts(answers),
        },
        grafana,
      },
      messages: failures(new Map([...burns.answers, ...answers])),
      promql: [...alerts, ...burns.queries].map(textOf),
    }))
  );
}

interface Burns extends Pick<UpstreamAlerts, 'rows' | 'costs'> {
  state: Told<unknown>['state'];
  answers: Answers;
  queries: readonly Query[];
}

/** How the SLOs stand comes first; then since when those that fire burn, and then what that has cost. */
function askBurns({ range, slos, askUpstream }: Asked): Observable<Burns> {
  const { toSeconds } = range;
  // The table of SLOs asks for the same, so that one answer serves both.
  const numbers = planSlos({ ...range, trend: true }, slos).filter(({ kind }) => kind === 'instant');
  const past = planPast(toSeconds, slos);
  return combineLatest([askUpstream(numbers), askUpstream(past)]).pipe(
    switchMap(([now, before]) => {
      const answers: Answers = new Map([...now, ...before]);
      const rows = judgeSlos({ ...range, trend: false }, slos, answers);
      const first: Burns = { state: 'loading', rows, costs: new Map(), answers, queries: [...numbers, ...past] };
      const onsets = planOnsets(toSeconds, rows);
      return onsets.length === 0
        ? of<Burns>({ ...first, state: 'done' })
        : concat(of(first), askUpstream(onsets).pipe(switchMap((told) => askCosts(first, onsets, told))));
    })
  );

  function askCosts(first: Burns, onsets: readonly Query[], told: Answers): Observable<Burns> {
    const rows: SloRow[] = withOnsets(toSeconds, first.rows, told);
    const costs = planCosts(toSeconds, rows);
    return askUpstream(costs).pipe(
      map((counted) => ({
        state: 'done',
        rows,
        costs: readCosts(toSeconds, rows, counted),
        answers: new Map([...first.answers, ...told, ...counted]),
        queries: [...first.queries, ...onsets, ...costs],
      }))
    );
  }
}

/** One range is of one query, which asks Grafana once, however many upstreams it has. */
const askedOfGrafana = new WeakMap<AskedRange, Observable<GrafanaAlerting>>();

function grafanaOnce({ range, options, nowSeconds }: Asked): Observable<GrafanaAlerting> {
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
