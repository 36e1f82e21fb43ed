import { t } from '@grafana/i18n';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { BurnRate } from '../model/row';
import type { Format } from './format';

/** That a burn rate makes an alert fire. */
export function firesWords({ severity, factor, comparison }: NonNullable<BurnRate['fires']>): string {
  const values = { ...PLAIN_TEXT, factor: Number(factor.toPrecision(3)) };
  if (comparison === '>=') {
    return severity === 'page'
      ? t('scorecard.burn-rate.page-from', '{{factor}} or more: worth a page', values)
      : t('scorecard.burn-rate.ticket-from', '{{factor}} or more: worth a ticket', values);
  }
  return severity === 'page'
    ? t('scorecard.burn-rate.page', 'above {{factor}}: worth a page', values)
    : t('scorecard.burn-rate.ticket', 'above {{factor}}: worth a ticket', values);
}

/** A burn rate with its window, for where it has no cell of its own: "5m 38x (above 14.4: worth a page)". */
export function burnRateWords({ window, rate, fires }: BurnRate, format: Format): string {
  const values = { ...PLAIN_TEXT, window, rate: rate.value === null ? '—' : rateWords(rate, format) };
  return fires
    ? t('scorecard.burn-rate.fires', '{{window}} {{rate}} ({{mark}})', { ...values, mark: firesWords(fires) })
    : t('scorecard.burn-rate.of-window', '{{window}} {{rate}}', values);
}

/** A burn rate alone, "38x". */
export function rateWords(rate: BurnRate['rate'], format: Format): string {
  const { prefix = '', text, suffix = '' } = format.burnRate(rate);
  return prefix + text + suffix.trim();
}
