import { t } from '@grafana/i18n';
import type { Status } from '../core/budget/status';

/** The name of a status: one word in the data source's frames and on the panel. */
export function statusWord(status: Status): string {
  switch (status) {
    case 'burning':
      return t('slo.status.burning', 'Burning');
    case 'blind':
      return t('slo.status.blind', 'Blind');
    case 'breached':
      return t('slo.status.breached', 'Breached');
    case 'smouldering':
      return t('slo.status.smouldering', 'Smouldering');
    case 'atRisk':
      return t('slo.status.at-risk', 'At risk');
    case 'noTraffic':
      return t('slo.status.no-traffic', 'No traffic');
    case 'healthy':
      return t('slo.status.healthy', 'Healthy');
  }
}
