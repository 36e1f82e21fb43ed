import { createDataFrame, type DataFrame, type Field, type ValueMapping } from '@grafana/data';
import { ALERT_STANDS, type AlertStand } from '../../core/alerting/alertStand';
import type { Measured } from '../../core/budget/dataState';
import { POLICY_STATES, type PolicyCause, type PolicyState } from '../../core/budget/policy';
import type { StatusCause } from '../../core/budget/status';
import {
  SLO_TABLE_FIELDS,
  SLO_TABLE_SCHEMA,
  SLO_TABLE_VERSION,
  type MemberDetail,
  type PeriodDetail,
  type SloDetails,
  type SloTableFieldSpec,
  type SloTableRole,
} from '../../core/frame/sloTable';
import { firingPair } from '../../core/query/slos/firingPair';
import type { Untold } from '../../core/query/alerts/stand';
import { readFrom } from '../../core/query/slos/readFrom';
import type { MemberRow, SloRow } from '../../core/query/slos/row';
import { wholeSeconds } from '../../core/window/calendar';
import { formatDuration } from '../../core/window/duration';
import { alertStandWord } from '../../shared/alertStandWord';
import { dashboardVariables } from '../../shared/dashboardVariables';
import { policyWord } from '../../shared/policyWord';
import { excludedWords } from '../exclusionWords';
import { firingPairText, unseenOnsetWords } from '../pairWords';
import { policyReasonWords } from '../policyWords';
import { calendarWords, periodBudgetWords, periodWords, renewalWords } from '../periodWords';
import { rowAlertWords } from '../rowAlertWords';
import { stateWords } from '../stateWords';
import { causeWords, methodWords, problemSeverity, problemWords } from '../words';
import { countedWords, noTrendWords, rateMethodWords, recordedMethodWords, whyNoTrend } from '../recordedMethodWords';
import { defaultWindowWords, toolWord } from '../toolWords';
import { budgetFrame } from './budget';
import { once } from '../once';
import { FIELD_TYPES, objectiveDecimals, sliDecimals } from './fields';
import { statusMappings, wordMappings } from './wordMappings';

/** The rows as the frame that core/frame/sloTable describes. */
export function sloTableFrame(refId: string, rows: readonly SloRow[]): DataFrame {
  const windows = [...new Set(rows.flatMap(({ burnRates }) => [...burnRates.keys()]))].sort((a, b) => a - b);
  const objectives = rows.map(({ slo }) => slo.objectiveRatio);
  const ofSli = { decimals: sliDecimals(objectives) };
  const frame = createDataFrame({
    refId,
    name: 'slos',
    meta: { custom: { schema: SLO_TABLE_SCHEMA, version: SLO_TABLE_VERSION }, preferredVisualisationType: 'table' },
    fields: [
      field('service', (row) => row.slo.service, rows),
      field('name', (row) => row.slo.name, rows),
      field('status', (row) => row.verdict.status, rows, { mappings: statusMappings() }),
      field('statusReason', reasonOf, rows),
      field('firingPair', firingPairOf, rows),
      field('burningSince', (row) => (row.onset ? row.onset.atSeconds * 1000 : null), rows),
      field('worstGroup', ({ worstGroup }) => (worstGroup ? `${worstGroup.label}: ${worstGroup.value}` : ''), rows),
      field('alert', ({ alert }) => alert?.stand ?? '', rows, { mappings: alertMappings() }),
      field('alertReason', words.alert, rows),
      field('policy', (row) => row.policy.state, rows, { mappings: policyMappings() }),
      field('policyReason', (row) => words.policy(row.policy.cause), rows),
      field('objective', (row) => row.slo.objectiveRatio, rows, { decimals: objectiveDecimals(objectives) }),
      field('window', (row) => wholeSeconds(row.slo.window), rows),
      field('sli', (row) => row.sli.value, rows, ofSli),
      field('budgetRemaining', (row) => row.budgetRemaining.value, rows),
      field('eventSli', (row) => besides(row)?.sli.value ?? null, rows, ofSli),
      field('eventBudgetRemaining', (row) => besides(row)?.budgetRemaining.value ?? null, rows),
      field('badEvents', (row) => row.eventWeighted?.badEvents.value ?? null, rows),
      field('totalEvents', (row) => row.eventWeighted?.totalEvents.value ?? null, rows),
      field('dataState', (row) => row.budgetRemaining.state, rows),
      field('dataStateReason', (row) => words.state(row.budgetRemaining), rows),
      ...windows.map((seconds) => ({
        ...field('burnRate', (row) => row.burnRates.get(seconds)?.value ?? null, rows),
        labels: { window: formatDuration(seconds) },
        // Without it Grafana's table heads every window alike.
        config: { unit: 'x', displayNameFromDS: `burnRate ${formatDuration(seconds)}`, custom: { role: 'burnRate' } },
      })),
      field('exhaustion', (row) => finiteOrNull(row.verdict.exhaustion?.seconds ?? null), rows),
      field('trend', (row) => (row.trend.length === 0 ? null : budgetFrame(refId, row.slo, row.trend)), rows),
      field('description', (row) => row.slo.description ?? '', rows),
      field('links', (row) => row.slo.links, rows),
      field('owner', (row) => row.slo.owner ?? '', rows),
      field('labels', (row) => row.slo.labels, rows),
      field('variables', (row) => dashboardVariables(row.slo.labels), rows),
      field('tool', (row) => toolWord(row.slo.tool), rows),
      field('upstream', (row) => row.slo.upstream.name, rows),
      field('id', (row) => row.slo.id, rows),
      field('details', details, rows),
    ],
  });
  return frame;
}

