import { formattedValueToString } from '@grafana/data';
import { t } from '@grafana/i18n';
import { USUAL_RATE_WINDOW_SECONDS } from '../../core/budget/status';
import { usualRate } from '../model/exhaustion';
import type { PeriodDetail } from '../../core/frame/sloTable';
import { formatDuration } from '../../core/window/duration';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { Exhaustion, Quantity, ScoreRow } from '../model/row';
import { durationWords } from './duration';
import type { Format } from './format';
import type { TableContext } from './table';
import { stateMeaning } from './words';

/** When the budget runs out; empty where nobody can tell. */
export function exhaustionWords({ exhaustion }: ScoreRow, format: Format): string {
  switch (exhaustion.kind) {
    case 'in':
      return t('scorecard.exhaustion.in', 'in {{duration}}', {
        ...PLAIN_TEXT,
        duration: timeText(exhaustion.time, format),
      });
    case 'spent':
      return t('scorecard.exhaustion.spent', 'spent');
    case 'notAtThisRate':
      return t('scorecard.exhaustion.not-at-this-rate', 'not at this rate');
    case 'notThisPeriod':
      return t('scorecard.exhaustion.not-this-period', 'not this period');
    case 'unknown':
      return '';
  }
}

/** What that is computed from, or why nobody can tell; empty where there is no more to say. */
export function exhaustionReason(row: ScoreRow, table: TableContext): string {
  const { exhaustion, period } = row;
  switch (exhaustion.kind) {
    case 'in':
      return rateWords(exhaustion, period);
    case 'spent':
    case 'notThisPeriod':
      return period ? renewalWords(period, table) : '';
    case 'notAtThisRate':
      return '';
    case 'unknown':
      return unknownWords(row);
  }
}

function unknownWords({ budget, dataState, dataStateReason, burnRates }: ScoreRow): string {
  if (budget.value === null) {
    return dataStateReason || stateMeaning(dataState);
  }
  if (usualRate(burnRates)) {
    return t('scorecard.exhaustion.not-told', 'The source does not say when.');
  }
  const unknown = t('scorecard.exhaustion.no-rate', 'No burn rate of about the last {{window}} is known.', {
    ...PLAIN_TEXT,
    window: formatDuration(USUAL_RATE_WINDOW_SECONDS),
  });
  const usual = burnRates.find(({ windowSeconds }) => windowSeconds === USUAL_RATE_WINDOW_SECONDS);
  return [unknown, usual?.reason ?? ''].filter((text) => text !== '').join(' ');
}

function rateWords(
  { rateWindow: window, countsPayback }: Extract<Exhaustion, { kind: 'in' }>,
  period: PeriodDetail | null
): string {
  if (window === '') {
    return '';
  }
  if (countsPayback) {
    return t(
      'scorecard.exhaustion.payback-rate',
      'At the burn rate of the last {{window}}, counting what leaves the rolling window until then.',
      { ...PLAIN_TEXT, window }
    );
  }
  return period
    ? t(
        'scorecard.exhaustion.period-rate',
        'Budget left × time since the period began ÷ (burn rate of the last {{window}} − 1), because the budget grows with the events.',
        { ...PLAIN_TEXT, window }
      )
    : t(
        'scorecard.exhaustion.rate',
        'Budget left × SLO window ÷ burn rate of the last {{window}}. What the rolling window pays back is not counted.',
        { ...PLAIN_TEXT, window }
      );
}

function renewalWords({ endMilliseconds }: PeriodDetail, { asOf }: TableContext): string {
  return t('scorecard.exhaustion.renewal', 'The next period begins, with a new budget, at {{time}}.', {
    ...PLAIN_TEXT,
    time: asOf(endMilliseconds),
  });
}

/** In our own short words, until somebody configures the field otherwise. */
function timeText(time: Quantity, format: Format): string {
  const config = time.field?.config;
  const configured = config?.unit !== 's' || config.decimals != null || config.mappings?.length;
  return configured || time.value === null ? formattedValueToString(format.plain(time)) : durationWords(time.value);
}
