import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import {
  INCIDENT_FIELD,
  INCIDENT_SCHEMA,
  INCIDENT_VERSION,
  type BurningSlo,
  type IncidentChange,
  type IncidentView,
  type PastEpisode,
} from '../../core/frame/incident';
import { alertRows, type AlertRow } from '../../core/query/alerts/rows';
import { withSlos, type Change, type Place } from '../../core/query/incident/before';
import {
  beganTogether,
  burningOf,
  burningRow,
  mainRow,
  SAME_ONSET_SECONDS,
  type Burning,
} from '../../core/query/incident/burning';
import type { Since } from '../../core/query/incident/since';
import type { SloRow } from '../../core/query/slos/row';
import { aggregate, binary, call, range, type Expr } from '../../core/promql/ast';
import { print } from '../../core/promql/print';
import { inAnySpelling } from '../../core/latency/bounds';
import { column } from '../../core/query/columns';
import { SHORTEST_COUNT_SECONDS } from '../../core/query/judgedSlo';
import type { EventCount, EventsSli } from '../../core/slo/events';
import { labelsOfKey } from '../../core/slo/identity';
import { formatDuration } from '../../core/window/duration';
import { notifiedReasonWords } from '../alertWords';
import { changeWords, noGroupsWords, noLastEpisodeWords, notLookedWords, placeWords } from '../incidentWords';
import type { Later, UpstreamIncident } from '../queryTypes/incident';
import { causeWords } from '../words';
import { milliseconds } from './fields';
import { notAskedNotices } from './notices';

/** The incident of all upstreams as the frame that core/frame/incident describes; one row that holds the whole. */
export function incidentFrame(refId: string, found: readonly UpstreamIncident[]): DataFrame {
  return createDataFrame({
    refId,
    name: 'incident',
    meta: {
      custom: { schema: INCIDENT_SCHEMA, version: INCIDENT_VERSION },
      notices: notAskedNotices(
        found.flatMap(({ rows }) => rows),
        ['onset']
      ),
    },
    fields: [{ name: INCIDENT_FIELD, type: FieldType.other, config: {}, values: [viewOf(found)] }],
  });
}

function viewOf(found: readonly UpstreamIncident[]): IncidentView {
  const rows = found.flatMap((one) => one.rows);
  const since = new Map(found.flatMap(({ later }) => [...(later?.since ?? [])]));
  const burning = burningOf(rows);
  const main = mainRow(rows);
  const others = burning.filter(({ row }) => row !== main);
  const alerts = alertsByRow(found);
  const told = main && found.flatMap(({ later }) => (later?.before?.row === main ? [later.before] : []))[0];
  const ages = found.flatMap(({ later }) => (later?.dataAgeSeconds == null ? [] : [later.dataAgeSeconds]));
  const where = main && since.get(main);
  const last = lastEpisode(found);
  return {
    atMilliseconds: Math.max(...found.map(({ atSeconds }) => atSeconds)) * 1000,
    complete: found.every(({ later }) => later !== null),
    // The oldest of several data sources: what it holds is no newer for another one.
    dataAgeSeconds: ages.length === 0 ? null : Math.max(...ages),
    sloCount: rows.length,
    blind: rows
      .filter(({ verdict }) => verdict.status === 'blind')
      .map(({ slo, verdict }) => ({
        service: slo.service,
        name: slo.name,
        upstream: slo.upstream.name,
        reason: causeWords(verdict.cause),
      })),
    main: main && burningSlo(main, burningRow(main), since.get(main), alerts.get(main)),
    others: others.map((one) => burningSlo(one.row, one, since.get(one.row), alerts.get(one.row))),
    together: others.flatMap(({ row }) => (main && beganTogether(main, row) ? [row.slo.id] : [])),
    togetherSeconds: SAME_ONSET_SECONDS,
    last: burning.length > 0 ? null : last,
    lastReason: burning.length > 0 || last ? '' : noLastWords(found),
    groups: where ? [...where.groups] : [],
    groupsReason: where && where.groups.length === 0 ? noGroupsWords(main.slo, where) : '',
    ...changesOf(main && told ? { marks: told.marks, told: withSlos(told.told, main, rows) } : null),
  };
}