const stateOnce = once(stateWords);
const noTrendOnce = once(noTrendWords);
const recordedOnce = once(recordedMethodWords);
const untoldOnce = once(({ untold, name }: { untold: readonly Untold[]; name: string }) =>
  rowAlertWords([], untold, name)
);

/** What rows have in common is put into words once for all of them. */
const words = {
  cause: once(causeWords, keyOfCause),
  policy: once(policyReasonWords, keyOfCause),
  method: (row: SloRow) => (row.method.kind === 'recorded' ? recordedOnce(row.method) : methodWords(row)),
  noTrend: (row: SloRow) => {
    const why = whyNoTrend(row);
    return why ? noTrendOnce(why) : '';
  },
  duration: once(formatDuration, String),
  // Not by the value, in which numbers of one reason differ.
  state: ({ reason }: Measured) => (reason ? stateOnce({ reason }) : ''),
  alert: ({ alert, slo: { upstream } }: SloRow) =>
    !alert
      ? ''
      : alert.alerts.length === 0
        ? untoldOnce({ untold: alert.untold, name: upstream.name })
        : rowAlertWords(alert.alerts, alert.untold, upstream.name),
};

/** Why a number decides nothing is told without the number, which differs from row to row. */
function keyOfCause(cause: StatusCause | PolicyCause): string {
  return JSON.stringify(cause.rule === 'cannotSee' ? { ...cause, what: { ...cause.what, value: null } } : cause);
}

function field<T>(
  role: SloTableRole,
  value: (row: SloRow) => T,
  rows: readonly SloRow[],
  config: Field['config'] = {}
): Pick<Field<T>, 'name' | 'type' | 'config' | 'values'> {
  const spec: SloTableFieldSpec = SLO_TABLE_FIELDS[role];
  return {
    name: spec.name,
    type: FIELD_TYPES[spec.type],
    config: {
      ...config,
      ...(spec.unit === undefined ? {} : { unit: spec.unit }),
      custom: { role, ...(config.decimals == null ? {} : { decimals: config.decimals }) },
    },
    values: rows.map(value),
  };
}

/** The event-weighted numbers, where they stand beside a tool's own and are not the row's numbers themselves. */
function besides(row: SloRow): SloRow['eventWeighted'] {
  return row.method.kind === 'events' ? null : row.eventWeighted;
}

