import { t } from '@grafana/i18n';
import type { Read, Unreadable } from '../core/alerting/alert';
import type { Notified, Silence } from '../core/alerting/alertmanager';
import type { AlertState, NotifiedState } from '../core/frame/alertTable';
import type { AlertRow } from '../core/query/alerts/rows';
import { PLAIN_TEXT } from '../shared/plainText';
import { unseenOnsetWords } from './pairWords';
import { problemWords } from './words';

export function alertStateWord(state: AlertState): string {
  switch (state) {
    case 'firing':
      return t('alerts.state.firing', 'firing');
    case 'pending':
      return t('alerts.state.pending', 'pending');
    case 'missing':
      return t('alerts.state.missing', 'no alert');
    case 'unknown':
      return t('alerts.state.unknown', 'alert unknown');
  }
}

export function notifiedWord(state: NotifiedState): string {
  switch (state) {
    case 'told':
      return t('alerts.notified.told', 'yes');
    case 'silenced':
      return t('alerts.notified.silenced', 'silenced');
    case 'inhibited':
      return t('alerts.notified.inhibited', 'inhibited');
    case 'unknown':
      return t('alerts.notified.unknown', 'unknown');
  }
}

/** Who keeps an alert from people, and why; empty where nobody does, or nobody knows. */
export function notifiedReasonWords(notified: Notified): string {
  switch (notified.state) {
    case 'silenced':
      return notified.silences.map(silenceWords).join('; ');
    case 'inhibited':
      return t('alerts.notified.by-alerts', 'by the alert {{alerts}}', {
        ...PLAIN_TEXT,
        alerts: [...new Set(notified.by)].filter((name) => name !== '').join(', '),
      });
    default:
      return '';
  }
}

function silenceWords({ createdBy, comment }: Silence): string {
  const by =
    createdBy === ''
      ? t('alerts.notified.by-somebody', 'by somebody')
      : t('alerts.notified.by', 'by {{name}}', { ...PLAIN_TEXT, name: createdBy });
  return comment === '' ? by : `${by}: ${comment}`;
}

/** What the reader must know of a row. */
export function alertRemarkWords({ state, alert, row, candidates }: AlertRow): string {
  const rules = row?.problems.filter(({ kind }) => kind === 'ruleFails' || kind === 'rulesStopped') ?? [];
  return [
    missingWords(state),
    alert && candidates.length === 0
      ? t('alerts.remark.no-slo', 'No SLO known here has such an alert: the numbers of its row are not known.')
      : '',
    alert && candidates.length > 1
      ? t('alerts.remark.several', 'Its labels fit {{count}} SLOs, so that the numbers of its row are not known.', {
          count: candidates.length,
        })
      : '',
    row?.onset && !row.onset.seen ? unseenOnsetWords() : '',
    ...rules.map(problemWords),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function missingWords(state: AlertState): string {
  switch (state) {
    case 'missing':
      return t(
        'alerts.remark.missing',
        'It burns by its numbers, but no alert is known: are its alerting rules missing, or not evaluated yet?'
      );
    case 'unknown':
      return t('alerts.remark.unknown', 'It burns by its numbers; whether an alert fires is not known.');
    default:
      return '';
  }
}

export function openRunbookWords(): string {
  return t('alerts.open-runbook', 'Open the runbook');
}

export type AlertPlace = { kind: 'upstream'; name: string } | { kind: 'grafana' } | { kind: 'alertmanager' };

/** That a place could not be read, and what is not known for that; empty where it could. */
export function unreadableAlertsWords(place: AlertPlace, read: Read<unknown>): string {
  if (read.state === 'unreadable') {
    return `${placeWords(place)} ${causeWords(read.cause, read.message)}`;
  }
  return read.partial === undefined ? '' : `${placeWords(place)} ${partialWords(read.partial)}`;
}

function partialWords(message: string): string {
  return message === ''
    ? t('alerts.unread.too-many', 'There are more than are read at once.')
    : t('alerts.unread.partial', 'Not all of them were told: {{message}}', { ...PLAIN_TEXT, message });
}

function placeWords(place: AlertPlace): string {
  switch (place.kind) {
    case 'upstream':
      return t('alerts.unread.upstream', '{{name}}: which alerts are active is not known.', {
        ...PLAIN_TEXT,
        name: place.name,
      });
    case 'grafana':
      return t('alerts.unread.grafana', 'Which alerts of Grafana’s own rules are active is not known.');
    case 'alertmanager':
      return t('alerts.unread.alertmanager', 'Whether alerts are silenced or inhibited is not known.');
  }
}

function causeWords(cause: Unreadable, message: string): string {
  switch (cause) {
    case 'forbidden':
      return t('alerts.unread.forbidden', 'You may not read it: ask whoever manages this Grafana for the permission.');
    case 'missing':
      return t('alerts.unread.missing', 'There is nothing that answers under its address.');
    case 'malformed':
      return t('alerts.unread.malformed', 'The answer was not understood.');
    case 'past':
      return t('alerts.unread.past', 'It is told of now only, and the time range ends earlier.');
    case 'unavailable':
      return message === ''
        ? t('alerts.unread.late', 'There was no answer in time.')
        : t('alerts.unread.unavailable', 'The answer was: {{message}}', { ...PLAIN_TEXT, message });
  }
}

/** That alerts of no known SLO are not shown where SLOs were chosen. */
export function leftOutWords(count: number): string {
  return t('alerts.left-out', '', {
    count,
    defaultValue_one: '{{count}} alert is of no SLO known here. It is shown where no SLOs are chosen.',
    defaultValue_other: '{{count}} alerts are of no SLO known here. They are shown where no SLOs are chosen.',
  });
}