function burningSlo(
  { slo, verdict, budgetRemaining, onset, eventWeighted, burnRates, method }: SloRow,
  burning: Burning | null,
  since?: Since,
  alerts: readonly AlertRow[] = []
): BurningSlo {
  const exhaustion = verdict.exhaustion?.seconds ?? null;
  const rates = [...burnRates].flatMap(([seconds, { value }]) => (value === null ? [] : [{ seconds, rate: value }]));
  const recent = rates.filter(({ seconds }) => seconds <= HOUR_SECONDS);
  return {
    id: slo.id,
    service: slo.service,
    name: slo.name,
    description: slo.description ?? '',
    owner: slo.owner ?? '',
    upstream: slo.upstream.name,
    labels: slo.labels,
    status: verdict.status,
    statusReason: causeWords(verdict.cause),
    severity: burning?.pair.severity ?? null,
    alert: burning ? (ALERT_ORDER.find((one) => alerts.some(({ state }) => state === one)) ?? null) : null,
    firing: alerts.flatMap(({ state, alert, notified }) =>
      state === 'firing' && alert
        ? [
            {
              name: alert.name,
              sinceMilliseconds: milliseconds(alert.activeSeconds),
              notified: notified.state,
              notifiedReason: notifiedReasonWords(notified),
            },
          ]
        : []
    ),
    pair: burning
      ? [...new Set([burning.pair.shortSeconds, burning.pair.longSeconds])].map(formatDuration).join('/')
      : '',
    burnRate: burning?.burnRate ?? null,
    nowRate: rates[0]?.rate ?? null,
    calm: recent.length > 0 && recent.every(({ rate }) => rate <= 1),
    onsetMilliseconds: onset ? onset.atSeconds * 1000 : null,
    onsetSeen: onset?.seen ?? false,
    costRatio: since?.costRatio ?? null,
    badEvents: since?.badEvents ?? null,
    budgetRemaining: budgetRemaining.value,
    eventBudgetRemaining: method.kind === 'events' ? null : (eventWeighted?.budgetRemaining.value ?? null),
    exhaustionSeconds: exhaustion === null || !Number.isFinite(exhaustion) ? null : exhaustion,
    exhaustionRateWindow: verdict.exhaustion ? formatDuration(verdict.exhaustion.rateWindowSeconds) : '',
    links: [
      ...new Map([...slo.links, ...alerts.flatMap(({ links }) => links)].map((link) => [link.url, link])).values(),
    ],
    promql: errorRatioQuery(slo),
    alertLabels: alertLabels(slo),
    upstreamUid: slo.upstream.uid,
  };
}

/** A ticket that fires for what is worth a page leaves the page missing. */
const ALERT_ORDER: ReadonlyArray<AlertRow['state']> = ['missing', 'unknown', 'firing', 'pending'];

/** The alerts of each SLO that burns, those that it lacks among them. */
function alertsByRow(found: readonly UpstreamIncident[]): Map<SloRow, AlertRow[]> {
  const asked = found.flatMap(({ later }) => later?.alerts ?? []);
  const [first] = asked;
  const byRow = new Map<SloRow, AlertRow[]>();
  if (!first) {
    return byRow;
  }
  const told = alertRows(
    asked.map(({ upstream }) => upstream),
    first.grafana
  );
  for (const alert of told.rows) {
    if (alert.row) {
      byRow.set(alert.row, [...(byRow.get(alert.row) ?? []), alert]);
    }
  }
  return byRow;
}

/**
 * Labels that the alerts of an SLO have from its series, so that those of another group or namespace are not silenced too.
 * Tools whose alerts carry others have none.
 */
function alertLabels({ tool, recorded }: SloRow['slo']): Record<string, string> {
  if (!recorded || recorded.idValue === '' || (tool !== 'sloth' && tool !== 'pyrra' && tool !== 'grafana-slo')) {
    return {};
  }
  const { sloth_window: _window, ...own } = labelsOfKey(recorded.seriesKey);
  return { [recorded.idLabel]: recorded.idValue, ...own };
}

