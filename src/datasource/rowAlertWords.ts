import { t } from '@grafana/i18n';
import type { AlertRow } from '../core/query/alerts/rows';
import type { Untold } from '../core/query/alerts/stand';
import { alertRemarkWords, notifiedReasonWords, unreadableAlertsWords } from './alertWords';

/** Why the alerts of a row stand as they do; empty where there is none. */
export function rowAlertWords(alerts: readonly AlertRow[], untold: readonly Untold[], upstreamName: string): string {
  return [...alerts.map(oneWords), ...untold.map((one) => untoldWords(one, upstreamName))].join(' ');
}

function untoldWords(untold: Untold, upstreamName: string): string {
  switch (untold.kind) {
    case 'unread':
      return unreadableAlertsWords(
        untold.place === 'upstream' ? { kind: 'upstream', name: upstreamName } : { kind: 'grafana' },
        untold.read
      );
    case 'rulesFail':
      return t('slo.alert.rules-fail', 'Its rules fail or have stopped, so that no alert of theirs can fire.');
    case 'ratesUnknown':
      return t(
        'slo.alert.rates-unknown',
        'No alert is known, and without its burn rates nobody can tell whether one should fire.'
      );
  }
}

function oneWords(row: AlertRow): string {
  const { alert, notified, severity } = row;
  if (!alert) {
    return alertRemarkWords(row);
  }
  const name = severity === '' ? alert.name : `${alert.name} (${severity})`;
  const kept = notifiedReasonWords(notified);
  return `${[name, kept].filter((text) => text !== '').join(', ')}.`;
}
