import { dateTimeFormat, type IconName, type TimeZone } from '@grafana/data';
import { formatDate, t } from '@grafana/i18n';
import type { DataState } from '../../core/budget/dataState';
import type { Status } from '../../core/budget/status';
import { PLAIN_TEXT } from '../../shared/plainText';
import { statusWord } from '../../shared/statusWord';
import { zoneName } from '../../shared/zoneName';
import type { Failure } from '../model/reading';
import type { ScoreRow } from '../model/row';
import { burningSinceWords } from './burningWords';

export const STATUS_ICONS: Record<Status, IconName> = {
  burning: 'fire',
  blind: 'eye-slash',
  breached: 'times-circle',
  smouldering: 'exclamation-circle',
  atRisk: 'hourglass',
  noTraffic: 'pause',
  healthy: 'check',
};

/** Why the row has its status; for a row that cannot be seen also what it was when it last could. */
export function statusWords(row: ScoreRow, asOf: (milliseconds: number) => string): string {
  const { stale, status } = row;
  if (!stale) {
    const reason = doubtWords(row) || row.statusReason || statusMeaning(status);
    return row.burning ? `${reason}\n${burningSinceWords(row.burning, asOf)}` : reason;
  }
  const why =
    row.statusReason || row.dataStateReason || t('scorecard.stale.reason', 'The last refresh gave no answer.');
  return t('scorecard.stale.status', '{{why}} At {{time}} the status was: {{status}}.', {
    ...PLAIN_TEXT,
    why:
      status === 'blind' ? t('scorecard.stale.blind', 'Can’t see this SLO now. {{why}}', { ...PLAIN_TEXT, why }) : why,
    time: asOf(stale.atMilliseconds),
    status: statusWord(stale.status),
  });
}

/** What the status was when it last could be seen; only what was no good, because an outage must not look well. */
export function lastStatusWords({ stale }: ScoreRow, clock: (milliseconds: number) => string): string {
  return !stale || stale.status === 'blind' || stale.status === 'healthy'
    ? ''
    : t('scorecard.stale.was', 'was {{status}} at {{time}}', {
        ...PLAIN_TEXT,
        status: statusWord(stale.status),
        time: clock(stale.atMilliseconds),
      });
}

function doubtWords({ statusDoubt }: ScoreRow): string {
  switch (statusDoubt) {
    case 'unknownStatus':
      return t('scorecard.doubt.unknown-status', 'The source gives a status that this panel does not know.');
    case 'healthyWithoutNumber':
      return t('scorecard.doubt.healthy-without-number', 'The source says healthy but has no number to show for it.');
    case 'healthyNotCovered':
      return t(
        'scorecard.doubt.healthy-not-covered',
        'The source says healthy but does not show that it has seen enough of the window.'
      );
    case null:
      return '';
  }
}

/** For sources that give no reason of their own. */
function statusMeaning(status: Status): string {
  switch (status) {
    case 'burning':
      return t('scorecard.status.meaning.burning', 'The budget burns fast enough for a page.');
    case 'blind':
      return t('scorecard.status.meaning.blind', 'Can’t see this SLO: there is no number to judge it by.');
    case 'breached':
      return t('scorecard.status.meaning.breached', 'The error budget is spent.');
    case 'smouldering':
      return t('scorecard.status.meaning.smouldering', 'The budget burns fast enough for a ticket.');
    case 'atRisk':
      return t('scorecard.status.meaning.at-risk', 'Little of the error budget is left, or it will be gone soon.');
    case 'noTraffic':
      return t('scorecard.status.meaning.no-traffic', 'There was nothing to count.');
    case 'healthy':
      return t('scorecard.status.meaning.healthy', 'No alert fires and there is budget left.');
  }
}

export const STATE_ICONS: Record<DataState, IconName> = {
  measured: 'check',
  noTraffic: 'pause',
  noData: 'minus-circle',
  partial: 'adjust-circle',
  gapsSkipped: 'ellipsis-h',
  error: 'exclamation-circle',
};

export function stateWord(state: DataState): string {
  switch (state) {
    case 'measured':
      return t('scorecard.state.measured', 'measured');
    case 'noTraffic':
      return t('scorecard.state.no-traffic', 'no traffic');
    case 'noData':
      return t('scorecard.state.no-data', 'no data');
    case 'partial':
      return t('scorecard.state.partial', 'partial');
    case 'gapsSkipped':
      return t('scorecard.state.gaps-skipped', 'gaps skipped');
    case 'error':
      return t('scorecard.state.error', 'error');
  }
}

/** For sources that give no reason of their own. */
export function stateMeaning(state: DataState): string {
  switch (state) {
    case 'measured':
      return t('scorecard.state.meaning.measured', 'Every sample the number needs was there.');
    case 'noTraffic':
      return t('scorecard.state.meaning.no-traffic', 'Nothing was counted, so there is no ratio.');
    case 'noData':
      return t('scorecard.state.meaning.no-data', 'The series that the number needs does not exist at this time.');
    case 'partial':
      return t('scorecard.state.meaning.partial', 'Only a part of the window was measured.');
    case 'gapsSkipped':
      return t('scorecard.state.meaning.gaps-skipped', 'Times without traffic were left out.');
    case 'error':
      return t('scorecard.state.meaning.error', 'The query failed or was refused.');
  }
}

export function failureWords({ message, refId }: Failure): string {
  const text = message || t('scorecard.failure.unknown', 'The data source gave no reason.');
  return refId ? t('scorecard.failure.query', 'Query {{refId}}: {{text}}', { ...PLAIN_TEXT, refId, text }) : text;
}

/** The time of day, with the date when it is not that of `nowMilliseconds`, and the zone: "16:11:05 Europe/Berlin". */
export function momentWords(milliseconds: number, nowMilliseconds: number, timeZone: TimeZone): string {
  const time = onDay(milliseconds, nowMilliseconds, timeZone, 'HH:mm:ss');
  return t('scorecard.moment', '{{time}} {{zone}}', { ...PLAIN_TEXT, time, zone: zoneName(timeZone) });
}

/** The same to the minute and without the zone, for where it is told in full one click away. */
export function clockWords(milliseconds: number, nowMilliseconds: number, timeZone: TimeZone): string {
  return onDay(milliseconds, nowMilliseconds, timeZone, 'HH:mm');
}

function onDay(milliseconds: number, nowMilliseconds: number, timeZone: TimeZone, clock: string): string {
  const day = (at: number) => dateTimeFormat(at, { timeZone, format: 'YYYY-MM-DD' });
  const sameDay = day(milliseconds) === day(nowMilliseconds);
  return dateTimeFormat(milliseconds, { timeZone, format: sameDay ? clock : `YYYY-MM-DD ${clock}` });
}

/** The day of the month, with the year when it is not that of `nowMilliseconds`. */
export function dayWords(milliseconds: number, nowMilliseconds: number, timeZone: TimeZone): string {
  const zone = zoneName(timeZone);
  const year = (at: number) => formatDate(at, { timeZone: zone, year: 'numeric' });
  const sameYear = year(milliseconds) === year(nowMilliseconds);
  return formatDate(milliseconds, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}
