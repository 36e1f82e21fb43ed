import { t } from '@grafana/i18n';
import type { AlertFieldName } from '../core/frame/alertTable';

/** The heading of a column of alerts. */
export function alertHeading(field: AlertFieldName): string {
  switch (field) {
    case 'state':
      return t('alerts.field.state', 'State');
    case 'severity':
      return t('alerts.field.severity', 'Severity');
    case 'service':
      return t('alerts.field.service', 'Service');
    case 'slo':
      return t('alerts.field.slo', 'SLO');
    case 'owner':
      return t('alerts.field.owner', 'Owner');
    case 'pair':
      return t('alerts.field.pair', 'Pair');
    case 'since':
      return t('alerts.field.since', 'Alert since');
    case 'onset':
      return t('alerts.field.onset', 'Burns since');
    case 'cost':
      return t('alerts.field.cost', 'Cost so far');
    case 'badEvents':
      return t('alerts.field.bad-events', 'Bad events so far');
    case 'budgetRemaining':
      return t('alerts.field.budget', 'Budget remaining');
    case 'exhaustion':
      return t('alerts.field.exhaustion', 'Budget runs out in');
    case 'notified':
      return t('alerts.field.notified', 'Notified');
    case 'notifiedReason':
      return t('alerts.field.notified-reason', 'Why not notified');
    case 'silencedUntil':
      return t('alerts.field.silenced-until', 'Silenced until');
    case 'alert':
      return t('alerts.field.alert', 'Alert');
    case 'runbook':
      return t('alerts.field.runbook', 'Runbook');
    case 'remark':
      return t('alerts.field.remark', 'Remark');
    case 'source':
      return t('alerts.field.source', 'Evaluated by');
    case 'labels':
      return t('alerts.field.labels', 'Labels');
    case 'links':
      return t('alerts.field.links', 'Links');
    case 'id':
      return t('alerts.field.id', 'Id');
  }
}
