import type { IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { AlertStand } from '../../core/alerting/alertStand';
import type { Alerts } from '../model/row';
import type { ChipLook } from './cells/chipStyles';

export const ALERT_ICONS: Record<AlertStand, IconName> = {
  firing: 'bell',
  missing: 'exclamation-triangle',
  silenced: 'bell-slash',
  inhibited: 'bell-slash',
  pending: 'clock-nine',
  unknown: 'question-circle',
  none: 'minus',
};

export const ALERT_LOOKS: Record<AlertStand, ChipLook> = {
  firing: 'error',
  missing: 'error',
  silenced: 'warning',
  inhibited: 'warning',
  pending: 'warning',
  unknown: 'strong',
  none: 'quiet',
};

/** Which alerts stand so, and else what that means. */
export function alertsWords({ stand, reason }: Alerts): string {
  return reason || alertMeaning(stand);
}

/** For sources that give no reason of their own, and for the time without an answer. */
function alertMeaning(stand: AlertStand): string {
  switch (stand) {
    case 'firing':
      return t('scorecard.alert.meaning.firing', 'A burn alert fires.');
    case 'missing':
      return t('scorecard.alert.meaning.missing', 'It burns by its numbers, and no alert is known.');
    case 'silenced':
      return t('scorecard.alert.meaning.silenced', 'Its alerts fire and are silenced.');
    case 'inhibited':
      return t('scorecard.alert.meaning.inhibited', 'Its alerts fire and are inhibited by others.');
    case 'pending':
      return t('scorecard.alert.meaning.pending', 'The condition of an alert is met, but not for long enough.');
    case 'unknown':
      return t('scorecard.alert.meaning.unknown', 'Nobody can tell whether an alert fires, or should.');
    case 'none':
      return t('scorecard.alert.meaning.none', 'No burn alert fires or is pending.');
  }
}
