import { t } from '@grafana/i18n';
import { PLAIN_TEXT } from '../../shared/plainText';

/** A count or an amount: whole when large, with as many decimals as tell a small one from nothing. */
export function amountWords(value: number): string {
  const size = Math.abs(value);
  const maximumFractionDigits = size >= 1000 ? 0 : size >= 1 ? 1 : 3;
  return new Intl.NumberFormat(undefined, { maximumFractionDigits }).format(rounded(value, maximumFractionDigits));
}

/** A difference of percentage points with its sign, as short as it can be. */
export function pointsWords(points: number): string {
  return new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero', minimumFractionDigits: 1 }).format(points);
}

/** A share such as `1 - objective`, without the dust that the subtraction leaves: no share is told below 1e-12. */
export function shareWords(ratio: number): string {
  return t('scorecard.share', '{{percent}}%', {
    ...PLAIN_TEXT,
    percent: new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6 }).format(100 * rounded(ratio, 12)),
  });
}

/** Never -0, which is what a difference that should be nothing leaves, and would be told with its sign. */
function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals)) || 0;
}
