import { t } from '@grafana/i18n';
import type { ColumnId } from '../model/columns';

export function columnTitle(column: ColumnId): string {
  switch (column) {
    case 'status':
      return t('scorecard.column.status', 'Status');
    case 'slo':
      return t('scorecard.column.slo', 'SLO');
    case 'objective':
      return t('scorecard.column.objective', 'Objective');
    case 'sli':
      return t('scorecard.column.sli', 'SLI');
    case 'budget':
      return t('scorecard.column.budget', 'Budget left');
    case 'trend':
      return t('scorecard.column.trend', 'Budget trend');
    case 'burnRates':
      return t('scorecard.column.burn-rates', 'Burn rate');
    case 'exhaustion':
      return t('scorecard.column.exhaustion', 'Exhaustion');
    case 'alert':
      return t('scorecard.column.alert', 'Alert');
    case 'releases':
      return t('scorecard.column.releases', 'Releases');
  }
}
