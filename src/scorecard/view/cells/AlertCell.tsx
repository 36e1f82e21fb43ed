import React from 'react';
import { t } from '@grafana/i18n';
import { alertStandWord } from '../../../shared/alertStandWord';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { ALERT_ICONS, ALERT_LOOKS, alertsWords } from '../alertsWords';
import type { CellProps } from '../table';
import { NoNumber } from './NoNumber';
import { WordChip } from './WordChip';

/** How its burn alerts stand; which those are is one click away. */
export function AlertCell({ row: { alerts } }: CellProps) {
  if (alerts === null) {
    return <NoNumber state="noData" wordless />;
  }
  const { stand } = alerts;
  const word = alertStandWord(stand);
  return (
    <WordChip
      word={word}
      icon={ALERT_ICONS[stand]}
      look={ALERT_LOOKS[stand]}
      title={t('scorecard.alert.title', 'Alert: {{word}}', { ...PLAIN_TEXT, word })}
      text={alertsWords(alerts)}
    />
  );
}
