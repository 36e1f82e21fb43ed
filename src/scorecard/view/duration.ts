import { t } from '@grafana/i18n';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From here on the hours say nothing any more. */
const DAYS_ONLY = 14 * DAY;

/** A duration as people say it, in its one or two largest units, rounded down: there is never more time than it says. */
export function durationWords(seconds: number): string {
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor((seconds % DAY) / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  if (seconds >= DAYS_ONLY || (days > 0 && hours === 0)) {
    return t('scorecard.duration.days', '{{days}} d', { days });
  }
  if (days > 0) {
    return t('scorecard.duration.days-hours', '{{days}} d {{hours}} h', { days, hours });
  }
  if (hours > 0) {
    return minutes === 0
      ? t('scorecard.duration.hours', '{{hours}} h', { hours })
      : t('scorecard.duration.hours-minutes', '{{hours}} h {{minutes}} min', { hours, minutes });
  }
  return minutes > 0
    ? t('scorecard.duration.minutes', '{{minutes}} min', { minutes })
    : t('scorecard.duration.less', 'less than a minute');
}
