import { t } from '@grafana/i18n';
import type { AlertRow } from '../core/query/alerts/rows';
import type { RowAlert } from '../core/query/alerts/stand';
import { PLAIN_TEXT } from '../shared/plainText';
import { alertRemarkWords, notifiedReasonWords, unreadableAlertsWords } from './alertWords';

/** Why the alerts of a row stand as they do; empty where there is none. */
export function rowAlertWords({ alerts, unread }: RowAlert, upstreamName: string): string {
  return [
    ...alerts.map(oneWords),
    ...unread.map(({ place, why }) =>
      unreadableAlertsWords(place === 'upstream' ? { kind: 'upstream', name: upstreamName } : { kind: 'grafana' }, why)
    ),
  ].join(' ');
}

function oneWords(row: AlertRow): string {
  const { alert, notified, severity } = row;
  if (!alert) {
    return alertRemarkWords(row);
  }
  const name = severity === '' ? alert.name : `${alert.name} (${severity})`;
  const kept = notifiedReasonWords(notified);
  return kept === ''
    ? t('slo.alert.one', '{{name}}.', { ...PLAIN_TEXT, name })
    : t('slo.alert.kept', '{{name}}, {{kept}}.', { ...PLAIN_TEXT, name, kept });
}
