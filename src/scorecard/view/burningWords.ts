import { t } from '@grafana/i18n';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { Burning, ScoreRow } from '../model/row';
import { durationWords } from './duration';

/** For how long it has burned; empty where nobody can tell. */
export function burningForWords({ burning, atMilliseconds }: ScoreRow): string {
  if (!burning || burning.sinceMilliseconds === null) {
    return '';
  }
  const duration = durationWords(Math.max(0, atMilliseconds - burning.sinceMilliseconds) / 1000);
  return burning.sinceSeen
    ? t('scorecard.burning.for', 'for {{duration}}', { ...PLAIN_TEXT, duration })
    : t('scorecard.burning.at-least', 'over {{duration}}', { ...PLAIN_TEXT, duration });
}

/** Which alert pair fires, and since when what it sees has burned. */
export function burningSinceWords(
  { pair, sinceMilliseconds, sinceSeen }: Burning,
  asOf: (milliseconds: number) => string
): string {
  if (sinceMilliseconds === null) {
    return t('scorecard.burning.pair', 'Fires: {{pair}}.', { ...PLAIN_TEXT, pair });
  }
  const values = { ...PLAIN_TEXT, pair, time: asOf(sinceMilliseconds) };
  return sinceSeen
    ? t('scorecard.burning.since', 'Fires: {{pair}}. Burning since {{time}}.', values)
    : t('scorecard.burning.since-before', 'Fires: {{pair}}. Burning since {{time}} or before.', values);
}