function sinceOf({ sinceSeconds }: Measured): number | null {
  return sinceSeconds === undefined ? null : sinceSeconds * 1000;
}

function reasonOf({ verdict: { cause }, slo: { window }, onset }: SloRow): string {
  return [
    words.cause(cause),
    cause.rule === 'budgetSpent' && window.kind === 'calendar' ? renewalWords(window) : '',
    onset && !onset.seen ? unseenOnsetWords() : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function firingPairOf(row: SloRow): string {
  const pair = firingPair(row);
  return pair ? firingPairText(pair) : '';
}

function periodOf({ slo: { window } }: SloRow): PeriodDetail | null {
  return window.kind === 'rolling'
    ? null
    : {
        name: calendarWords(window),
        text: periodWords(window),
        budget: periodBudgetWords(),
        startMilliseconds: window.startSeconds * 1000,
        endMilliseconds: window.endSeconds * 1000,
      };
}

function details(row: SloRow): SloDetails {
  return {
    method: [words.method(row), defaultWindowWords(row.slo)].filter((text) => text !== '').join(' '),
    exhaustionCountsPayback: row.verdict.exhaustion?.countsPayback ?? false,
    exhaustionRateWindow: row.verdict.exhaustion ? words.duration(row.verdict.exhaustion.rateWindowSeconds) : '',
    coverageRatio: row.budgetRemaining.coverageRatio ?? null,
    burnRates: [...row.burnRates].map(([windowSeconds, rate]) => ({
      window: words.duration(windowSeconds),
      windowSeconds,
      value: rate.value,
      state: rate.state,
      reason: words.state(rate),
    })),
    pairs: row.slo.pairs.map(({ severity, shortSeconds, longSeconds, factor, comparison }, index) => ({
      severity,
      short: words.duration(shortSeconds),
      long: words.duration(longSeconds),
      factor,
      comparison: comparison ?? '>',
      state: row.pairStates[index] ?? 'unknown',
    })),
    problems: row.problems.map((problem) => ({ severity: problemSeverity(problem), text: problemWords(problem) })),
    evidence: [...row.evidence],
    readFrom: readFrom(row),
    trendReason: words.noTrend(row),
    members: (row.members ?? []).map(memberDetail),
    eventMethod: besides(row) ? (row.slo.events ? countedWords(row.slo) : rateMethodWords()) : '',
    sinceMilliseconds: sinceOf(row.budgetRemaining),
    burningSinceSeen: row.onset?.seen ?? null,
    period: periodOf(row),
    excluded: leftOut(row).map(excludedWords),
    atMilliseconds: row.atSeconds * 1000,
  };
}

/** Nothing where the numbers count it all the same, as a problem of the row then says. */
function leftOut({ slo, problems }: SloRow): SloRow['slo']['excluded'] {
  return problems.some(({ kind }) => kind === 'exclusionsIgnored') ? [] : slo.excluded;
}

function memberDetail({ name, weight, objectiveRatio, sli, spent, badEvents, totalEvents }: MemberRow): MemberDetail {
  return {
    name,
    weight,
    objective: objectiveRatio,
    sli: sli.value,
    spent: spent.value,
    state: spent.state,
    reason: stateWords(spent),
    badEvents: badEvents.value,
    totalEvents: totalEvents.value,
  };
}

function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

function alertMappings(): ValueMapping[] {
  const colors: Record<AlertStand, string> = {
    firing: 'semi-dark-red',
    missing: 'semi-dark-purple',
    silenced: 'orange',
    inhibited: 'orange',
    pending: 'yellow',
    unknown: 'semi-dark-purple',
    none: 'text',
  };
  return [wordMappings(ALERT_STANDS, alertStandWord, colors)];
}

function policyMappings(): ValueMapping[] {
  const colors: Record<PolicyState, string> = {
    freeze: 'semi-dark-red',
    unknown: 'semi-dark-purple',
    signOff: 'orange',
    normal: 'green',
  };
  return [wordMappings(POLICY_STATES, policyWord, colors)];
}
