import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { Status } from '../../../../core/budget/status';
import { statusWord } from '../../../../shared/statusWord';
import { getTextStyles } from '../../textStyles';
import { STATUS_ICONS } from '../../words';
import { getBadgeStyles } from '../badgeStyles';

/** The worst status of a group, and how many of it got worse since somebody last looked. */
export function GroupStatus({ status, worse }: { status: Status; worse: number }) {
  const text = useStyles2(getTextStyles);
  const badges = useStyles2(getBadgeStyles);
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.stack}>
      <span
        className={cx(badges.badge, styles.badge, badges[status])}
        title={t('scorecard.group.status', 'The worst status of the group')}
      >
        <Icon key={status} name={STATUS_ICONS[status]} size="sm" aria-hidden />
        {statusWord(status)}
      </span>
      {worse > 0 && (
        <span className={text.small}>{t('scorecard.group.worse', '{{count}} got worse', { count: worse })}</span>
      )}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    stack: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', minWidth: 0 }),
    badge: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  };
}
