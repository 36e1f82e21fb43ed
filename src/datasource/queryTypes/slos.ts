import {
  combineLatest,
  debounce,
  filter,
  map,
  of,
  shareReplay,
  startWith,
  switchMap,
  timer,
  type Observable,
} from 'rxjs';
import { planActiveAlerts, readAlerts } from '../../core/alerting/seriesAlerts';
import { readPolicyOptions } from '../../core/budget/policyOptions';
import type { GrafanaAlerting, UpstreamAlerts } from '../../core/query/alerts/rows';
import { withAlerts } from '../../core/query/alerts/stand';
import { isEmptyRow, withoutEmptyCopies } from '../../core/query/copies';
import type { Answers, Query } from '../../core/query/port';
import { slosJudge } from '../../core/query/slos/judge';
import { planOnsets, withOnsets } from '../../core/query/slos/onsets';
import { planPast, planPastTraffic } from '../../core/query/slos/past';
import { planSlos } from '../../core/query/slos/plan';
import { planWorstGroups, withWorstGroups } from '../../core/query/slos/worstGroups';
import type { SloRow } from '../../core/query/slos/row';
import { slosFrames } from '../frames/slos';
import { statusCountsFrame } from '../frames/statusCounts';
import { failures, type Asked, type QueryKind, type Told } from './queryKind';

type Rows = readonly SloRow[];

/** The rows of one upstream, and what is known of alerts: null until it is, and where nobody asks. */
interface FoundRows extends Pick<UpstreamAlerts, 'upstream' | 'known' | 'rows'> {
  alerting: { alerts: UpstreamAlerts['alerts']; grafana: GrafanaAlerting } | null;
}

export const SLOS: QueryKind<FoundRows> = {
  ask: (asked) => {
    const { upstream, known } = asked;
    const single = (asked.target.groupBy ?? '') === '';
    const rows = askRows(asked, { trend: single, onset: single });
    return single
      ? withAlerting(asked, rows)
      : rows.pipe(map((told) => ({ ...told, found: { upstream, known, rows: told.found, alerting: null } })));
  },
  frames: (target, _, found) => slosFrames(target, withoutEmptyCopies(rowsOf(found), isEmptyRow)),
};

export const STATUS_COUNTS: QueryKind<Rows> = {
  ask: (asked) => askRows(asked, { trend: false, onset: false }),
  frames: ({ refId }, _, found) => [statusCountsFrame(refId, withoutEmptyCopies(found.flat(), isEmptyRow))],
};

/**
 * With how their alerts stand, where that is known of their upstream: one that is slow costs its own only. The SLOs of all
 * are looked at, since an alert of Grafana may be of any of them.
 */
function rowsOf(found: readonly FoundRows[]): SloRow[] {
  const [grafana] = found.flatMap(({ alerting }) => alerting?.grafana ?? []);
  if (!grafana) {
    return found.flatMap(({ rows }) => rows);
  }
  const untold = new Set(found.flatMap(({ upstream, alerting }) => (alerting ? [] : [upstream.uid])));
  const told = found.map(({ alerting, ...one }) => ({ ...one, costs: new Map(), alerts: alerting?.alerts ?? NOT_YET }));
  return withAlerts(told, grafana).map(({ alert, ...row }) =>
    alert && !untold.has(row.slo.upstream.uid) ? { ...row, alert } : row
  );
}

const NOT_YET: UpstreamAlerts['alerts'] = { state: 'unreadable', cause: 'unavailable', message: '' };

/** So long a whole table waits for alerts, which mostly come with it, rather than be drawn twice. */
const PATIENCE_MILLISECONDS = 300;

