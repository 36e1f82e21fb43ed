import React from 'react';
import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { alertStandWord } from '../../../shared/alertStandWord';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { ALERT_ICONS, alertsWords } from '../alertsWords';
import { Explain } from '../Explain';
import type { CellProps } from '../table';
import { getAlertStyles } from './alertStyles';
import { NoNumber } from './NoNumber';

/** How its burn alerts stand: icon, word and colour; which those are is one click away. */
export function AlertCell({ row: { alerts } }: CellProps) {
  const styles = useStyles2(getAlertStyles);
  if (alerts === null) {
    return <NoNumber state="noData" wordless />;
  }
  const { stand } = alerts;
  const word = alertStandWord(stand);
  return (
    <Explain
      className={cx(styles.chip, styles[stand])}
      title={t('scorecard.alert.title', 'Alert: {{word}}', { ...PLAIN_TEXT, word })}
      text={alertsWords(alerts)}
    >
      {/* Keyed, because an icon that changes its name while it loads keeps the drawing of the old one. */}
      <Icon key={stand} name={ALERT_ICONS[stand]} size="sm" aria-hidden />
      {word}
    </Explain>
  );
}
