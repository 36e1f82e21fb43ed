import { combineLatest, filter, map, of, shareReplay, startWith, switchMap, type Observable } from 'rxjs';
import type { ActiveAlert, Read } from '../../core/alerting/alert';
import { planAlerts, readAlerts } from '../../core/alerting/seriesAlerts';
import { readPolicyOptions } from '../../core/budget/policyOptions';
import { withAlerts } from '../../core/query/alerts/stand';
import { isEmptyRow, withoutEmptyCopies } from '../../core/query/copies';
import type { Answers, Query } from '../../core/query/port';
import { slosJudge } from '../../core/query/slos/judge';
import { planOnsets, withOnsets } from '../../core/query/slos/onsets';
import { planPast } from '../../core/query/slos/past';
import { planSlos } from '../../core/query/slos/plan';
import { planWorstGroups, withWorstGroups } from '../../core/query/slos/worstGroups';
import type { SloRow } from '../../core/query/slos/row';
import { slosFrames } from '../frames/slos';
import { statusCountsFrame } from '../frames/statusCounts';
import { failures, type Asked, type QueryKind, type Told } from './queryKind';

type Rows = readonly SloRow[];

export const SLOS: QueryKind<Rows> = {
  ask: (asked) => {
    const single = (asked.target.groupBy ?? '') === '';
    const rows = askRows(asked, { trend: single, onset: single });
    return single ? askAlertsOf(asked, rows) : rows;
  },
  frames: (target, _, found) => slosFrames(target, withoutEmptyCopies(found.flat(), isEmptyRow)),
};

export const STATUS_COUNTS: QueryKind<Rows> = {
  ask: (asked) => askRows(asked, { trend: false, onset: false }),
  frames: ({ refId }, _, found) => [statusCountsFrame(refId, withoutEmptyCopies(found.flat(), isEmptyRow))],
};

/** With how their alerts stand. Nobody waits for Grafana to see the table, nor to see it whole. */
function askAlertsOf({ upstream, known, grafanaAlerting }: Asked, rows: Observable<ToldRows>): Observable<Told<Rows>> {
  return combineLatest([rows, grafanaAlerting.pipe(startWith(null))]).pipe(
    // As below: what is known in between costs more than it tells.
    filter(([{ state }], index) => index === 0 || state === 'done'),
    map(([{ alerts, ...told }, grafana]): Told<Rows> =>
      grafana === null
        ? { ...told, state: 'loading' }
        : { ...told, found: withAlerts({ upstream, known, rows: told.found, costs: new Map(), alerts }, grafana) }
    )
  );
}

/** What is told of rows, and which alerts are active. */
export interface ToldRows extends Told<Rows> {
  alerts: Read<readonly ActiveAlert[]>;
}

/** The table comes first; its trends follow, and since when what fires has burned, which only the table tells to ask. */
export function askRows(
  { range, slos, options, askUpstream }: Asked,
  {
    trend,
    onset,
    strays = false,
  }: {
    trend: boolean;
    onset: boolean;
    /** Whether alerts are wanted where there is no SLO, of none of which they can be. */
    strays?: boolean;
  }
): Observable<ToldRows> {
  const request = { ...range, trend };
  const { policies } = readPolicyOptions(options.errorBudgetPolicy);
  // Counts ask for what the table asks for, trend or not, so that one answer serves both.
  const planned = planSlos({ ...range, trend: true }, slos);
  const ofKind = (kind: Query['kind']) => planned.filter((query) => query.kind === kind);
  const past = planPast(request, slos);
  const trends = trend ? ofKind('range') : [];
  const judge = slosJudge(request, slos, policies);
  const alerts = slos.length > 0 || strays ? planAlerts(range.toSeconds) : [];
  const first = [...ofKind('instant'), ...alerts];
  const numbers = askUpstream(first).pipe(
    map((answers) => ({ answers, table: judge(answers) })),
    shareReplay({ bufferSize: 1, refCount: true })
  );
  // Two questions, so that counts beside the table share the one that both ask.
  const later = combineLatest([askUpstream(past), trend ? askUpstream(trends) : of<Answers>(new Map())]).pipe(
    startWith(null)
  );
  const told = combineLatest([numbers, later]).pipe(
    map(([{ answers: now, table }, rest]) => {
      const late: Answers = new Map((rest ?? []).flatMap((some) => [...some]));
      return {
        answers: new Map([...now, ...late]),
        rows: rest === null ? table : judge(now, late),
        isWhole: rest !== null,
      };
    })
  );
  const burns = numbers.pipe(
    switchMap(({ table }) => {
      const firing = onset ? table : [];
      const queries = [...planOnsets(range.toSeconds, firing, range), ...planWorstGroups(range.toSeconds, firing)];
      const found = queries.length === 0 ? of<Answers>(new Map()) : askUpstream(queries).pipe(startWith(null));
      return found.pipe(map((burning) => ({ queries, burning })));
    })
  );
  return combineLatest([told, burns]).pipe(
    // Every table is drawn anew, so that what is known in between would cost more than it tells.
    filter(([{ isWhole }, { burning }], index) => index === 0 || (isWhole && burning !== null)),
    map(([{ answers, rows, isWhole }, { queries, burning }]) => ({
      state: isWhole && burning !== null ? 'done' : 'loading',
      found:
        burning === null
          ? rows
          : withOnsets(range.toSeconds, withWorstGroups(range.toSeconds, rows, burning), burning, range),
      alerts: readAlerts(answers),
      messages: failures(new Map([...answers, ...(burning ?? [])])),
      sent: [...first, ...past, ...trends, ...queries],
    }))
  );
}