/** Nobody waits for alerts to see the table, nor to see it whole. What cannot be known of them stands in the rows alone. */
function withAlerting(
  { upstream, known, slos, range, askUpstream, grafanaAlerting }: Asked,
  rows: Observable<Told<Rows>>
): Observable<Told<FoundRows>> {
  const queries = slos.length === 0 ? [] : planActiveAlerts(range.toSeconds);
  const asked = combineLatest([askUpstream(queries), grafanaAlerting]).pipe(startWith(null));
  return combineLatest([asked, rows]).pipe(
    // As below: what is known in between costs more than it tells.
    filter(([, { state }], index) => index === 0 || state === 'done'),
    debounce(([alerting, { state }]) =>
      state === 'done' && alerting === null ? timer(PATIENCE_MILLISECONDS) : of(null)
    ),
    map(([alerting, told]): Told<FoundRows> => ({
      ...told,
      state: alerting ? told.state : 'loading',
      found: {
        upstream,
        known,
        rows: told.found,
        alerting: alerting && { alerts: readAlerts(alerting[0]), grafana: alerting[1] },
      },
      sent: [...told.sent, ...queries],
    }))
  );
}

/** The table comes first; its trends follow, and since when what fires has burned, which only the table tells to ask. */
export function askRows(
  { range, slos, options, askUpstream }: Asked,
  { trend, onset }: { trend: boolean; onset: boolean }
): Observable<Told<Rows>> {
  const request = { ...range, trend };
  const { policies } = readPolicyOptions(options.errorBudgetPolicy);
  // Counts ask for what the table asks for, trend or not, so that one answer serves both.
  const planned = planSlos({ ...range, trend: true }, slos);
  const ofKind = (kind: Query['kind']) => planned.filter((query) => query.kind === kind);
  const past = planPast(request, slos);
  const trends = trend ? ofKind('range') : [];
  const judge = slosJudge(request, slos, [...ofKind('instant'), ...trends, ...past], policies);
  const askTraffic = (answers: Answers) => {
    const traffic = planPastTraffic(request, slos, answers);
    const told = traffic.length === 0 ? of<Answers>(new Map()) : askUpstream(traffic);
    return told.pipe(map((more) => ({ answers: [...answers, ...more], traffic })));
  };
  const numbers = askUpstream(ofKind('instant')).pipe(
    map((answers) => {
      const judgeWith = judge(answers);
      return { answers, judgeWith, table: judgeWith() };
    }),
    shareReplay({ bufferSize: 1, refCount: true })
  );
  // Two questions, so that counts beside the table share the one that both ask.
  const later = combineLatest([
    askUpstream(past).pipe(switchMap((answers) => askTraffic(answers))),
    trend ? askUpstream(trends) : of<Answers>(new Map()),
  ]).pipe(
    map(([{ answers, traffic }, ofTrends]) => ({ answers: [...answers, ...ofTrends], traffic })),
    startWith(null)
  );
  const told = combineLatest([numbers, later]).pipe(
    map(([{ answers: now, judgeWith, table }, rest]) => {
      const late: Answers = new Map(rest?.answers);
      return {
        answers: new Map([...now, ...late]),
        rows: rest === null ? table : judgeWith(late),
        isWhole: rest !== null,
        traffic: rest?.traffic ?? [],
      };
    })
  );
  const burns = numbers.pipe(
    switchMap(({ table }) => {
      const firing = onset ? table : [];
      const onsets = planOnsets(range.toSeconds, firing, range);
      const queries = [...onsets.queries, ...planWorstGroups(range.toSeconds, firing)];
      const found = queries.length === 0 ? of<Answers>(new Map()) : askUpstream(queries).pipe(startWith(null));
      return found.pipe(map((burning) => ({ queries, burning, addOnsets: burning && withOnsets(onsets, burning) })));
    })
  );
  return combineLatest([told, burns]).pipe(
    // Every table is drawn anew, so that what is known in between would cost more than it tells.
    filter(([{ isWhole }, { burning }], index) => index === 0 || (isWhole && burning !== null)),
    map(([{ answers, rows, isWhole, traffic }, { queries, burning, addOnsets }]) => ({
      state: isWhole && burning !== null ? 'done' : 'loading',
      found: burning && addOnsets ? addOnsets(withWorstGroups(range.toSeconds, rows, burning)) : rows,
      messages: failures(new Map([...answers, ...(burning ?? [])])),
      sent: [...ofKind('instant'), ...past, ...traffic, ...trends, ...queries],
    }))
  );
}
