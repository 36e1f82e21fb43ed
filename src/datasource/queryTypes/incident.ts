import { combineLatest, map, of, startWith, switchMap, type Observable } from 'rxjs';
import { planAlerts, readAlerts } from '../../core/alerting/seriesAlerts';
import type { GrafanaAlerting, UpstreamAlerts } from '../../core/query/alerts/rows';
import { isEmptyRow, withoutEmptyCopies } from '../../core/query/copies';
import { judgeEpisodes, type SloEpisodes } from '../../core/query/episodes/judge';
import { planEpisodes } from '../../core/query/episodes/plan';
import { endOfBefore, judgeBefore, planBefore, startOfBefore, type Before } from '../../core/query/incident/before';
import { burningOf, mainRow } from '../../core/query/incident/burning';
import { judgeDataAge, planDataAge } from '../../core/query/incident/dataAge';
import { judgeSince, looksSinceOnset, planSince, type Since } from '../../core/query/incident/since';
import { halved } from '../../core/query/points';
import type { Answers } from '../../core/query/port';
import type { SloRow } from '../../core/query/slos/row';
import { annotationsBetween, type Marks } from '../annotationsBetween';
import { incidentFrame } from '../frames/incident';
import { failures, type Asked, type QueryKind, type Told } from './queryKind';
import { askRows } from './slos';

/** What one upstream knows of what burns. */
export interface UpstreamIncident {
  atSeconds: number;
  rows: readonly SloRow[];
  /** Null until it is known. */
  later: Later | null;
}

/** What only those that burn tell to ask. */
export interface Later {
  dataAgeSeconds: number | null;
  since: ReadonlyMap<SloRow, Since>;
  /** Of the SLO that the upstream would put first; null where it has no onset. */
  before: { row: SloRow; told: Before; marks: Marks } | null;
  /** Alerts, where something burns; null where nothing does. */
  alerts: { upstream: UpstreamAlerts; grafana: GrafanaAlerting } | null;
  /** Where nothing burns, those of the SLOs that have spent the most. */
  episodes: readonly SloEpisodes[];
}

/** Episodes are many samples, and one of them is told. */
const MOST_QUIET_SLOS = 5;

export const INCIDENT: QueryKind<UpstreamIncident> = {
  ask: (asked) =>
    askRows(half(asked), { trend: false, onset: true }).pipe(
      switchMap((told) =>
        told.state === 'loading' ? of({ ...told, found: first(asked, told.found) }) : askLater(half(asked), told)
      )
    ),
  frames: ({ refId }, _, found) => {
    const kept = new Set(
      withoutEmptyCopies(
        found.flatMap(({ rows }) => rows),
        isEmptyRow
      )
    );
    return [
      incidentFrame(
        refId,
        found.map((one) => ({ ...one, rows: one.rows.filter((row) => kept.has(row)) }))
      ),
    ];
  },
};

/** The rows are one question; what they tell to ask is the other. */
function half(asked: Asked): Asked {
  return { ...asked, range: halved(asked.range) };
}

function first({ range }: Asked, rows: readonly SloRow[]): UpstreamIncident {
  return { atSeconds: range.toSeconds, rows, later: null };
}

function askLater(asked: Asked, told: Told<readonly SloRow[]>): Observable<Told<UpstreamIncident>> {
  const { range, slos, askUpstream } = asked;
  const { toSeconds } = range;
  const rows = told.found;
  const burning = burningOf(rows).map(({ row }) => row);
  const isBurning = burning.length > 0;
  const looks = looksSinceOnset(toSeconds, burning);
  const main = mainRow(rows);
  const { onset } = main ?? {};
  const quiet = isBurning ? [] : mostSpent(rows).map(({ slo }) => slos.find(({ id }) => id === slo.id) ?? slo);
  // The screen is about one SLO, and another one's samples say nothing of it.
  const own = main ? slos.filter(({ id }) => id === main.slo.id) : slos;
  const queries = [
    ...(isBurning ? planAlerts(toSeconds) : []),
    ...planDataAge(toSeconds, own),
    ...planSince(toSeconds, looks),
    ...(main && onset ? planBefore(toSeconds, main, onset.atSeconds, range) : []),
    ...planEpisodes(range, quiet),
  ];
  const marks = onset
    ? annotationsBetween(startOfBefore(onset.atSeconds) * 1000, endOfBefore(toSeconds, onset.atSeconds) * 1000)
    : of<Marks>({ state: 'ok', marks: [] });
  const grafana = isBurning ? asked.grafanaAlerting : of(null);
  return combineLatest([askUpstream(queries), marks, grafana]).pipe(
    map(([answers, read, alerting]): Told<UpstreamIncident> => ({
      state: 'done',
      found: {
        atSeconds: toSeconds,
        rows,
        later: {
          dataAgeSeconds: judgeDataAge(toSeconds, own, answers),
          since: judgeSince(toSeconds, looks, answers),
          before:
            main && onset
              ? {
                  row: main,
                  told: judgeBefore(toSeconds, main, onset.atSeconds, answers, asked.rules, range),
                  marks: read,
                }
              : null,
          alerts: alerting && {
            upstream: {
              upstream: asked.upstream,
              known: asked.known,
              rows,
              costs: new Map(),
              alerts: readAlerts(answers),
            },
            grafana: alerting,
          },
          episodes: judgeEpisodes(range, quiet, answers),
        },
      },
      messages: [...told.messages, ...failuresOf(answers)],
      sent: [...told.sent, ...queries],
    })),
    startWith<Told<UpstreamIncident>>({ ...told, state: 'loading', found: first(asked, rows) })
  );
}

/** What changed before is told apart where it could not be had; it fails no answer. */
function failuresOf(answers: Answers): string[] {
  return failures(new Map([...answers].filter(([id]) => !id.startsWith('before:'))));
}

function mostSpent(rows: readonly SloRow[]): SloRow[] {
  const left = ({ budgetRemaining }: SloRow) => budgetRemaining.value ?? Infinity;
  return [...rows].sort((a, b) => left(a) - left(b)).slice(0, MOST_QUIET_SLOS);
}
