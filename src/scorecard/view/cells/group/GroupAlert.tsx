import React from 'react';
import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { alertStandWord } from '../../../../shared/alertStandWord';
import type { RowGroup } from '../../../model/groupRows';
import { ALERT_ICONS, ALERT_LOOKS } from '../../alertsWords';
import { getChipStyles } from '../chipStyles';

/** How those alerts of a group stand that need somebody the most, and of how many of its SLOs. */
export function GroupAlert({ group: { alertStand, rows } }: { group: RowGroup }) {
  const styles = useStyles2(getChipStyles);
  if (alertStand === null) {
    return null;
  }
  const count = rows.filter(({ alerts }) => alerts?.stand === alertStand).length;
  return (
    <span
      className={cx(styles.chip, styles[ALERT_LOOKS[alertStand]])}
      title={t('scorecard.group.alert', '', {
        count,
        defaultValue_one: 'Of {{count}} SLO of the group',
        defaultValue_other: 'Of {{count}} SLOs of the group',
      })}
    >
      <Icon key={alertStand} name={ALERT_ICONS[alertStand]} size="sm" aria-hidden />
      {alertStandWord(alertStand)}
      {alertStand !== 'none' && count > 1 && ` (${count})`}
    </span>
  );
}
