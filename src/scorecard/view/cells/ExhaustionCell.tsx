import React from 'react';
import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { formattedValueToString } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { PeriodDetail } from '../../../core/frame/sloTable';
import { PLAIN_TEXT } from '../../../shared/plainText';
import type { Exhaustion, Quantity } from '../../model/row';
import { durationWords } from '../duration';
import type { Format } from '../format';
import type { CellProps, TableContext } from '../table';
import { getTextStyles } from '../textStyles';
import { NoNumber } from './NoNumber';

/** When the budget runs out at the present rate. */
export function ExhaustionCell({ row, table }: CellProps) {
  const text = useStyles2(getTextStyles);
  const { exhaustion, period } = row;
  const quiet = cx(text.number, text.quiet);
  switch (exhaustion.kind) {
    case 'in':
      return (
        <span className={row.stale ? quiet : text.number} title={rateWords(exhaustion, period)}>
          {t('scorecard.exhaustion.in', 'in {{duration}}', {
            ...PLAIN_TEXT,
            duration: timeText(exhaustion.time, table.format),
          })}
        </span>
      );
    case 'spent':
      return (
        <span className={quiet} title={period ? renewalWords(period, table) : undefined}>
          {t('scorecard.exhaustion.spent', 'spent')}
        </span>
      );
    case 'notAtThisRate':
      return <span className={quiet}>{t('scorecard.exhaustion.not-at-this-rate', 'not at this rate')}</span>;
    case 'notThisPeriod':
      return (
        <span className={quiet} title={period ? renewalWords(period, table) : undefined}>
          {t('scorecard.exhaustion.not-this-period', 'not this period')}
        </span>
      );
    case 'unknown':
      return <NoNumber state={row.dataState} wordless />;
  }
}

/** What the time is computed from. */
function rateWords(
  { rateWindow: window, countsPayback }: Extract<Exhaustion, { kind: 'in' }>,
  period: PeriodDetail | null
): string | undefined {
  if (window === '') {
    return undefined;
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
  return t('scorecard.exhaustion.renewal', 'The budget begins anew at {{time}}.', {
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