/** What of its events was bad in the last minutes: as it is recorded, or counted. */
function errorRatioQuery({ recorded, events }: SloRow['slo']): string {
  if (recorded?.slot) {
    return print(column(recorded.slot.ratio, [recorded]));
  }
  // The samples of a gauge have no rate.
  return events && events.total[0].selector.samples === undefined ? print(ratioOf(events)) : '';
}

function ratioOf({ counted, part, total }: EventsSli): Expr {
  const bad = counted === 'bad' ? rateOf(part) : binary(rateOf(total), '-', rateOf(part));
  return binary(bad, '/', rateOf(total));
}

function rateOf([first, ...others]: EventCount): Expr {
  const rate = ({ selector }: EventCount[0]) =>
    aggregate('sum', [], call('rate', range(inAnySpelling(selector), SHORTEST_COUNT_SECONDS)));
  return others.reduce<Expr>((sum, term) => binary(sum, term.sign < 0 ? '-' : '+', rate(term)), rate(first));
}

/** Nobody has looked at all SLOs, and what could not be had is no quiet past. */
function noLastWords(found: readonly UpstreamIncident[]): string {
  const looked = found.flatMap(({ later }) => later?.episodes ?? []);
  const seen = looked.filter(({ state }) => state === 'ok').length;
  return noLastEpisodeWords(seen, looked.length);
}

function lastEpisode(found: readonly UpstreamIncident[]): PastEpisode | null {
  const ended = found
    .flatMap(({ later }) => later?.episodes ?? [])
    .flatMap((one) =>
      one.state === 'ok'
        ? one.episodes.flatMap(({ endSeconds, onsetSeconds, costRatio, severity }) =>
            endSeconds === null ? [] : [{ slo: one.slo, endSeconds, onsetSeconds, costRatio, severity }]
          )
        : []
    )
    .sort((a, b) => b.endSeconds - a.endSeconds);
  const [last] = ended;
  return last
    ? {
        service: last.slo.service,
        name: last.slo.name,
        onsetMilliseconds: last.onsetSeconds * 1000,
        endMilliseconds: last.endSeconds * 1000,
        costRatio: last.costRatio,
        severity: last.severity,
      }
    : null;
}

const HOUR_SECONDS = 3600;

const KINDS: Record<Change['kind'], IncidentChange['kind']> = {
  version: 'version',
  seriesLost: 'targets',
  targetsDown: 'targets',
  rulesFail: 'rules',
  rulesStopped: 'rules',
  alert: 'alert',
  slo: 'slo',
};

function changesOf(
  before: Pick<NonNullable<Later['before']>, 'told' | 'marks'> | null
): Pick<IncidentView, 'changes' | 'nothingFoundIn' | 'notLookedIn' | 'changesFromMilliseconds'> {
  if (!before) {
    return { changes: [], nothingFoundIn: [], notLookedIn: [], changesFromMilliseconds: null };
  }
  const { told, marks } = before;
  const changes = told.changes.map((change): IncidentChange => ({
    kind: KINDS[change.kind],
    atMilliseconds: change.atSeconds * 1000,
    text: changeWords(change),
  }));
  const marked = marks.state === 'ok' ? marks.marks.map((mark) => ({ kind: 'annotation' as const, ...mark })) : [];
  const nothing: Array<Place | 'annotations'> = [
    ...told.nothingIn,
    ...(marks.state === 'ok' && marked.length === 0 ? (['annotations'] as const) : []),
  ];
  return {
    changes: [...changes, ...marked].sort((a, b) => b.atMilliseconds - a.atMilliseconds),
    nothingFoundIn: nothing.map(placeWords),
    notLookedIn: [
      ...told.notIn.map(({ place, unseen }) => notLookedWords(place, unseen)),
      ...(marks.state === 'failed' ? [notLookedWords('annotations', { kind: 'failed', message: marks.message })] : []),
    ],
    changesFromMilliseconds: told.fromSeconds * 1000,
  };
}
