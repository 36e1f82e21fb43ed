import { t } from '@grafana/i18n';
import type { AlertStand } from '../core/alerting/alertStand';

/** How the alerts of an SLO stand: one word in the data source's frames and on the panel. */
export function alertStandWord(stand: AlertStand): string {
  switch (stand) {
    case 'firing':
      return t('slo.alert.firing', 'Firing');
    case 'missing':
      return t('slo.alert.missing', 'No alert');
    case 'silenced':
      return t('slo.alert.silenced', 'Silenced');
    case 'inhibited':
      return t('slo.alert.inhibited', 'Inhibited');
    case 'pending':
      return t('slo.alert.pending', 'Pending');
    case 'unknown':
      return t('slo.alert.unknown', 'Unknown');
    case 'none':
      return t('slo.alert.none', 'None');
  }
}
