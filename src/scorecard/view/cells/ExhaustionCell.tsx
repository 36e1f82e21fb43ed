import React from 'react';
import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { formattedValueToString } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../../shared/plainText';
import type { Quantity } from '../../model/row';
import { durationWords } from '../duration';
import type { Format } from '../format';
import type { CellProps } from '../table';
import { getTextStyles } from '../textStyles';
import { NoNumber } from './NoNumber';

/** When the budget runs out at the present rate. */
export function ExhaustionCell({ row, table }: CellProps) {
  const text = useStyles2(getTextStyles);
  const { exhaustion } = row;
  const quiet = cx(text.number, text.quiet);
  switch (exhaustion.kind) {
    case 'in':
      return (
        <span className={row.stale ? quiet : text.number} title={rateWords(exhaustion.rateWindow)}>
          {t('scorecard.exhaustion.in', 'in {{duration}}', {
            ...PLAIN_TEXT,
            duration: timeText(exhaustion.time, table.format),
          })}
        </span>
      );
    case 'spent':
      return <span className={quiet}>{t('scorecard.exhaustion.spent', 'spent')}</span>;
    case 'notAtThisRate':
      return <span className={quiet}>{t('scorecard.exhaustion.not-at-this-rate', 'not at this rate')}</span>;
    case 'unknown':
      return <NoNumber state={row.dataState} wordless />;
  }
}

/** What the time is computed from. */
function rateWords(window: string): string | undefined {
  return window === ''
    ? undefined
    : t(
        'scorecard.exhaustion.rate',
        'Budget left × SLO window ÷ burn rate of the last {{window}}. What the rolling window pays back is not counted.',
        { ...PLAIN_TEXT, window }
      );
}

/** In our own short words, until somebody configures the field otherwise. */
function timeText(time: Quantity, format: Format): string {
  const config = time.field?.config;
  const configured = config?.unit !== 's' || config.decimals != null || config.mappings?.length;
  return configured || time.value === null ? formattedValueToString(format.plain(time)) : durationWords(time.value);
}
